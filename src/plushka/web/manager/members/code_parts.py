"""Codes under the cap that a member activated."""

from django.urls import reverse
from django.utils.translation import gettext as _

from plushka.domain.codes.listing import activations_of_member
from plushka.domain.tenants.queries import outlet_names
from plushka.domain.tenants.rights import Right
from plushka.web.manager.codes.words import SOURCES
from plushka.web.manager.members import telling
from plushka.web.manager.members.about import About
from plushka.web.manager.members.sections import PAGE, Line, Table, Told, cut, number


def activations(about: About) -> Table:
    """Which codes of which batch, newest first; what rules gave for them the movements tell."""
    found = activations_of_member(member_id=about.member, limit=PAGE + 1, after=about.after_id)
    outlets = outlet_names()
    heads = [_("When"), _("Batch"), _("Points"), _("Chances"), _("Through"), _("Where")]
    sees_codes = about.cabinet.may(Right.SEE_CODES)
    return cut(
        heads,
        [
            Line(
                str(one.id),
                (
                    Told(telling.moment(one.at)),
                    Told(
                        f"{one.batch.number}. {one.batch.name}",
                        address=reverse("manager-codes-batch", args=[one.batch_id])
                        if sees_codes
                        else "",
                        chip=telling.earlier() if one.member_id != about.member else "",
                    ),
                    number(telling.number(one.points) if one.points else ""),
                    number(str(one.chances) if one.chances else ""),
                    Told(str(SOURCES[one.source])),
                    Told(outlets.get(one.place, one.place)),
                ),
            )
            for one in found
        ],
    )
