"""What a receipt says, in kopecks: its lines and their values (T10)."""

import datetime as dt

from plushka.domain.programmes.deals.goods import Goods
from plushka.domain.programmes.facts import Line
from plushka.domain.rules.facts import Line as Seen
from plushka.domain.sales.asked import MAX_LINES, AskedLine, AskedSale
from plushka.lib.refusal import BadField

EARLIEST = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""No receipt is older."""

SKEW = dt.timedelta(minutes=10)
"""How far a till's clock may be ahead of ours (T7)."""

PIECE = 1000
"""Quantities are counted in thousandths."""

LARGEST = 10**14 - 1
"""No line and no receipt is worth more kopecks: every sum we answer can be sent back to us."""


def check_moment(at: dt.datetime | None, *, moment: dt.datetime) -> dt.datetime:
    """Fill in a moment that was left out; refuse one that cannot be true (T7)."""
    if at is None:
        return moment
    if at > moment + SKEW:
        raise BadField("at", "this is more than 10 minutes ahead of us")
    if at < EARLIEST:
        raise BadField("at", "this is before the year 2000")
    return at


def lines_of(asked: AskedSale) -> list[Line]:
    """Read the lines of a receipt; a total is a receipt of one line.

    Refuses both and neither, too many lines, and a discount above the value
    of its line.
    """
    if (asked.lines is None) == (asked.total is None):
        raise BadField("lines", "send either lines or total")
    if asked.lines is None:
        total = asked.total or 0
        # It can come back kopeck by kopeck, so kopecks are its pieces.
        return [Line(1, total, quantity=max(total, 1))]
    if not 1 <= len(asked.lines) <= MAX_LINES:
        raise BadField("lines", f"send 1 to {MAX_LINES} lines")
    lines = [_line(number, line) for number, line in enumerate(asked.lines, 1)]
    if sum(line.value for line in lines) > LARGEST:
        raise BadField("lines", "together they are worth too much")
    return lines


def goods_of(lines: list[Line], asked: AskedSale) -> Goods:
    """Give the same lines as the conditions of rules and campaigns see them."""
    sent = asked.lines
    if sent is None:
        return Goods(lines, [Seen(total=line.value) for line in lines], [None] * len(lines))
    seen = [
        Seen(
            sku=line.sku,
            name=one.name or "",
            category=line.category,
            supplier=one.supplier or "",
            price=one.price,
            quantity=line.quantity,
            total=line.value,
        )
        for line, one in zip(lines, sent, strict=True)
    ]
    return Goods(lines, seen, [one.cost for one in sent])


def names_of(asked: AskedSale) -> list[str]:
    """Give what each line is called, "" where the till did not say."""
    return [] if asked.lines is None else [line.name or "" for line in asked.lines]


def _line(number: int, line: AskedLine) -> Line:
    quantity = PIECE if line.quantity is None else line.quantity
    # Half up to 0.01 (T10).
    value = line.price if quantity == PIECE else (line.price * quantity * 2 + PIECE) // (2 * PIECE)
    if value > LARGEST:
        raise BadField(f"lines[{number - 1}].price", "price × quantity is too large")
    if line.discount:
        if line.discount > value:
            raise BadField(f"lines[{number - 1}].discount", "this is more than the line is worth")
        value -= line.discount
    return Line(number, value, line.category or "", line.sku or "", quantity, line.discount or 0)
