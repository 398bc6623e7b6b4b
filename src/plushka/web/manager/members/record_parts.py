"""What a member was given and told, what they agreed to, and who changed what."""

from uuid import UUID

from django.utils.translation import gettext as _

from plushka.domain.audit.queries import find_changes
from plushka.domain.effects import queries as effects
from plushka.domain.members.models import Consent
from plushka.domain.members.queries import merged_into, of_one
from plushka.domain.messaging.queries import messages_of
from plushka.web.manager.audit.words import ACTIONS
from plushka.web.manager.members import telling
from plushka.web.manager.members.about import About, sale_address
from plushka.web.manager.members.sections import PAGE, Line, Table, Told, cut, number


def gifts(about: About) -> Table:
    """Goods that rules gave for nothing."""
    found = effects.gifts(member=about.member, limit=PAGE + 1, after=about.after_id)
    heads = [_("When"), _("What"), _("Pieces"), _("By the rule"), _("Campaign"), _("Sale")]
    return cut(
        heads,
        [
            Line(
                str(one.id),
                (
                    Told(telling.moment(one.at)),
                    Told(one.reward),
                    number(str(one.pieces)),
                    Told(one.rule),
                    Told(one.campaign),
                    Told(_("Look") if one.sale else "", address=sale_address(about, one.sale)),
                ),
            )
            for one in found
        ],
    )


def badges(about: About) -> Table:
    """Honours without points; all of them, as they are few."""
    found = effects.badges(member=about.member)
    lines = [Line(one.badge, (Told(one.badge), Told(telling.moment(one.at)))) for one in found]
    return Table([_("Badge"), _("Since")], [] if about.after else lines)


def consents(about: About) -> Table:
    """What the member agreed to, in which version of the text."""
    found = Consent.objects.filter(of_one(about.member))
    if about.after_id:
        found = found.filter(id__lt=about.after_id)
    heads = [
        _("When"),
        _("Given or withdrawn"),
        _("Agreed"),
        _("Version of the text"),
        _("Channel"),
    ]
    return cut(
        heads,
        [
            Line(
                str(one.id),
                (
                    Told(telling.moment(one.at)),
                    Told(_("withdrawn") if one.is_withdrawn else _("given")),
                    Told(str(telling.CONSENTS[one.kind]), chip=_whose(about, one.member_id)),
                    Told(one.version),
                    Told(one.channel),
                ),
            )
            for one in found.order_by("-id")[: PAGE + 1]
        ],
    )


def _whose(about: About, member: UUID) -> str:
    return "" if member == about.member else telling.earlier()


def changes(about: About) -> Table:
    """Who changed what of the member; values of a person are kept by nobody."""
    found = find_changes(
        subject_kind="member",
        subject_id=about.member,
        also=merged_into(about.member),
        limit=PAGE + 1,
        after=about.after_id,
    )
    names = telling.names_of((one.actor for one in found), tenant_id=about.cabinet.place.id)
    heads = [_("When"), _("What"), _("Which fields"), _("Who"), _("Reason")]
    return cut(
        heads,
        [
            Line(
                str(one.id),
                (
                    Told(telling.moment(one.at)),
                    Told(
                        str(ACTIONS.get(one.action, one.action)), chip=_whose(about, one.subject)
                    ),
                    Told(telling.changed_fields(one.before.keys() | one.after.keys())),
                    Told(names.get(one.actor, "")),
                    Told(one.reason),
                ),
            )
            for one in found
        ],
    )


def messages(about: About) -> Table:
    """What was said to the member."""
    found = messages_of(member_id=about.member, limit=PAGE + 1, after=about.after_id)
    return cut(
        [_("When"), _("Message")],
        [
            Line(str(one.id), (Told(telling.moment(one.created_at)), Told(one.text)))
            for one in found
        ],
    )
