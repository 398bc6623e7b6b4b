"""What a shop can afford to give: the marketer's reckoning (D30). Pure, every step told.

Sums in kopecks; percents in ten-thousandths of one percent, as the rules count them; days whole.
"""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from plushka.lib.refusal import BadField

WHOLE = 1_000_000
"""A hundred percent."""

_HALF = 5_000
"""Half a percent: what percents are promised in."""

_STEPS = ((1, 0), (2, 8), (3, 20))
"""Quarters of the most that tiers give besides one, and after how many average receipts."""

_TERMS = (90, 180, 365)
_PURCHASES_TO_SPEND = 6
_MONTH = 30
_USUAL_TERM = 180
_MOST_PAID = 50 * 10_000
_FIVE = 5 * 10_000

type StepCode = Literal[
    "turnover", "margin", "budget", "most", "tiers", "thresholds", "expiry", "paying"
]


class Asked(Struct, frozen=True, kw_only=True):
    """What the owner knows: a month of the shop, and how much of the margin may go.

    ``buyers`` is how many different members buy in a month, None where nobody knows.
    """

    average: int
    sales: int
    margin: int
    give: int
    buyers: int | None = None


class Step(Struct, frozen=True, kw_only=True):
    """One step of the reckoning: what it is made of and what it comes to."""

    code: StepCode
    sum: int | None = None
    percent: int | None = None
    days: int | None = None


class Advised(Struct, frozen=True, kw_only=True):
    """A tier to promise: its percent, and the purchases of a lifetime it begins with."""

    code: Literal["standard", "silver", "gold"]
    percent: int
    threshold: int


class Afforded(Struct, frozen=True, kw_only=True):
    """What can be given at most, and what to promise so that it is never more."""

    turnover: int
    margin: int
    budget: int
    most: int
    tiers: tuple[Advised, ...]
    expiry_days: int
    paying: int
    steps: tuple[Step, ...]


def afford(asked: Asked) -> Afforded:
    """Reckon what can be given. Refuses sums and percents that mean nothing.

    Whoever earns the highest percent costs no more than the share of the margin that may go; who
    earns less leaves a reserve. Points pay for no more of a receipt than its margin.
    """
    _check(asked)
    turnover = asked.average * asked.sales
    margin = turnover * asked.margin // WHOLE
    budget = margin * asked.give // WHOLE
    most = asked.margin * asked.give // WHOLE
    tiers = tuple(_tiers(most, asked.average))
    expiry, gap = _expiry(asked)
    paying = max(min(asked.margin // _FIVE * _FIVE, _MOST_PAID), _HALF * 2)
    steps = (
        Step(code="turnover", sum=turnover),
        Step(code="margin", sum=margin, percent=asked.margin),
        Step(code="budget", sum=budget, percent=asked.give),
        Step(code="most", sum=asked.average * most // WHOLE, percent=most),
        Step(code="tiers", percent=tiers[0].percent),
        Step(code="thresholds", sum=tiers[-1].threshold),
        Step(code="expiry", days=gap),
        Step(code="paying", percent=paying),
    )
    return Afforded(
        turnover=turnover,
        margin=margin,
        budget=budget,
        most=most,
        tiers=tiers,
        expiry_days=expiry,
        paying=paying,
        steps=steps,
    )


def _check(asked: Asked) -> None:
    if not asked.average:
        raise BadField("average", "an average receipt is above zero")
    if not asked.sales:
        raise BadField("sales", "there is at least one sale a month")
    for name, percent in (("margin", asked.margin), ("give", asked.give)):
        if not 0 < percent <= WHOLE:
            raise BadField(name, "use a percent above 0 and up to 100")
    if asked.buyers is not None and not 0 < asked.buyers <= asked.sales:
        raise BadField("buyers", "use a number from 1 to that of sales")


def _tiers(most: int, average: int) -> Iterator[Advised]:
    """Half, three quarters and all of the most, in half percents; equal steps are one."""
    codes: tuple[Literal["standard", "silver", "gold"], ...] = ("standard", "silver", "gold")
    before, begins = 0, -1
    for code, (quarters, receipts) in zip(codes, _STEPS, strict=True):
        percent = most * (quarters + 1) // 4 // _HALF * _HALF
        if code == "standard":
            # Below half a percent nothing is left of whole halves.
            percent = percent or max(1, most * 2 // 4)
        threshold = _round(average * receipts)
        # A receipt of kopecks leaves no room for two sums that people remember.
        if percent > before and threshold > begins:
            yield Advised(code=code, percent=percent, threshold=threshold)
            before, begins = percent, threshold


def _round(sum_: int) -> int:
    """Give a sum people remember: two figures, the second 0 or 5."""
    if not sum_:
        return 0
    unit: int = 5 * 10 ** max(2, len(str(sum_)) - 2)
    return max(unit, (sum_ + unit // 2) // unit * unit)


def _expiry(asked: Asked) -> tuple[int, int | None]:
    """Long enough for six purchases; also give the days between two, where they are known."""
    if asked.buyers is None:
        return _USUAL_TERM, None
    gap = max(1, _MONTH * asked.buyers // asked.sales)
    wanted = gap * _PURCHASES_TO_SPEND
    return next((term for term in _TERMS if term >= wanted), _TERMS[-1]), gap
