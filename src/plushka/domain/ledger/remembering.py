"""Movements of the past are written down for an account that has none (R40).

They are posted now, and happened then: each lot is there from its own day, and
what pays an entry of a day is what was there that day. So the account ends
with the lots it would have, had it been ours all along.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from plushka.domain.ledger.lots import Lot
from plushka.domain.ledger.page import Page
from plushka.domain.ledger.settling import expire
from plushka.domain.ledger.terms import Cause, Entry, LotKind

type PastKind = Literal["ACCRUAL", "REDEMPTION", "EXPIRY", "ADJUSTMENT"]


@dataclass(frozen=True, slots=True)
class Movement:
    """Points that came, on ``lot_kind`` and until ``expires_at``, or went, at ``cause.at``."""

    kind: PastKind
    points: int
    cause: Cause
    lot_kind: LotKind = "PURCHASE"
    expires_at: dt.datetime | None = None


class Overdrawn(Exception):  # noqa: N818 - a fault said in the trade's words
    """A movement takes more than was there at its moment; ``place`` is its place in the list."""

    def __init__(self, place: int) -> None:
        super().__init__(f"movement {place} takes more than was there")
        self.place = place


def is_blank(page: Page) -> bool:
    """Tell whether nothing is on an account, so that a past can be put before its present."""
    held = any(hold.state == "OPEN" for hold in page.holds.values())
    left = any(lot.remaining for lot in page.lots.values())
    return not (page.balance or page.debt or held or left)


def remember(page: Page, movements: Sequence[Movement]) -> list[Entry]:
    """Write movements down, in order of their moments, on a page that is blank.

    What goes takes the lots that end soonest. What has ended by then is not
    spent, but by an expiry; what has ended by now and was not told of expires
    at its end. Raises ``Overdrawn``, after which the page is of no use.
    """
    if not is_blank(page):
        raise ValueError("a history is remembered by an account with nothing on it")
    entries = []
    for place, movement in enumerate(movements):
        page.clock = movement.cause.at
        if movement.points > 0:
            entries.append(_came(page, movement))
        else:
            entries.append(_went(page, movement, place))
    for lot in sorted(page.lots.values(), key=lambda lot: lot.place):
        if lot.free and lot.expires_at is not None and lot.has_ended(page.now):
            page.clock = lot.expires_at
            expire(
                page,
                lot,
                lot.free,
                key=f"expiry:{lot.id}",
                at=lot.expires_at,
                reason="TERM_ENDED",
            )
    page.clock = page.now
    page.is_touched = True
    return entries


def _came(page: Page, movement: Movement) -> Entry:
    entry = page.post(movement.kind, movement.points, movement.cause)
    page.add(
        Lot(
            entry.id,
            movement.lot_kind,
            movement.points,
            movement.points,
            0,
            0,
            movement.cause.at,
            movement.expires_at,
            movement.cause.version,
            is_open=True,
            conversion=page.conversion,
            is_new=True,
        )
    )
    return entry


def _went(page: Page, movement: Movement, place: int) -> Entry:
    is_expiry = movement.kind == "EXPIRY"
    lots = sorted((lot for lot in page.lots.values() if lot.free), key=lambda lot: lot.place)
    if not is_expiry:
        lots = [lot for lot in lots if not lot.has_ended(page.clock)]
    left = -movement.points
    if sum(lot.free for lot in lots) < left:
        raise Overdrawn(place)
    entry = page.post(movement.kind, movement.points, movement.cause)
    for lot in lots:
        if part := min(left, lot.free):
            page.take(lot, part, entry.id)
            lot.expired += part if is_expiry else 0
            left -= part
    return entry
