"""So many percent of the base."""

from dataclasses import dataclass

from plushka.domain.programmes.facts import Buyer
from plushka.domain.programmes.rates.rate import Exact, Facts
from plushka.domain.programmes.rounding import percent_parts


@dataclass(frozen=True, slots=True)
class Percent:
    """A rate that looks at nothing but the base (E2)."""

    parts: int
    facts: Facts

    def of(self, base: int, seen: int, buyer: Buyer) -> tuple[Exact, Facts]:  # noqa: ARG002
        """Give the exact result and what explains it."""
        return base * self.parts, self.facts


def percent(text: str) -> Percent:
    """Compile a percent."""
    return Percent(percent_parts(text), {"method": "percent", "percent": text})


def again(facts: Facts) -> Exact:
    """Compute the exact result from the facts alone: for every rate that ends in one percent."""
    match facts:
        case {"base": int(base), "percent": str(text)}:
            return base * percent_parts(text)
    raise ValueError(f"no percent in {facts}")
