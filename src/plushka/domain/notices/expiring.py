"""Members are warned before points expire (E11, T20): once for a day, and only of what is true.

Each company's day is looked at once, in the morning there, account by account. What is found is
counted anew when the warning leaves.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from plushka.domain.events import readers
from plushka.domain.messaging.kinds.kind import Given
from plushka.domain.messaging.models import Message
from plushka.domain.messaging.saying import Saying, Worded, say, write
from plushka.domain.programmes import queries as programmes
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.programmes.sections.points import Expiry
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place
from plushka.lib.days import local_day, start_of_day
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run
from plushka.lib.money import parse

KIND = "expiring"
MORNING = 9
"""The local hour from which a company's members are warned."""

_READER = "expiry_warnings"
_FIRST = UUID(int=0)
_CATCH_UP = 3
"""So many days late a warning is still given when nobody gave it on its day."""


@dataclass(frozen=True, slots=True)
class Ending:
    """What of a member's points ends with a local day, in hundredths; their balance."""

    member_id: UUID
    tier: str
    last_day: dt.date
    points: int
    balance: int


def warn(*, at: dt.datetime, most: int = 1000) -> int:
    """Warn whose points expire within the days their tier says; give how many accounts were seen.

    As many as ``most`` where more are to be looked at today.
    """
    zone = get_place(current_tenant()).zone
    today = local_day(at, zone)
    if at.astimezone(ZoneInfo(zone)).hour < MORNING:
        return 0
    done = readers.lock(_READER) or ""
    day, _, last = done.partition("/")
    if day == today.isoformat() and not last:
        return 0
    after = UUID(last) if day == today.isoformat() else _FIRST
    programme = programmes.rules(zone=zone).at(at)
    terms = terms_of(programme)
    days = {expiry.warn_days for expiry in terms.values()}
    found, seen_to, n_seen = _look(after, days=days, today=today, zone=zone, most=most)
    worth = [one for one in found if is_worth_telling(one, terms.get(one.tier), today=today)]
    sayings = [_saying(one) for one in _soonest_untold(worth)]
    say(sayings=sayings, at=at, unit=programme.document.unit)
    readers.move(_READER, f"{today}/{seen_to}" if n_seen == most else today.isoformat())
    return n_seen


def is_worth_telling(one: Ending, expiry: Expiry | None, *, today: dt.date) -> bool:
    """Tell whether a member's tier warns of this sum, so long before its last day."""
    if expiry is None:
        return False
    ahead = (one.last_day - today).days
    is_time = expiry.warn_days - _CATCH_UP <= ahead <= expiry.warn_days
    return is_time and one.points > parse(expiry.warn_if_more_than)


def terms_of(programme: Compiled) -> dict[str, Expiry]:
    """Give for each tier what the programme says of its points' end."""
    own = programme.document.expiry
    return {tier.code: tier.expiry or own for tier in programme.document.tiers}


def recheck(
    asked: Mapping[UUID, tuple[UUID, str]], *, at: dt.datetime
) -> dict[UUID, Worded | None]:
    """Count warnings anew that are about to leave; None for those that are true no more.

    ``asked`` names for each message its member and its cause.
    """
    zone = get_place(current_tenant()).zone
    programme = programmes.rules(zone=zone).at(at)
    terms = terms_of(programme)
    # A cause that names no day can be counted for none: nothing true is left to say.
    due = {key: (member, day) for key, (member, cause) in asked.items() if (day := _day(cause))}
    found = {(one.member_id, one.last_day): one for one in _of(due.values(), zone)}
    sayings: dict[UUID, Saying] = {}
    for message_id, (member, day) in due.items():
        one = found.get((member, day))
        expiry = terms.get(one.tier) if one else None
        if one and expiry and one.points > parse(expiry.warn_if_more_than):
            sayings[message_id] = _saying(one)
    words = write(sayings=list(sayings.values()), unit=programme.document.unit)
    return {
        message_id: words.get(sayings[message_id].id) if message_id in sayings else None
        for message_id in asked
    }


def _saying(one: Ending) -> Saying:
    values: dict[str, Given] = {"points": one.points, "balance": one.balance, "date": one.last_day}
    return Saying(KIND, values, member_id=one.member_id, cause=_cause(one.last_day))


def _cause(last_day: dt.date) -> str:
    return f"{KIND}:{last_day}"


def _day(cause: str) -> dt.date | None:
    """Read the last day that ``_cause`` wrote."""
    try:
        return dt.date.fromisoformat(cause.removeprefix(f"{KIND}:"))
    except ValueError:
        return None


def _soonest_untold(found: Sequence[Ending]) -> list[Ending]:
    """Leave of each member the soonest day they were not warned of: one message a day."""
    told = set(
        Message.objects.filter(
            kind=KIND,
            member_id__in={one.member_id for one in found},
            cause__in={_cause(one.last_day) for one in found},
        ).values_list("member_id", "cause")
    )
    soonest: dict[UUID, Ending] = {}
    for one in sorted(found, key=lambda one: one.last_day):
        if (one.member_id, _cause(one.last_day)) not in told:
            soonest.setdefault(one.member_id, one)
    return list(soonest.values())


def _look(
    after: UUID, *, days: Iterable[int], today: dt.date, zone: str, most: int
) -> tuple[list[Ending], UUID, int]:
    """Give what ends soon on the next accounts, where to go on, and how many there were."""
    longest = max(days, default=0)
    values = {
        "tenant": current_tenant(),
        "zone": zone,
        "from": start_of_day(today + dt.timedelta(days=1), zone),
        "to": start_of_day(today + dt.timedelta(days=longest + 1), zone),
        "after": after,
        "most": most,
    }
    sql = load(__package__ or "", "ending")
    [rows] = run(raw(), [Statement("ending", sql, values)])
    found = [Ending(*row[1:]) for row in rows]
    return found, (rows[-1][0] if rows else after), len({row[0] for row in rows})


def _of(due: Collection[tuple[UUID, dt.date]], zone: str) -> list[Ending]:
    values = {
        "tenant": current_tenant(),
        "zone": zone,
        "members": [member for member, _ in due],
        "days": sorted({day for _, day in due}),
    }
    sql = load(__package__ or "", "ending_of")
    [rows] = run(raw(), [Statement("ending_of", sql, values)])
    return [Ending(*row) for row in rows]
