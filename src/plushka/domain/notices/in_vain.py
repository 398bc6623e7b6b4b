"""Points do not end within three days after their warning failed (B11).

Somebody who was not told could not spend them. Whoever chose to be told nothing, or has spent
them, is not warned in the first place, and nothing fails.
"""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger.terms import EXPIRY_ACTOR, Cause
from plushka.domain.notices import expiring
from plushka.domain.programmes import queries as programmes
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run
from plushka.lib.ids import earliest_id

DAYS = 3
"""So many whole local days after the day of the failure points last at least."""

SOON = dt.timedelta(hours=1)
"""A warning that has failed and is to be tried again gets no other try so shortly before."""

_LOOKED_BACK = dt.timedelta(days=90)
"""Warnings older than that speak of days that are over: they come some days ahead."""


@dataclass(frozen=True, slots=True)
class _Late:
    account: UUID
    message: UUID
    failed_at: dt.datetime
    ending: dt.datetime
    last_day: dt.date
    until: dt.datetime


def extend(*, at: dt.datetime, most: int = 1000) -> int:
    """Let points last longer whose warning failed; give of how many accounts' ends that were.

    It is done once for each: points that were extended end on another day than the warning said.
    """
    found = _find(at, most)
    if not found:
        return 0
    accounts = {one.account for one in found}
    book = ledger.open_book(accounts=accounts, moment=at, with_lots=accounts)
    version = programmes.rules(zone=get_place(current_tenant()).zone).at(at).version
    for one in found:
        facts = {"rule": "expiry", "reason": "WARNING_FAILED", "last_day": str(one.last_day)}
        key = f"extension:{one.message}:{one.ending.isoformat()}"
        cause = Cause(key, "MESSAGE", one.message, version, EXPIRY_ACTOR, at, [facts])
        book.extend(one.account, cause, ending=one.ending, until=one.until)
    ledger.save(book)
    return len(found)


def _find(at: dt.datetime, most: int) -> list[_Late]:
    values = {
        "tenant": current_tenant(),
        "zone": get_place(current_tenant()).zone,
        "kind": expiring.KIND,
        "at": at,
        "since": earliest_id(at - _LOOKED_BACK),
        "soon": at + SOON,
        "days": DAYS,
        "most": most,
    }
    [rows] = run(raw(), [Statement("in_vain", load(__package__ or "", "in_vain"), values)])
    return [_Late(*row) for row in rows]
