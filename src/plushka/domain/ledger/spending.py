"""Points out: a redemption, or a correction downwards."""

from collections.abc import Mapping
from uuid import UUID

from plushka.domain.ledger.lots import Lot, Order
from plushka.domain.ledger.page import Page
from plushka.domain.ledger.terms import Cause, Entry, PointsKind, points_kind
from plushka.lib.money import show
from plushka.lib.refusal import Refusal


class NotEnoughPoints(Refusal):
    """More points were asked for than are spendable.

    While there is debt nothing is spendable, and ``missing`` (in hundredths) is
    what would have to come in: the debt and what was asked for (T13).
    """

    code = "not_enough_points"

    def __init__(self, *, missing: int) -> None:
        super().__init__(f"Not enough points: {show(missing)} are missing.", missing=show(missing))
        self.missing = missing


def redeem(
    page: Page,
    points: int,
    cause: Cause,
    *,
    order: Order,
    most: Mapping[PointsKind, int] | None = None,
) -> Entry:
    """Take points for something bought, nearest end first (T1); of each kind at most so many."""
    check_spendable(page, points)
    if most is None:
        entry = page.post("REDEMPTION", -points, cause)
        page.redemptions[entry.id] = _spend(page, points, entry.id, order=order)
        return entry
    chosen = _choose(page, points, order, most)
    entry = page.post("REDEMPTION", -points, cause)
    for lot, part in chosen:
        page.take(lot, part, entry.id)
    page.redemptions[entry.id] = [(lot.id, part) for lot, part in chosen]
    return entry


def parts_of(
    page: Page, points: int, *, order: Order, most: Mapping[PointsKind, int]
) -> dict[PointsKind, int]:
    """Say how many points of each kind such a redemption would take; changes nothing."""
    check_spendable(page, points)
    parts: dict[PointsKind, int] = {"purchase": 0, "gift": 0}
    for lot, part in _choose(page, points, order, most):
        parts[points_kind(lot.kind)] += part
    return parts


def spendable_of_kinds(page: Page) -> dict[PointsKind, int]:
    """Say how much of each kind is spendable; needs all lots."""
    found: dict[PointsKind, int] = {"purchase": 0, "gift": 0}
    if not page.debt:
        for lot in page.spendable_lots():
            found[points_kind(lot.kind)] += lot.free
    return found


def correct_down(page: Page, points: int, cause: Cause, *, may_owe: bool) -> Entry:
    """Take points by hand; beyond what is spendable only where that may become a debt (T38)."""
    if not may_owe:
        check_spendable(page, points)
    there = min(points, page.spendable)
    entry = page.post("ADJUSTMENT", -points, cause)
    _spend(page, there, entry.id, order="nearest_expiry")
    if points > there:
        page.owe(entry.id, points - there)
    return entry


def check_spendable(page: Page, points: int) -> None:
    """Refuse more points than are spendable; changes nothing."""
    missing = points + page.debt - page.spendable
    if missing > 0:
        raise NotEnoughPoints(missing=missing)


def _choose(
    page: Page, points: int, order: Order, most: Mapping[PointsKind, int]
) -> list[tuple[Lot, int]]:
    """Choose what each lot pays, in their order; a kind that has given its most is passed over."""
    left, chosen = dict(most), []
    for lot in page.spendable_lots(order):
        kind = points_kind(lot.kind)
        if part := min(points, lot.free, left[kind]):
            chosen.append((lot, part))
            left[kind] -= part
            points -= part
    if points:
        raise NotEnoughPoints(missing=points)
    return chosen


def _spend(page: Page, points: int, entry: UUID, *, order: Order) -> list[tuple[UUID, int]]:
    used = []
    for lot in page.lots_to_spend(points, order):
        if not points:
            break
        part = min(points, lot.free)
        page.take(lot, part, entry)
        used.append((lot.id, part))
        points -= part
    return used
