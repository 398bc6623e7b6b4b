"""How hot each hour of some days was: a table whose cells are shaded, drawn by the server."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

SHADES = 4
HOURS = 24


@dataclass(frozen=True, slots=True)
class Cell:
    """One hour of a day: how much happened, and how dark it is, from 0 to ``SHADES``."""

    hour: int
    n: int
    shade: int


@dataclass(frozen=True, slots=True)
class Row:
    """One day."""

    day: dt.date
    cells: list[Cell]

    @property
    def total(self) -> int:
        """How much happened on the day."""
        return sum(cell.n for cell in self.cells)


def heat(
    hours: Iterable[tuple[dt.datetime, int]], *, days: Sequence[dt.date], zone: str
) -> list[Row]:
    """Shade hours in the company's zone; the darkest is the hour in which most happened.

    Of an hour that a clock shows twice both are counted together.
    """
    counted: Counter[tuple[dt.date, int]] = Counter()
    for moment, n in hours:
        local = moment.astimezone(ZoneInfo(zone))
        counted[local.date(), local.hour] += n
    most = max((counted[day, hour] for day in days for hour in range(HOURS)), default=0)
    return [
        Row(day, [_cell(hour, counted[day, hour], most) for hour in range(HOURS)]) for day in days
    ]


def _cell(hour: int, n: int, most: int) -> Cell:
    return Cell(hour, n, -(-n * SHADES // most) if most else 0)
