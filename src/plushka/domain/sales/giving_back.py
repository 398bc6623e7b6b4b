"""Decide a return: plain Python, with the frozen version and member of the sale (T11).

Of a line sold as q of which r came back so far, floor(paid × r ÷ q) kopecks
and floor(points share × r ÷ q) points have come back; the last piece brings
the rest. What the sale still earns is asked of the rules again, on what
remains; the difference is taken back. So any split of a return adds up.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from plushka.domain.programmes.compiled import Compiled
from plushka.domain.programmes.facts import Buyer, Line
from plushka.domain.sales.asked import AskedReturn
from plushka.domain.sales.refusals import AlreadyReturned
from plushka.lib.refusal import BadField


@dataclass(frozen=True, slots=True)
class SoldLine:
    """A line as it was sold, and how much of it came back before.

    ``quantity`` and ``returned`` in thousandths, or in kopecks of a sale that
    came as a total.
    """

    number: int
    quantity: int
    value: int
    paid: int
    share: int
    category: str
    sku: str
    returned: int
    discount: int = 0
    name: str = ""
    supplier: str = ""
    price: int = 0
    cost: int | None = None

    @property
    def left(self) -> int:
        """How much may still come back."""
        return self.quantity - self.returned


@dataclass(frozen=True, slots=True)
class BackLine:
    """What comes back of a line now: quantity, money, and what points had paid, in kopecks."""

    number: int
    quantity: int
    money: int
    points: int


@dataclass(frozen=True, slots=True)
class Back:
    """What a return brings back.

    ``points`` is how many of those that paid. ``still_earned`` is what the
    rules give for what remains, None for a sale without a member; ``counted``
    what it takes from the tier's total.
    """

    lines: tuple[BackLine, ...]
    money: int
    points: int
    still_earned: int
    counted: int
    is_all: bool
    #: What remains of the sale: its lines, and the money of each.
    remaining: tuple[Line, ...]
    kept: tuple[int, ...]
    #: What each promise still gives for it, by its place in the sale.
    due: Sequence[int] = ()
    #: What goes back to budgets, by campaign and counter (T32).
    budgets: Mapping[tuple[UUID, str], int] = field(default_factory=dict)
    #: How many points came back before, of how many that paid.
    points_before: int = 0
    points_paid: int = 0


def give_back(
    asked: AskedReturn,
    sold: Sequence[SoldLine],
    *,
    is_itemised: bool,
    programme: Compiled,
    buyer: Buyer | None,
) -> Back:
    """Decide what comes back; refuses ``AlreadyReturned`` where nothing is left.

    What rules and campaigns gave on top is for ``returning_promises``.
    """
    now = _quantities(asked, sold, is_itemised=is_itemised)
    lines = tuple(_back(line, now[line.number]) for line in sold if line.number in now)
    before = [_after(line.paid, line.returned, line.quantity) for line in sold]
    after = [
        _after(line.paid, line.returned + now.get(line.number, 0), line.quantity) for line in sold
    ]
    remaining = [_remaining(line, now.get(line.number, 0)) for line in sold]
    still_earned = counted = 0
    if buyer is not None:
        shares = [
            _after(line.share, line.returned + now.get(line.number, 0), line.quantity)
            for line in sold
        ]
        earnings = programme.earn(
            remaining, after, buyer, shares=shares, sold=[line.paid for line in sold]
        )
        still_earned = sum(earning.points for earning in earnings)
        counted = programme.counted_for_tier(remaining, before) - programme.counted_for_tier(
            remaining, after
        )
    points_paid, points_before, points_after = _points(lines, sold, programme)
    return Back(
        lines=lines,
        money=sum(line.money for line in lines),
        points=points_after - points_before,
        points_before=points_before,
        points_paid=points_paid,
        still_earned=still_earned,
        counted=counted,
        is_all=all(line.left == now.get(line.number, 0) for line in sold),
        remaining=tuple(remaining),
        kept=tuple(after),
    )


def what_remains(sold: Sequence[SoldLine]) -> tuple[list[Line], list[int]]:
    """Give what is left of a sale after all that came back: its lines, and the money of each."""
    paid = [_after(line.paid, line.returned, line.quantity) for line in sold]
    return [_remaining(line, 0) for line in sold], paid


def _points(
    lines: Sequence[BackLine], sold: Sequence[SoldLine], programme: Compiled
) -> tuple[int, int, int]:
    """Give the points that paid, and those that came back by worth: before, and after (E19)."""
    paid = sum(line.share for line in sold)
    if not paid:
        return 0, 0, 0
    points = programme.points_worth(paid)
    before = sum(line.share - _after(line.share, line.returned, line.quantity) for line in sold)
    after = before + sum(line.points for line in lines)
    return points, points * before // paid, points * after // paid


def _quantities(
    asked: AskedReturn, sold: Sequence[SoldLine], *, is_itemised: bool
) -> dict[int, int]:
    if asked.lines is not None and asked.total is not None:
        raise BadField("total", "send either lines or total")
    if asked.lines is not None and not is_itemised:
        raise BadField("lines", "this sale came without lines; send total")
    if asked.total is not None and is_itemised:
        raise BadField("total", "this sale has lines; send those that come back")
    if asked.total is not None:
        return {sold[0].number: _within(asked.total, sold[0], path="total")}
    if asked.lines is not None:
        return dict(_asked_lines(asked, {line.number: line for line in sold}))
    left = {line.number: line.left for line in sold if line.left}
    if not left:
        raise AlreadyReturned
    return left


def _asked_lines(asked: AskedReturn, sold: dict[int, SoldLine]) -> Iterator[tuple[int, int]]:
    seen = set[int]()
    if not asked.lines:
        raise BadField("lines", "name at least one line, or leave this out for all that is left")
    for place, line in enumerate(asked.lines):
        if line.line not in sold:
            raise BadField(f"lines[{place}].line", "the sale has no such line")
        if line.line in seen:
            raise BadField(f"lines[{place}].line", "this line is named twice")
        seen.add(line.line)
        yield line.line, _within(line.quantity, sold[line.line], path=f"lines[{place}].quantity")


def _within(quantity: int | None, line: SoldLine, *, path: str) -> int:
    if not line.left:
        raise AlreadyReturned
    if quantity is None:
        return line.left
    if not 0 < quantity <= line.left:
        raise BadField(path, "this is not above zero, or more than is left")
    return quantity


def _back(line: SoldLine, quantity: int) -> BackLine:
    total = line.returned + quantity
    return BackLine(
        number=line.number,
        quantity=quantity,
        money=_after(line.paid, line.returned, line.quantity)
        - _after(line.paid, total, line.quantity),
        points=_after(line.share, line.returned, line.quantity)
        - _after(line.share, total, line.quantity),
    )


def _after(amount: int, returned: int, quantity: int) -> int:
    """Give what remains of an amount when ``returned`` of ``quantity`` came back."""
    return amount - amount * returned // quantity


def _remaining(line: SoldLine, quantity: int) -> Line:
    total = line.returned + quantity
    return Line(
        line.number,
        _after(line.value, total, line.quantity),
        line.category,
        line.sku,
        line.quantity - total,
    )
