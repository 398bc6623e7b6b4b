"""A ratio measured in turns, and how it is told."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times one thing is the other, once for each round.

    ``hold`` is what the design asks for: at least that where ``more`` is
    better, at most that where less is.
    """

    name: str
    rounds: Sequence[float]
    hold: float
    more: bool
    #: The two sides in words, medians of all rounds.
    sides: str
    #: Where the time went.
    spent: str = ""
    unit: str = ""

    @property
    def value(self) -> float:
        """The median of the rounds."""
        return statistics.median(self.rounds)

    @property
    def is_held(self) -> bool:
        """Tell whether it is what it should be."""
        return self.value >= self.hold if self.more else self.value <= self.hold

    @property
    def told(self) -> str:
        """Say the median."""
        return f"{_plain(self.value)}{self.unit}"

    @property
    def wanted(self) -> str:
        """Say what it should be."""
        return f"{'≥' if self.more else '≤'} {_plain(self.hold)}"

    def __str__(self) -> str:
        """Tell it in a few lines."""
        verdict = "held" if self.is_held else "MISSED"
        told = f"{self.name}: {self.told}   ({self.wanted}: {verdict})"
        told += f"\n    rounds {', '.join(_plain(one) for one in self.rounds)}"
        told += f"\n    {self.sides}" if self.sides else ""
        return told + "".join(f"\n    {line}" for line in self.spent.splitlines())


def _plain(number: float) -> str:
    return f"{number:,.0f}".replace(",", " ") if number >= 1000 else f"{number:.2f}"
