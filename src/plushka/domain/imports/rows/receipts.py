"""A row that is one line of a receipt of the past, and the sale that such rows ask for."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from plushka.domain.imports import cells as limits
from plushka.domain.imports import notations
from plushka.domain.imports.plan import Plan
from plushka.domain.imports.reasons import Reason, RowWrong
from plushka.domain.members.locator import Locator
from plushka.domain.sales.asked import AskedLine, AskedSale

_ONE = 1000
_HALF = 500


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """What a row says of its receipt, and the line that it is."""

    outlet: str
    receipt: str
    at: dt.datetime
    member: Locator | None
    line: AskedLine

    @property
    def amount(self) -> int:
        """Give what the line comes to, in kopecks."""
        quantity = self.line.quantity or _ONE
        return (self.line.price * quantity + _HALF) // _ONE - (self.line.discount or 0)


def receipt_row(cells: Sequence[str], plan: Plan) -> ReceiptRow:
    """Read a row of sales; raises ``RowWrong``."""
    who = plan.cell(cells, "member")
    return ReceiptRow(
        outlet=_needed(cells, plan, "outlet", limits.OUTLET_LENGTH),
        receipt=_needed(cells, plan, "receipt", limits.RECEIPT_LENGTH),
        at=notations.moment(_needed(cells, plan, "at"), field="at", zone=plan.zone),
        member=notations.somebody(who, region=plan.region, field="member") if who else None,
        line=_line(cells, plan),
    )


def receipt_key(cells: Sequence[str], plan: Plan) -> str:
    """Say which receipt a row is of; raises ``RowWrong``."""
    outlet = _needed(cells, plan, "outlet", limits.OUTLET_LENGTH)
    receipt = _needed(cells, plan, "receipt", limits.RECEIPT_LENGTH)
    return f"{outlet}|{receipt}"


def sale_of(rows: Sequence[ReceiptRow]) -> AskedSale:
    """Make the sale of the rows of one receipt, in their order."""
    first = rows[0]
    return AskedSale(
        outlet=first.outlet,
        receipt=first.receipt,
        at=first.at,
        member=first.member,
        lines=tuple(row.line for row in rows),
    )


def _line(cells: Sequence[str], plan: Plan) -> AskedLine:
    quantity = plan.cell(cells, "quantity")
    discount = plan.cell(cells, "discount")
    return AskedLine(
        price=_money(_needed(cells, plan, "price"), "price"),
        quantity=notations.thousandths(quantity, field="quantity") if quantity else None,
        discount=_money(discount, "discount") if discount else None,
        sku=_text(cells, plan, "sku"),
        category=_text(cells, plan, "category"),
        supplier=_text(cells, plan, "supplier"),
    )


def _money(cell: str, field: str) -> int:
    kopecks = notations.signed(cell, field=field)
    if kopecks < 0:
        raise RowWrong(Reason.NEGATIVE, field)
    return kopecks


def _needed(
    cells: Sequence[str], plan: Plan, meaning: str, longest: int = limits.TEXT_LENGTH
) -> str:
    cell = plan.cell(cells, meaning)
    if not cell:
        raise RowWrong(Reason.EMPTY, meaning)
    return notations.text(cell, field=meaning, longest=longest)


def _text(cells: Sequence[str], plan: Plan, meaning: str) -> str | None:
    cell = plan.cell(cells, meaning)
    return notations.text(cell, field=meaning) if cell else None
