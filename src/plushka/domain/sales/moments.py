"""What a sale is to the rules: a purchase, a payment with points, suppliers' goods sold."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from msgspec import Struct

from plushka.domain.effects.happening import Part
from plushka.domain.effects.operations import Happening
from plushka.domain.rules.facts import Line, Receipt
from plushka.domain.sales.models import Sale, SaleLine
from plushka.lib.folding import folded

SOURCE = "SALE"


class Sold(Struct, frozen=True):
    """A sale with its lines, and of each line how much came back of how much."""

    sale: Sale
    lines: Sequence[SaleLine]
    outlet: str
    #: By the number of the line, counted as in the line.
    returned: Mapping[int, int]
    #: What was known of the buyer when the sale was recorded (T7).
    then: Mapping[str, Any]


class Rest(Struct, frozen=True):
    """What remains of a line, in kopecks, and as conditions see it."""

    line: Line
    discount: int
    redeemed: int
    to_pay: int

    def part(self, *, is_meant: bool = True) -> Part:
        """Give it as campaigns for some goods choose from."""
        return Part(self.line, self.discount, self.redeemed, self.to_pay, is_meant)


def moments_of(sold: Sold, suppliers: Mapping[str, UUID]) -> Iterator[Happening]:
    """Give the moments that what remains of a sale is; ``suppliers`` by their folded names.

    Of a sale of which nothing remains they are none.
    """
    rests = [rest for line in sold.lines if (rest := _rest(line, sold)) is not None]
    if not rests:
        return
    sale = sold.sale
    receipt = Receipt(
        total=sum(rest.line.total for rest in rests),
        discount=sum(rest.discount for rest in rests),
        redeemed=sum(rest.redeemed for rest in rests),
        to_pay=sum(rest.to_pay for rest in rests),
        lines=tuple(rest.line for rest in rests),
    )
    known = {"receipt.sale": str(sale.id)}
    parts = tuple(rest.part() for rest in rests)
    if sale.member_id is not None:
        bought = _moment("purchase", sold, sale.member_id, receipt, parts, known, then=sold.then)
        gave = frozenset(one["c"] for one in sale.promises if one["c"])
        yield replace(bought, gave=gave, left=frozenset(sale.outcome.get("left", ())))
        if receipt.redeemed:
            worth = {"redemption.worth": receipt.redeemed}
            yield _moment(
                "redemption", sold, sale.member_id, receipt, parts, known | worth, then=sold.then
            )
    for name, (member, total, lines) in _supplied(rests, suppliers).items():
        sums = {"supplier.name": name, "supplier.total": total, "supplier.lines": lines}
        theirs = tuple(rest.part(is_meant=folded(rest.line.supplier) == name) for rest in rests)
        yield _moment("supplier_sale", sold, member, receipt, theirs, known | sums)


def _moment(
    trigger: str,
    sold: Sold,
    member: UUID,
    receipt: Receipt,
    parts: tuple[Part, ...],
    happened: Mapping[str, Any],
    *,
    then: Mapping[str, Any] | None = None,
) -> Happening:
    sale = sold.sale
    return Happening(
        trigger=trigger,
        member=member,
        at=sale.at,
        source_kind=SOURCE,
        source_id=sale.id,
        outlet=sold.outlet,
        staff=sale.staff,
        receipt=receipt,
        happened=happened,
        then=then or {},
        parts=parts,
    )


def _supplied(
    rests: Sequence[Rest], suppliers: Mapping[str, UUID]
) -> dict[str, tuple[UUID, int, int]]:
    """Add up what is left of each known supplier's goods: what they were sold for, and lines."""
    found: dict[str, tuple[UUID, int, int]] = {}
    for rest in rests:
        name = folded(rest.line.supplier)
        if name in suppliers:
            _, total, lines = found.get(name, (None, 0, 0))
            worth = rest.line.total - rest.discount
            found[name] = suppliers[name], total + worth, lines + 1
    return found


def _rest(line: SaleLine, sold: Sold) -> Rest | None:
    """Give what remains of a line; a part that came back takes its share of each sum (T11)."""
    back = sold.returned.get(line.number, 0)
    if back == line.quantity:
        return None
    is_itemised = sold.sale.is_itemised
    seen = Line(
        sku=line.sku,
        name=line.name,
        category=line.category,
        supplier=line.supplier,
        price=line.price if is_itemised else None,
        quantity=line.quantity - back if is_itemised else 1000,
        total=_left(line.total, back, line.quantity),
    )
    redeemed = _left(line.redeemed, back, line.quantity)
    to_pay = _left(line.to_pay, back, line.quantity)
    return Rest(seen, seen.total - redeemed - to_pay, redeemed, to_pay)


def _left(amount: int, back: int, quantity: int) -> int:
    return amount - amount * back // quantity
