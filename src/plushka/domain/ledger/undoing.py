"""A sale comes back: what it earned is taken, what was paid with points returns."""

import dataclasses
from uuid import UUID

from plushka.domain.ledger.lots import Lot
from plushka.domain.ledger.page import NotLoaded, Page
from plushka.domain.ledger.terms import Cause, Entry, GivenBack
from plushka.domain.ledger.writing_off import write_off


def reverse(page: Page, points: int, of: list[UUID], cause: Cause) -> Entry | None:
    """Take back points that the accruals ``of`` gave (T13).

    First what is still pending of them, then the untouched rest of their own
    lots, then other open lots, nearest end first; the rest becomes a debt. What
    open holds have set aside is left alone. What has expired of their lots
    unspent counts as taken back already; where that covers everything, nothing
    is written.
    """
    own = [_lot(page, accrual) for accrual in of]
    if points > sum(lot.granted for lot in own):
        raise ValueError("more points to take back than were given")
    rest = points - sum(lot.expired for lot in own)
    if rest <= 0:
        return None
    entry = page.post("REVERSAL", -rest, cause, undoes=of[0])
    for lot in (*sorted(own, key=_pending_first), *page.spendable_lots()):
        if part := min(rest, lot.free):
            page.take(lot, part, entry.id)
            rest -= part
    if rest:
        page.owe(entry.id, rest)
    return entry


def take_back(page: Page, points: int, cause: Cause) -> Entry:
    """Take back points of which nobody knows the accrual (T41).

    First what purchases gave and is still pending, because what comes back was
    probably bought lately, then open lots, nearest end first; the rest becomes
    a debt.
    """
    entry = page.post("REVERSAL", -points, cause)
    pending = [lot for lot in page.lots.values() if not lot.is_open and lot.kind == "PURCHASE"]
    for lot in (*sorted(pending, key=_pending_first), *page.spendable_lots()):
        if part := min(points, lot.free):
            page.take(lot, part, entry.id)
            points -= part
    if points:
        page.owe(entry.id, points)
    return entry


def give_back(page: Page, points: int, redemption: UUID, cause: Cause) -> GivenBack:
    """Return points of a redemption to the lots they came from, with their old term (T12).

    What was taken last returns first. What has ended by now expires at once;
    the rest pays the oldest debt first. For a lot that is another account's since a
    merge was undone (T33) comes a new one of the same terms.
    """
    if redemption not in page.redemptions:
        raise NotLoaded(f"redemption {redemption} was not loaded")
    used = page.redemptions[redemption]
    if points > sum(part for _, part in used):
        raise ValueError("more points to give back than were taken")
    parts = _last_first(used, points)
    own = sum(part for lot, part in parts if lot not in page.foreign)
    entry = page.post("RETURN", own, cause, undoes=redemption) if own else None
    filled: list[tuple[Lot, int]] = []
    for lot_id, part in parts:
        if entry is not None and lot_id not in page.foreign:
            lot = _lot(page, lot_id)
            page.put(lot, part, entry.id)
        else:
            lot = _instead(page, page.foreign[lot_id], part, cause, redemption)
        filled.append((lot, part))
    ended = [(lot, part) for lot, part in filled if lot.has_ended(page.now)]
    expired = write_off(page, ended, cause, reason="RETURNED_AFTER_TERM")
    if page.debt and page.spendable:
        page.pay_debts(page.spendable_lots())
    return GivenBack(entry, expired)


def _last_first(used: list[tuple[UUID, int]], points: int) -> list[tuple[UUID, int]]:
    """Say how much of which lot comes back, and leave the rest in ``used``."""
    parts = []
    while points:
        lot, taken = used.pop()
        part = min(points, taken)
        if taken > part:
            used.append((lot, taken - part))
        parts.append((lot, part))
        points -= part
    return parts


def _instead(page: Page, foreign: Lot, points: int, cause: Cause, redemption: UUID) -> Lot:
    """Make a lot in the place of one that went to another account, with its term."""
    facts = [{"rule": "merge", "side": "back", "lot": str(foreign.id)}]
    own = dataclasses.replace(cause, key=f"{cause.key}:{foreign.id}", explanation=facts)
    entry = page.post("RETURN", points, own, undoes=redemption)
    lot = Lot(
        entry.id,
        foreign.kind,
        points,
        points,
        0,
        0,
        foreign.available_at,
        foreign.expires_at,
        foreign.version,
        foreign.available_at <= page.now,
        conversion=page.conversion,
        is_new=True,
    )
    page.add(lot)
    return lot


def _lot(page: Page, lot_id: UUID) -> Lot:
    if not page.has_lots or lot_id not in page.lots:
        raise NotLoaded(f"lot {lot_id} was not loaded")
    return page.lots[lot_id]


def _pending_first(lot: Lot) -> tuple[bool, object]:
    return (lot.is_open, lot.place)
