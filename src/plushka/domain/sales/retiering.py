"""Tiers that no longer stand, and tiers held by hand (T15).

It lives here because what a tier looks at, purchases of a window and what came
back of them, are rows of sales: ``programmes`` and ``members`` stand below and
know no sale. Everything is done for many members at once, with a fixed number
of statements; each member is decided in plain Python.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

import msgspec

from plushka.domain.audit import operations as audit
from plushka.domain.events import operations as events
from plushka.domain.ledger import loading as accounts_in_memory
from plushka.domain.ledger import queries as accounts
from plushka.domain.members.queries import MemberUnknown, kept
from plushka.domain.members.tiers import HAND, OneFloor, find_floors, put
from plushka.domain.programmes import queries as programmes
from plushka.domain.programmes import reasons
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.programmes.queries import Rules
from plushka.domain.programmes.rates.rate import Facts
from plushka.domain.programmes.tiers import Ladder
from plushka.domain.sales import loading
from plushka.domain.sales.standing import Standing
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import Place, get_place
from plushka.lib.days import term_end
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run
from plushka.lib.refusal import BadField

type Reason = Literal["tier", "tier_period_ended", "tier_returned", "tier_floor_ended"]

_MOMENT = dt.timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Sums:
    """What a member bought, in kopecks, less what came back.

    ``now`` is the sum that counts for tiers; ``then`` what stood when the tier
    was reached, and ``returned`` what came back of that since.
    """

    now: int
    then: int
    returned: int


def retier(*, at: dt.datetime, most: int = 1000) -> int:
    """Look at the tiers that are due at a moment, at most so many; give how many were.

    A tier moves down at the end of its period, or of the day on which a
    purchase came back without which it would not have been reached; a tier
    held by hand ends with its day. Rules that changed may also move it up.
    """
    place = get_place(current_tenant())
    due: list[tuple[UUID, UUID, dt.datetime]] = _rows("lock_due_tiers", at=at, most=most)
    if not due:
        return 0
    programme = programmes.rules(zone=place.zone).at(at)
    standings = _standings(place, [member for _, member, _ in due])
    sums = _sums(standings.values(), programme.ladder)
    looked = [
        look(standing, sums[standing.member], programme, at=at) for standing in standings.values()
    ]
    _save(looked, at=at)
    return len(due)


def look_ahead(standing: Standing, rules: Rules, *, at: dt.datetime) -> None:
    """Do to a standing in memory the looks at its tier that are due until a moment to come."""
    while (due := standing.check_at) is not None and due <= at:
        programme = rules.at(due)
        sums = _sums([standing], programme.ladder)[standing.member]
        look(standing, sums, programme, at=due)


def hold_tier(
    *, member: UUID, tier: str, last_day: dt.date, actor: str, reason: str, at: dt.datetime
) -> None:
    """Let a member hold at least a tier, by hand, through the end of a local day.

    The same again changes the tier or the day; a day that is over ends it. A tier that rules gave
    stands beside it, and the higher of the two counts while it lasts.
    Refuses a tier the programme in force does not know, and a missing reason.
    """
    place = get_place(current_tenant())
    ladder = programmes.rules(zone=place.zone).at(at).ladder
    if tier not in ladder.places:
        raise BadField("tier", "the programme has no such tier")
    if not reason.strip():
        raise BadField("reason", "a tier held by hand needs a reason")
    member = kept(member)
    standing = _lock_one(place, member, at=at)
    before = standing.tier
    seen = standing.check_at
    until = term_end(last_day, 0, place.zone)
    standing.stand_on(put(standing.floors, OneFloor(HAND, tier, until)), ladder, at=at)
    found = Looked(standing, seen, before, None)
    _save([found], at=at)
    audit.write(
        actor=actor,
        action="tier_held",
        subject_kind="member",
        subject_id=member,
        at=at,
        before={"tier": before},
        after={"tier": standing.tier, "floor": tier, "until": last_day.isoformat()},
        reason=reason,
    )


@dataclass(frozen=True, slots=True)
class Looked:
    """A standing after the look, when it had been due, its tier before, and why it moved."""

    standing: Standing
    seen_at: dt.datetime | None
    before: str
    why: Facts | None


def look(standing: Standing, sums: Sums, programme: Compiled, *, at: dt.datetime) -> Looked:
    """Decide one member; see ``retier``."""
    ladder, before, seen = programme.ladder, standing.tier, standing.check_at
    why: Reason | None = None
    if standing.floor_until is not None and standing.floor_until <= at:
        live = [one for one in standing.floors if one.until > at]
        standing.stand_on(live, ladder, at=at)
        why = "tier_floor_ended"
    held = standing.earned_tier
    tier, reason = _tier_by(standing, sums, ladder, at=at)
    if reason is not None:
        standing.earn_tier(tier, ladder, at=_looked_at(standing))
        why = why if tier == held else reason
    elif ladder.window is None or held not in ladder.codes[1:]:
        standing.tier_until = None
    elif standing.tier_until is None:
        # OneFloor since the rules counted a lifetime: its period begins with the new ones.
        standing.tier_until = ladder.window.held_until(_looked_at(standing))
    ends = [end for end in (standing.tier_until, standing.floor_until) if end is not None]
    standing.check_at = min(ends, default=None)
    facts = None
    if why is not None and standing.tier != before:
        currency = programme.document.money.currency
        facts = reasons.tier_moved(
            method=why, code=standing.tier, paid_total=sums.now, currency=currency
        )
    return Looked(standing, seen, before, facts)


def _looked_at(standing: Standing) -> dt.datetime:
    """Give the last moment before the look was due: one that comes late sees the same day."""
    if standing.check_at is None:
        raise ValueError("nobody asked for a look at this tier")
    return standing.check_at - _MOMENT


def _tier_by(
    standing: Standing, sums: Sums, ladder: Ladder, *, at: dt.datetime
) -> tuple[str, Reason | None]:
    """Give the tier that purchases lead to, and why it is given anew; None leaves it as it is."""
    held, found = standing.earned_tier, ladder.of(sums.now)
    needed = ladder.needs(held)
    if needed is None or (found != held and ladder.higher(found, held) == found):
        return found, None if needed is None else "tier"
    if ladder.window is not None and standing.tier_until and standing.tier_until <= at:
        return found, "tier_period_ended"
    if sums.now < needed and sums.then - sums.returned < needed <= sums.then:
        return found, "tier_returned"
    return held, None


def _sums(standings: Iterable[Standing], ladder: Ladder) -> dict[UUID, Sums]:
    window, rows = ladder.window, []
    for one in standings:
        since = one.tier_since
        rows.append(
            {
                "member": one.member,
                "recent_from": None if window is None else window.begins(_looked_at(one)),
                "since": since,
                "since_from": window.begins(since) if window is not None and since else None,
            }
        )
    found = _rows("sum_for_tiers", rows=msgspec.json.encode(rows).decode())
    return {member: Sums(*sums) for member, *sums in found}


def _standings(place: Place, members: Sequence[UUID]) -> dict[UUID, Standing]:
    statement = loading.standings_statement(place, members, recent_from=None)
    [rows] = run(raw(), [statement])
    found = loading.standings(rows, recent_from=None)
    for member, one in find_floors(members=found).items():
        found[member].floors = one.floors
    return found


def _lock_one(place: Place, member: UUID, *, at: dt.datetime) -> Standing:
    account = accounts.accounts_of(members=[member]).get(member)
    if account is None:
        raise MemberUnknown
    run(raw(), accounts_in_memory.statements(accounts=[account], moment=at)[:1])
    found = _standings(place, [member]).get(member)
    if found is None:
        raise loading.missing(member)
    return found


def _save(looked: Sequence[Looked], *, at: dt.datetime) -> None:
    rows = [
        {
            "member": one.standing.member,
            "tier": one.standing.tier,
            "tier_since": one.standing.tier_since,
            "tier_until": one.standing.tier_until,
            "floor": one.standing.floor,
            "floor_until": one.standing.floor_until,
            "beneath": one.standing.beneath,
            "floors": one.standing.floors,
            "check_at": one.standing.check_at,
            "seen_at": one.seen_at,
        }
        for one in looked
    ]
    values = {"tenant": current_tenant(), "rows": msgspec.json.encode(rows).decode()}
    run(raw(), [Statement("save_tiers", _sql("save_tiers"), values, rows=len(rows))])
    moved = [one for one in looked if one.standing.tier != one.before]
    if moved:
        events.write(events=[_event(one, at=at) for one in moved])


def _event(one: Looked, *, at: dt.datetime) -> events.NewEvent:
    data = {"before": one.before, "tier": one.standing.tier, "explanation": one.why}
    return events.NewEvent("tier_moved", at, one.standing.member, data)


def _rows(name: str, **values: Any) -> Any:
    statement = Statement(name, _sql(name), {"tenant": current_tenant(), **values})
    return run(raw(), [statement])[0]


def _sql(name: str) -> str:
    return load(__package__ or "", name)
