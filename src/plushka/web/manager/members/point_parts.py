"""Points of a member: where they are, how they moved, what orders set aside."""

from django.utils.translation import gettext as _

from plushka.domain.ledger import queries as ledger
from plushka.domain.ledger.models import Hold
from plushka.web.manager.members import telling
from plushka.web.manager.members.about import About, sale_address
from plushka.web.manager.members.listed import uuid_of
from plushka.web.manager.members.sections import PAGE, Line, Table, Told, cut, number


def lots(about: About) -> Table:
    """Points by when they were granted, those that end soonest first."""
    found = ledger.lots(account=about.account, at=about.at, limit=PAGE + 1, after=about.after_id)
    heads = [_("What for"), _("Granted"), _("Left"), _("Set aside"), _("Open from"), _("Until")]
    return cut(
        heads,
        [
            Line(
                str(lot.id),
                (
                    Told(str(telling.LOTS[lot.kind])),
                    number(telling.number(lot.granted)),
                    number(telling.number(lot.remaining)),
                    number(telling.number(lot.held) if lot.held else ""),
                    Told(telling.moment(lot.available_at)),
                    Told(telling.last_day(lot.expires_at)),
                ),
            )
            for lot in found
        ],
    )


def entries(about: About) -> Table:
    """Every movement of the points, newest first, each with why it is what it is."""
    found = ledger.entries(account=about.account, limit=PAGE + 1, after=about.after_id)
    names = telling.names_of(
        (entry.cause.actor for entry in found[:PAGE]), tenant_id=about.cabinet.place.id
    )
    heads = [_("When"), _("What"), _("Points"), _("After it"), _("Who"), _("Why?")]
    lines = []
    for entry in found:
        sale = telling.sale_of(entry.cause.key)
        lines.append(
            Line(
                str(entry.id),
                (
                    Told(telling.moment(entry.cause.at)),
                    Told(
                        str(telling.ENTRIES[entry.kind]),
                        address=sale_address(about, uuid_of(sale) if sale else None),
                        chip=telling.earlier() if entry.account != about.account else "",
                    ),
                    number(telling.signed(entry.points)),
                    number(telling.number(entry.balance_after)),
                    Told(names.get(entry.cause.actor, "")),
                    Told("", why=telling.reasons(entry.cause.explanation)),
                ),
            )
        )
    return cut(heads, lines)


def holds(about: About) -> Table:
    """Points that orders set aside, open ones and those that are over."""
    found = Hold.objects.filter(account_id=about.account)
    if about.after_id:
        found = found.filter(id__lt=about.after_id)
    heads = [_("Set aside"), _("Points"), _("Until"), _("State"), _("Order number")]
    return cut(
        heads,
        [
            Line(
                str(one.id),
                (
                    Told(telling.moment(one.held_at)),
                    number(telling.number(one.points)),
                    Told(telling.moment(one.until)),
                    Told("", chip=str(telling.HOLDS[one.state])),
                    Told(one.reference),
                ),
            )
            for one in found.order_by("-id")[: PAGE + 1]
        ],
    )
