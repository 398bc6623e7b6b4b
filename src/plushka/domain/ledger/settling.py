"""What the dates have decided since the account was last written (T2, T3).

A page is brought from the moment it was exact for to the moment the list
reached us, event by event in the order of time, as if somebody had swept at
each of them. So it makes no difference how often anybody sweeps (I10).
"""

import datetime as dt
from collections.abc import Iterator
from itertools import groupby
from typing import Literal

from plushka.domain.ledger.converting import Conversion, convert
from plushka.domain.ledger.lots import Hold, Lot, Place
from plushka.domain.ledger.page import NotLoaded, Page
from plushka.domain.ledger.terms import EXPIRY_ACTOR, Cause

type Reason = Literal["TERM_ENDED", "RELEASED_AFTER_TERM"]
type _Event = tuple[dt.datetime, int, Place, Lot | Hold | Conversion]

# At one and the same moment a lot ends before a hold does, so that what the hold gives back
# of it is found ended. What is owed is paid when all of the moment has happened: what comes
# together pays together, nearest end first (T1), whatever it came from. What has ended by then
# is not converted any more.
_ENDING, _HOLD_ENDING, _CONVERTING, _OPENING = range(4)


def settle(page: Page) -> None:
    """Bring a page to the moment the list reached us."""
    if page.is_stale:
        if not page.has_lots:
            raise NotLoaded(f"account {page.account} is stale and came without its lots")
        events = sorted(_events(page), key=_moment_rank_place)
        for moment, together in groupby(events, key=_moment):
            page.clock = moment
            for _, rank, _, thing in together:
                _happen(page, rank, thing)
            if page.debt and page.spendable:
                page.pay_debts(page.spendable_lots())
    page.clock = page.now


def release(page: Page, hold: Hold) -> None:
    """Free the points of an open hold; what has ended meanwhile expires at once (T3)."""
    hold.state = "RELEASED"
    hold.closed_at = page.clock
    for lot_id, points in hold.pins:
        free_pinned(page, hold, page.lots[lot_id], points)


def free_pinned(page: Page, hold: Hold, lot: Lot, points: int) -> None:
    """Free pinned points that are not used; they expire at once where the lot has ended."""
    page.unpin(lot, points)
    if lot.has_ended(page.clock):
        key = f"expiry:{lot.id}:{hold.id}"
        expire(page, lot, points, key=key, at=page.clock, reason="RELEASED_AFTER_TERM")


def expire(
    page: Page, lot: Lot, points: int, *, key: str, at: dt.datetime, reason: Reason
) -> None:
    """Write down that points of a lot ended unspent."""
    cause = Cause(
        key,
        "LOT",
        lot.id,
        lot.version,
        EXPIRY_ACTOR,
        at,
        [{"rule": "expiry", "reason": reason, "lot": str(lot.id)}],
    )
    entry = page.post("EXPIRY", -points, cause)
    page.take(lot, points, entry.id)
    lot.expired += points


def _happen(page: Page, rank: int, thing: Lot | Hold | Conversion) -> None:
    if isinstance(thing, Conversion):
        convert(page, thing)
    elif isinstance(thing, Hold):
        release(page, thing)
    elif rank == _OPENING:
        page.open(thing)
    elif thing.free:
        key = f"expiry:{thing.id}"
        expire(page, thing, thing.free, key=key, at=page.clock, reason="TERM_ENDED")


def _events(page: Page) -> Iterator[_Event]:
    start, end = page.clock, page.now
    for lot in page.lots.values():
        if lot.expires_at is not None and start < lot.expires_at <= end:
            yield lot.expires_at, _ENDING, lot.place, lot
        if start < lot.available_at <= end:
            yield lot.available_at, _OPENING, lot.place, lot
    for hold in page.holds.values():
        if start < hold.until <= end:
            yield hold.until, _HOLD_ENDING, (hold.id,), hold
    for conversion in page.conversions[page.conversion :]:
        if conversion.at <= end:
            # One that was published while the account was being written comes a little late.
            yield max(conversion.at, start), _CONVERTING, (conversion.number,), conversion


def _moment(event: _Event) -> dt.datetime:
    return event[0]


def _moment_rank_place(event: _Event) -> tuple[dt.datetime, int, Place]:
    return event[:3]
