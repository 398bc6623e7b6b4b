"""What a purchase brought and took, and what came back of it."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from plushka.domain.events.queries import Happened
from plushka.domain.ledger.models import Account
from plushka.domain.messaging.saying import Saying
from plushka.domain.notices.tiers import tier_saying
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.sales.models import Return, Sale

_BOUGHT = frozenset({"sale_recorded", "sale_claimed"})


def tell(news: Sequence[Happened], *, programme: Compiled) -> Iterator[Saying]:
    """Tell of points earned, spent and given back, and of the tier a purchase led to."""
    bought = [one for one in news if one.type in _BOUGHT]
    if bought:
        yield from _bought(bought, programme=programme)
    back = [one for one in news if one.type == "sale_returned"]
    if back:
        yield from _returned(back)


def _bought(news: Sequence[Happened], *, programme: Compiled) -> Iterator[Saying]:
    ids = [UUID(one.data["sale"]) for one in news]
    rows = Sale.objects.filter(id__in=ids).select_related("accrual", "redemption")
    sales = {sale.id: sale for sale in rows}
    for one in news:
        sale = sales.get(UUID(one.data["sale"]))
        if sale is None:
            continue
        for kind, entry in (("redeemed", sale.redemption), ("accrued", sale.accrual)):
            if entry is not None:
                values = {"points": abs(entry.points), "balance": entry.balance_after}
                yield Saying(kind, values, member_id=one.member_id, cause=str(one.id))
        if one.data["tier_changed"]:
            yield from tier_saying(
                one, before=sale.tier, tier=sale.outcome["tier"], programme=programme
            )


def _returned(news: Sequence[Happened]) -> Iterator[Saying]:
    rows = {row.id: row for row in Return.objects.filter(id__in=[_return(one) for one in news])}
    members = {one.member_id for one in news}
    accounts = Account.objects.filter(member_id__in=members, unit="BONUS")
    balances = dict(accounts.values_list("member_id", "balance"))
    for one in news:
        row = rows.get(_return(one))
        if row is None or not (row.points_back or row.accrual_reversed):
            continue
        values = {
            "points": row.accrual_reversed,
            "back": row.points_back,
            "balance": balances.get(one.member_id, 0),
        }
        yield Saying("returned", values, member_id=one.member_id, cause=str(one.id))


def _return(one: Happened) -> UUID:
    return UUID(one.data["return"])
