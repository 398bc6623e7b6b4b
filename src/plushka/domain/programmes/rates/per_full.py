"""So many points for every full sum (D12): 50 for each full 1000.00."""

from dataclasses import dataclass

from plushka.domain.programmes import document
from plushka.domain.programmes.facts import Buyer
from plushka.domain.programmes.rates.rate import Exact, Facts
from plushka.domain.programmes.rounding import EXACT
from plushka.lib import money


@dataclass(frozen=True, slots=True)
class PerFull:
    """A rate that goes in steps of `each`."""

    each: int
    points: int
    facts: Facts

    def of(self, base: int, seen: int, buyer: Buyer) -> tuple[Exact, Facts]:  # noqa: ARG002
        """Give the exact result and what explains it."""
        return seen // self.each * self.points * EXACT, self.facts


def per_full(part: document.PerFull) -> PerFull:
    """Compile steps."""
    each, points = money.parse(part.each), money.parse(part.points)
    return PerFull(each, points, {"method": "per_full", "each": each, "each_points": points})


def again(facts: Facts) -> Exact:
    """Compute the exact result from the facts alone."""
    match facts:
        case {"base": int(base), "each": int(each), "each_points": int(points)}:
            seen: int = facts.get("seen", base)
            return seen // each * points * EXACT
    raise ValueError(f"no steps in {facts}")
