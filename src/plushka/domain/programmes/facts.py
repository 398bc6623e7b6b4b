"""What the rules may look at: the lines of a receipt, and the buyer as known when it came.

Structs, not dataclasses: a frozen dataclass takes five times as long to make, and an import makes
millions of them.
"""

from msgspec import Struct


class Line(Struct, frozen=True, gc=False):
    """One line as the rules see it. `quantity` is in thousandths, `value` in kopecks.

    The value is price × quantity less the till's own discount of the line, never below zero.
    `till_discount` is that discount, in kopecks.
    """

    number: int
    value: int
    category: str = ""
    sku: str = ""
    quantity: int = 1000
    till_discount: int = 0


class Buyer(Struct, frozen=True, gc=False):
    """A member as the rules see them; kept with the sale, because returns ask again (T11).

    `days_since` counts local days since the last purchase that did not come back;
    `days_since_earlier_day` looks only at purchases of days before this receipt's (T46).
    None is the first purchase.
    """

    tier: str
    days_since: int | None = None
    days_since_earlier_day: int | None = None
