"""Which versions ever ruled, and when: the first from the beginning of time (T7)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from plushka.domain.programmes.queries import Published


@dataclass(frozen=True, slots=True)
class Period:
    """A version and the time it rules, or will: ``[from, until)``, None for no end yet."""

    version: Published
    until: dt.datetime | None

    def holds(self, at: dt.datetime) -> bool:
        """Tell whether the version rules at a moment not before the first one's."""
        return self.version.valid_from <= at and (self.until is None or at < self.until)


def periods(published: Sequence[Published]) -> list[Period]:
    """Give who rules after whom, oldest first; they come by number.

    A version that was overruled before it began is left out.
    """
    ruling: list[Published] = []
    for version in published:
        while ruling and ruling[-1].valid_from >= version.valid_from:
            ruling.pop()
        ruling.append(version)
    ends: list[dt.datetime | None] = [version.valid_from for version in ruling[1:]]
    return [Period(version, until) for version, until in zip(ruling, [*ends, None], strict=True)]
