"""The balance that somebody brings: points that open now, of a kind and with an end."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from plushka.domain.imports import notations
from plushka.domain.imports.plan import Plan
from plushka.domain.imports.reasons import Reason, RowWrong
from plushka.lib.days import start_of_day

type PointsOf = Literal["PURCHASE", "GIFT"]

_ONE_DAY = dt.timedelta(days=1)
_KINDS: dict[str, PointsOf] = {
    **dict.fromkeys(("purchase", "покупка", "за покупки", "покупки", "основные"), "PURCHASE"),
    **dict.fromkeys(("основні", "накопленные", "накопичені", "purchases"), "PURCHASE"),
    **dict.fromkeys(("gift", "подарок", "подарочные", "подарунок", "gifts"), "GIFT"),
    **dict.fromkeys(("подарункові", "promo", "промо", "акционные", "акційні"), "GIFT"),
}


@dataclass(frozen=True, slots=True)
class Opening:
    """Points in hundredths; ``day`` is the last local day they may be spent on.

    Without a day they end as ``Options.term`` says. ``mark`` tells openings of
    one member apart: those of one kind and end are the same.
    """

    points: int
    kind: PointsOf
    day: dt.date | None

    @property
    def mark(self) -> str:
        """What this is the balance of."""
        return f"balance:{self.kind}:{self.day or ''}"


def opening(cells: Sequence[str], plan: Plan) -> Opening | None:
    """Read the balance of a row; None where it brings nothing. Raises ``RowWrong``."""
    cell = plan.cell(cells, "balance")
    points = notations.signed(cell, field="balance") if cell else 0
    if points < 0:
        raise RowWrong(Reason.NEGATIVE, "balance")
    if not points:
        return None
    day = _day(cells, plan)
    if day is not None and day < plan.today:
        raise RowWrong(Reason.ENDED, "expires")
    return Opening(points, points_kind(cells, plan), day)


def points_kind(cells: Sequence[str], plan: Plan) -> PointsOf:
    """Read which kind points are."""
    cell = plan.cell(cells, "points_kind")
    if not cell:
        return "GIFT" if plan.options.points == "gift" else "PURCHASE"
    kind = _KINDS.get(" ".join(cell.casefold().split()))
    if kind is None:
        raise RowWrong(Reason.NO_KIND, "points_kind")
    return kind


def end_of(day: dt.date, zone: str) -> dt.datetime:
    """Give the moment at which points end that may be spent on a day for the last time."""
    return start_of_day(day + _ONE_DAY, zone)


def _day(cells: Sequence[str], plan: Plan) -> dt.date | None:
    cell = plan.cell(cells, "expires")
    if cell:
        return notations.day(cell, field="expires")
    return plan.options.until if plan.options.term == "day" else None
