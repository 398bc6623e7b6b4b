"""From the rows of a receipt to the sale they ask for."""

from collections.abc import Sequence
from dataclasses import dataclass

from plushka.domain.imports import cells
from plushka.domain.imports.layout import Cells
from plushka.domain.sales.asked import AskedLine, AskedSale
from plushka.lib.refusal import BadField, Refusal


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt of the past: the sale it asks for, or why it cannot be read.

    ``rows`` are what to show of it when it is refused.
    """

    sale: AskedSale | Refusal
    rows: Sequence[Cells] = ()


class RowUnreadable(Refusal):
    """A row that is no line of its receipt."""

    code = "invalid"


def receipt(rows: Sequence[Cells], *, region: str) -> Receipt:
    """Read a receipt of which every row is a line. ``region`` is where plain phones belong."""
    try:
        return Receipt(_sale(rows, region=region), rows)
    except Refusal as refusal:
        return Receipt(refusal, rows)


def _sale(rows: Sequence[Cells], *, region: str) -> AskedSale:
    first = rows[0]
    for row in rows:
        _belongs(row, first)
    try:
        return AskedSale(
            outlet=cells.needed(first.outlet, path="outlet", longest=cells.OUTLET_LENGTH),
            receipt=cells.needed(first.receipt, path="receipt", longest=cells.RECEIPT_LENGTH),
            at=cells.moment(first.at),
            member=cells.member(first.member, region=region) if first.member else None,
            lines=tuple([_line(row) for row in rows]),
        )
    except BadField as wrong:
        raise RowUnreadable(f"Row {first.number}: {wrong}.") from wrong


def _belongs(row: Cells, first: Cells) -> None:
    if row.fault:
        raise RowUnreadable(f"Row {row.number}: {row.fault}.")
    if row.at == first.at and row.member == first.member:
        return
    column = "at" if row.at != first.at else "member"
    raise RowUnreadable(
        f"Row {row.number}: {column} differs from row {first.number} of the same receipt."
    )


def _line(row: Cells) -> AskedLine:
    try:
        return AskedLine(
            price=cells.amount(row.price, path="price"),
            quantity=cells.quantity(row.quantity) if row.quantity else None,
            discount=cells.amount(row.discount, path="discount") if row.discount else None,
            sku=cells.text(row.sku, path="sku"),
            category=cells.text(row.category, path="category"),
            supplier=cells.text(row.supplier, path="supplier"),
        )
    except BadField as wrong:
        raise RowUnreadable(f"Row {row.number}: {wrong}.") from wrong
