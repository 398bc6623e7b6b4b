"""What rules and campaigns gave, decided again for what a return leaves (T11, T32). Pure."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from plushka.domain.campaigns.rooms import Whose
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.programmes.deals.deal import On
from plushka.domain.programmes.deals.goods import Goods
from plushka.domain.programmes.deals.points_on import Sums
from plushka.domain.programmes.earning import parts_of
from plushka.domain.programmes.facts import Buyer, Line
from plushka.domain.rules.facts import Line as Seen
from plushka.domain.rules.facts import Receipt, facts_at
from plushka.domain.sales.giving_back import Back, SoldLine
from plushka.domain.sales.keeping import Kept, Left, Remains, budgets_back, due, kept_of, part_left


@dataclass(frozen=True, slots=True)
class Promised:
    """What a sale was promised, and where and when it was."""

    kept: tuple[Kept, ...]
    buyer: Buyer
    whose: Whose
    at: dt.datetime
    zone: str


def promised(
    promises: Sequence[dict[str, Any]],
    programme: Compiled,
    *,
    buyer: Buyer,
    whose: Whose,
    at: dt.datetime,
    zone: str,
) -> Promised:
    """Read what a sale kept of its promises."""
    return Promised(kept_of(promises, programme), buyer, whose, at, zone)


def with_promises(
    back: Back, sold: Sequence[SoldLine], known: Promised, programme: Compiled
) -> Back:
    """Add to a return what it changes of promises: what is due, and what budgets get back."""
    now = {line.number: line.quantity for line in back.lines}
    before = _remains(sold, [line.returned for line in sold], known, programme)
    after = _remains(
        sold, [line.returned + now.get(line.number, 0) for line in sold], known, programme
    )
    was_due = due(known.kept, before, programme=programme)
    is_due = due(known.kept, after, programme=programme)
    return replace(
        back,
        still_earned=back.still_earned
        + sum(
            points
            for one, points in zip(known.kept, is_due, strict=True)
            if isinstance(one.one, On) and not one.one.has_own_term
        ),
        due=is_due,
        budgets=budgets_back(
            known.kept,
            (before, was_due),
            (after, is_due),
            whose=known.whose,
            is_all=back.is_all,
        ),
    )


def _remains(
    sold: Sequence[SoldLine], returned: Sequence[int], known: Promised, programme: Compiled
) -> Remains:
    left = [
        (line.quantity - back, line.quantity) for line, back in zip(sold, returned, strict=True)
    ]
    value, paid = (
        part_left([line.value for line in sold], left),
        part_left([line.paid for line in sold], left),
    )
    share = part_left([line.share for line in sold], left)
    discount = [max(0, a - b - c) for a, b, c in zip(value, paid, share, strict=True)]
    own = part_left(_own_discounts(sold, known), left)
    lines = [
        Line(line.number, worth, line.category, line.sku, rest)
        for line, worth, (rest, _) in zip(sold, value, left, strict=True)
    ]
    earnings = programme.earn(
        lines, paid, known.buyer, shares=share, sold=[line.paid for line in sold]
    )
    goods = Goods(lines, _seen(sold, value, left), _costs(sold, left))
    receipt = Receipt(
        total=sum(value),
        discount=sum(discount),
        redeemed=sum(share),
        to_pay=sum(paid),
        # A line that is wholly back is none that a condition could look at.
        lines=tuple(line for line in goods.seen if line.quantity),
    )
    return Remains(
        goods=goods,
        sums=Sums(value, discount, share, paid, parts_of(earnings, len(sold))),
        facts=facts_at(known.at, zone=known.zone, receipt=receipt),
        net=[worth - off for worth, off in zip(value, own, strict=True)],
        left=left,
    )


def _own_discounts(sold: Sequence[SoldLine], known: Promised) -> list[int]:
    """What the programme took off each line by itself."""
    found = [line.discount for line in sold]
    for one in known.kept:
        for place, part in enumerate(one.off):
            found[place] -= part
    return found


def _seen(sold: Sequence[SoldLine], value: Sequence[int], left: Sequence[Left]) -> list[Seen]:
    return [
        Seen(
            sku=line.sku,
            name=line.name,
            category=line.category,
            supplier=line.supplier,
            price=line.price,
            quantity=rest,
            total=worth,
        )
        for line, worth, (rest, _) in zip(sold, value, left, strict=True)
    ]


def _costs(sold: Sequence[SoldLine], left: Sequence[Left]) -> list[int | None]:
    costs = part_left([line.cost or 0 for line in sold], left)
    return [None if line.cost is None else cost for line, cost in zip(sold, costs, strict=True)]
