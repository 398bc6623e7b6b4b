"""A row that is one movement of a member's points in the past."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plushka.domain.imports import notations
from plushka.domain.imports.plan import Plan
from plushka.domain.imports.reasons import Reason, RowWrong
from plushka.domain.imports.rows.openings import PointsOf, points_kind
from plushka.domain.imports.rows.people import identifiers
from plushka.domain.ledger.remembering import PastKind
from plushka.domain.members.locator import Locator

_WORDS: Mapping[PastKind, tuple[str, ...]] = {
    "ACCRUAL": (
        *("начисление", "начислено", "приход", "нарахування", "нараховано", "надходження"),
        *("accrual", "earn", "earned", "accrued", "credit", "+"),
    ),
    "REDEMPTION": (
        *("списание", "списано", "оплата", "расход", "списання", "витрата"),
        *("redemption", "redeem", "redeemed", "spent", "debit", "-"),
    ),
    "EXPIRY": ("сгорание", "сгорели", "сгорело", "згоряння", "згоріли", "expiry", "expired"),
    "ADJUSTMENT": (
        *("корректировка", "возврат", "коригування", "повернення"),
        *("adjustment", "correction", "return", "manual"),
    ),
}
_KINDS: Mapping[str, PastKind] = {word: kind for kind, words in _WORDS.items() for word in words}


@dataclass(frozen=True, slots=True)
class MovementRow:
    """Whose points moved, when, how many with their sign; ``day`` is their last one."""

    who: tuple[Locator, ...]
    at: dt.datetime
    kind: PastKind
    points: int
    points_of: PointsOf
    day: dt.date | None


def movement_row(cells: Sequence[str], plan: Plan) -> MovementRow:
    """Read a row of movements; raises ``RowWrong``."""
    who = identifiers(cells, plan)
    at = notations.moment(_needed(cells, plan, "at"), field="at", zone=plan.zone)
    points = notations.signed(_needed(cells, plan, "points"), field="points")
    if not points:
        raise RowWrong(Reason.ZERO, "points")
    kind, points = _kind(plan.cell(cells, "type"), points)
    expires = plan.cell(cells, "expires")
    day = notations.day(expires, field="expires") if expires and points > 0 else None
    return MovementRow(who, at, kind, points, points_kind(cells, plan), day)


def _kind(cell: str, points: int) -> tuple[PastKind, int]:
    """Read what moved points; it gives a sum without a sign the one it has."""
    if not cell:
        return ("ACCRUAL" if points > 0 else "REDEMPTION"), points
    kind = _KINDS.get(" ".join(cell.casefold().split()))
    match kind:
        case None:
            raise RowWrong(Reason.NO_TYPE, "type")
        case "ACCRUAL" if points < 0:
            raise RowWrong(Reason.WRONG_SIGN, "points")
        case "REDEMPTION" | "EXPIRY":
            return kind, -abs(points)
    return kind, points


def _needed(cells: Sequence[str], plan: Plan, meaning: str) -> str:
    cell = plan.cell(cells, meaning)
    if not cell:
        raise RowWrong(Reason.EMPTY, meaning)
    return cell
