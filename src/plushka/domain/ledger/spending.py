"""Points out: a redemption, or a correction downwards."""

from uuid import UUID

from plushka.domain.ledger.lots import Order
from plushka.domain.ledger.page import Page
from plushka.domain.ledger.terms import Cause, Entry
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


def redeem(page: Page, points: int, cause: Cause, *, order: Order) -> Entry:
    """Take points for something bought, nearest end first (T1)."""
    check_spendable(page, points)
    entry = page.post("REDEMPTION", -points, cause)
    page.redemptions[entry.id] = _spend(page, points, entry.id, order=order)
    return entry


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
