"""Exact results and how they become points (T10): integers only, no floats anywhere."""

from decimal import Decimal
from typing import Any, Literal

from msgspec import Struct

from plushka.domain.programmes import document
from plushka.lib import money

EXACT = 1_000_000
"""Exact results are counted in millionths of a hundredth of a point: 1 % has four decimals."""

type Direction = Literal["down", "half_even", "up"]


def percent_parts(percent: str) -> int:
    """Turn "7.5" into 75 000: so many millionths of any base."""
    return int(Decimal(percent) * (EXACT // 100))


class Rounding(Struct, frozen=True, gc=False):
    """Rounds an exact result to a multiple of `step` hundredths."""

    direction: Direction
    step: int

    def of(self, exact: int, whole: int = EXACT) -> int:
        """Give the hundredths that `exact` parts make, `whole` parts being one hundredth."""
        divisor = whole * self.step
        points, rest = divmod(exact, divisor)
        if self.direction == "up":
            points += rest > 0
        elif self.direction == "half_even":
            points += (2 * rest, points & 1) > (divisor, 0)
        return points * self.step

    def facts(self) -> dict[str, str | int]:
        """What an explanation must remember; nothing for the usual way."""
        if self == USUAL:
            return {}
        return {"rounding": self.direction, "to": self.step}


USUAL = Rounding("down", 1)


def compiled(part: document.Rounding) -> Rounding:
    """Make the rounding that a document describes."""
    return Rounding(part.direction, money.parse(part.to))


def remembered(facts: dict[str, Any]) -> Rounding:
    """Make the rounding that facts of an explanation name."""
    match facts:
        case {"rounding": "down" | "half_even" | "up" as direction, "to": int(step)}:
            return Rounding(direction, step)
        case _:
            return USUAL
