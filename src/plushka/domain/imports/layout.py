"""The columns of a table of sales: one line of a receipt a row."""

from collections.abc import Sequence
from dataclasses import dataclass

from plushka.lib.refusal import Refusal

COLUMNS = (
    "outlet",
    "receipt",
    "at",
    "member",
    "sku",
    "category",
    "supplier",
    "quantity",
    "price",
    "discount",
)
OPTIONAL = frozenset({"sku", "category", "supplier", "quantity", "discount"})
OURS = ("row", "code", "reason")
"""What a file of refused receipts has besides, so that a mended one can be imported as it is."""


class FileUnreadable(Refusal):
    """The file as a whole cannot be imported."""

    code = "file_unreadable"


@dataclass(frozen=True, slots=True)
class Cells:
    """One row as it is written in the file; a column that is not there reads as empty.

    ``number`` counts rows as a spreadsheet does: the header of a CSV is row 1.
    """

    number: int
    outlet: str
    receipt: str
    at: str
    member: str
    sku: str
    category: str
    supplier: str
    quantity: str
    price: str
    discount: str
    #: What is wrong with the row as a whole.
    fault: str = ""

    def texts(self) -> tuple[str, ...]:
        """Give the cells in the order of ``COLUMNS``."""
        return tuple(getattr(self, column) for column in COLUMNS)


def places(header: Sequence[str], *, file: str) -> tuple[int | None, ...]:
    """Say in which place each of ``COLUMNS`` stands; None where the file has no such column.

    Refuses unknown columns: one mistyped would be left out of every receipt.
    """
    names = [name.strip().lower() for name in header]
    for name in names:
        if names.count(name) > 1:
            raise FileUnreadable(f"{file} has the column {name!r} twice.")
        if name not in COLUMNS and name not in OURS:
            raise FileUnreadable(
                f"{file} has an unknown column {name!r}; the columns are {', '.join(COLUMNS)}."
            )
    for column in COLUMNS:
        if column not in names and column not in OPTIONAL:
            raise FileUnreadable(f"{file} has no column {column!r}.")
    return tuple(names.index(column) if column in names else None for column in COLUMNS)
