"""Where everybody stood when the window began, exactly, from what the ledger remembers.

A lot had left what it granted less its uses before then; so it is with debts, points set aside,
and redemptions that a later return undoes. Dates decide the rest, as everywhere (T2).
"""

import datetime as dt
from typing import Any
from uuid import UUID

import msgspec

from plushka.domain.campaigns.rooms import Whose
from plushka.domain.ledger.converting import catch_up, left_of
from plushka.domain.ledger.lots import Debt, Hold, Lot
from plushka.domain.members.tiers import HAND, OneFloor
from plushka.domain.programmes.facts import Buyer
from plushka.domain.replay.lives import Bought, Life
from plushka.domain.replay.reading import rows
from plushka.domain.replay.returning import last_purchases
from plushka.domain.replay.state import KeptReward, KeptSale, State
from plushka.domain.sales.bringing import month_of
from plushka.domain.sales.giving_back import SoldLine
from plushka.domain.sales.returning_promises import promised
from plushka.lib.days import local_day, start_of_day, term_end

_ONCE = dt.datetime(1, 1, 2, tzinfo=dt.UTC)
_JUST = dt.timedelta(microseconds=1)

_parts = msgspec.json.Decoder(list[tuple[UUID, int, int]])
_moved = msgspec.json.Decoder(list[tuple[int, int]])
_back = msgspec.json.Decoder(list[tuple[dt.datetime, int]])
_lines = msgspec.json.Decoder(
    list[tuple[int, int, int, int, int, str, str, int, int, str, str, int, int | None]]
)
_rewards = msgspec.json.Decoder(
    list[tuple[UUID, UUID, str, int | None, UUID, list[tuple[int, int]], dt.datetime]]
)


def open_(state: State, *, begins: dt.datetime) -> None:
    """Bring everybody to where they stood at a moment."""
    if state.plan.recorded_conversions:
        # Whom nobody has opened since their points changed in value is as they were (T35).
        by_then = sum(one.at < begins for one in state.plan.recorded_conversions)
        state.behind = {account: min(by_then, done) for account, done in rows("converted")}
    if any(one.asks_when_joined for one in state.plan.programmes):
        state.joined = dict(rows("joined"))
    for account, member, *lot, is_touched in rows("opening_lots", begins=begins):
        life = _life(state, account, member)
        made = _lot(*lot)
        catch_up(made, life.page.conversions, upto=life.page.conversion)
        _add_lot(life, made, is_touched=is_touched)
    for account, member, *hold in rows("opening_holds", begins=begins):
        _add_hold(state, _life(state, account, member), hold)
    for account, member, entry, owed, unpaid, n_uses in rows("opening_debts", begins=begins):
        page = _life(state, account, member).page
        page.debts.append(Debt(entry, owed, unpaid))
        page.n_uses[entry] = n_uses
        page.debt += unpaid
        page.balance -= unpaid
    purchases = _purchases(state, begins=begins)
    for account, member, *tier in rows("opening_tiers", begins=begins):
        _stand(state, _life(state, account, member), tier, begins=begins)
    for row in rows("opening_sales", begins=begins):
        _keep(state, purchases, row)
    _count_for_friends(state, begins=begins)
    for life in state.lives.values():
        life.page.now = begins
        life.page.exact_until = _ONCE
        life.turn_to(begins, state.plan)
        life.asked = sum(due < begins for due in state.plan.looks_due)


def _count_for_friends(state: State, *, begins: dt.datetime) -> None:
    """Say what members got for friends in the month that is running, where that has a most."""
    zone = state.plan.zone
    if any(one.caps_referrers for one in state.plan.programmes):
        month = month_of(begins, zone)
        since = start_of_day(month, zone)
        for account, member, points in rows("opening_got", begins=begins, since=since):
            _life(state, account, member).standing.count_for_friends(points, month)


def _life(state: State, account: UUID, member: UUID) -> Life:
    """Give a member at the beginning of time: what dates decided until now is decided later."""
    return state.lives.get(account) or state.life(account, member, _ONCE)


def _lot(*columns: Any) -> Lot:
    *known, conversion = columns
    return Lot(*(*known, False, conversion))


def _add_lot(life: Life, lot: Lot, *, is_touched: bool) -> None:
    page = life.page
    page.lots[lot.id] = lot
    page.pending += lot.remaining
    page.balance += lot.remaining
    if is_touched:
        life.kept.add(lot.id)


def _add_hold(state: State, life: Life, row: list[Any]) -> None:
    id_, points, until, held_at, closed_at, entry, conversion, pins = row
    if entry is None and closed_at is not None:
        until = min(until, closed_at)
    page = life.page
    parts = [part for part in _parts.decode(pins) if part[1] <= page.conversion]
    # What conversions changed of a pin is written beside it.
    pinned = left_of(((lot, 0, part) for lot, _, part in parts), (), upto=0)
    hold = Hold(
        id=id_,
        account=page.account,
        key=f"hold:{id_}",
        points=points,
        until=until,
        state="OPEN",
        actor="system:replay",
        held_at=held_at,
        outlet=None,
        reference="",
        pins=pinned,
        conversion=conversion,
    )
    page.holds[hold.id] = hold
    for lot, part in pinned:
        page.pin(page.lots[lot], part)
        life.kept.add(lot)
    if entry is not None:
        state.captured[entry] = hold.id


def _purchases(state: State, *, begins: dt.datetime) -> dict[UUID, Bought]:
    """Read what members bought before; give the purchases by sale."""
    found: dict[UUID, Bought] = {}
    for account, member, sale, at, received_at, counted, back, is_gone in rows(
        "opening_bought", begins=begins
    ):
        bought = Bought(at, received_at, counted, _back.decode(back) if back else [], is_gone)
        life = _life(state, account, member)
        life.bought.append(bought)
        life.standing.paid_total += bought.left
        life.standing.n_purchases += not is_gone
        found[sale] = bought
    for life in state.lives.values():
        life.standing.last_at, life.standing.previous_at = last_purchases(life, state.plan.zone)
    return found


def _stand(
    state: State,
    life: Life,
    told: list[Any],
    *,
    begins: dt.datetime,
) -> None:
    """Give the member the tier they had, and say when somebody has to look at it."""
    tier, since, floor, until, given = told
    plan, standing = state.plan, life.standing
    ladder = plan.rules.at(begins - _JUST).ladder
    standing.tier, standing.tier_since = str(tier), since
    floors = msgspec.json.decode(given, type=list[OneFloor])
    if isinstance(floor, str) and isinstance(until, str):
        ends = term_end(dt.date.fromisoformat(until), 0, plan.zone)
        floors.append(OneFloor(HAND, floor, ends))
    if floors := [one for one in floors if one.until > begins]:
        # What purchases gave beneath is not told.
        standing.beneath = ladder.of(standing.paid_total)
        standing.stand_on(floors, ladder, at=begins)
        standing.tier = str(tier)
    window = ladder.window
    if window is not None and standing.tier_since and standing.earned_tier in ladder.codes[1:]:
        held = window.held_until(standing.tier_since)
        while held < begins:
            # Nothing tells of a look that left the tier: it was met anew.
            standing.tier_since = held - _JUST
            held = window.held_until(standing.tier_since)
        standing.tier_until = held
        standing.check_by(held)
    for bought in life.bought:
        for moment, counted in bought.back:
            look_at = term_end(local_day(moment, plan.zone), 0, plan.zone)
            if counted and look_at >= begins:
                standing.check_by(look_at)


def _keep(state: State, purchases: dict[UUID, Bought], row: tuple[Any, ...]) -> None:
    """Remember a sale that will come back."""
    sale, at, outlet, promises, version, account, member, tier, *rest = row
    days, earlier, redemption, accrual, moved, *json = rest
    lines, rewards, used = json
    life = state.lives.get(account) if account else None
    stands, counted, first = (0, 0, 0)
    if life is not None and redemption is not None:
        page = life.page
        life.page.redemptions[redemption] = left_of(
            _parts.decode(used or "[]"), page.conversions, upto=page.conversion
        )
    if life is not None and moved is not None:
        stands, counted, first = _standing(life, _moved.decode(moved))
    programme, zone = state.plan.recorded(version), state.plan.zone
    buyer = Buyer(tier, days, earlier) if member else None
    found = None
    if buyer is not None and promises != "[]":
        found = promised(
            msgspec.json.decode(promises),
            programme,
            buyer=buyer,
            whose=Whose(member, outlet, local_day(at, zone)),
            at=at,
            zone=zone,
        )
    state.kept[sale] = KeptSale(
        programme=programme,
        buyer=buyer,
        life=life,
        bought=purchases.get(sale),
        lines=[SoldLine(*line) for line in _lines.decode(lines)],
        redemption=redemption,
        accrual=accrual,
        stands=stands,
        rewards=[
            _reward(_life(state, own, whom), its, entry, parts, promise, month_of(given_at, zone))
            for own, whom, its, promise, entry, parts, given_at in _rewards.decode(rewards or "[]")
        ],
        promised=found,
        counted=counted,
        first=first,
    )


def _standing(life: Life, moved: list[tuple[int, int]]) -> tuple[int, int, int]:
    """Say what stands of an accrual, after which conversion, and after which it was given."""
    page, lot = life.page, UUID(int=0)
    parts = [(lot, number, points) for number, points in moved]
    left = left_of(parts, page.conversions, upto=page.conversion)
    return sum(points for _, points in left), page.conversion, moved[0][0]


def _reward(
    life: Life,
    tier: str,
    entry: UUID,
    parts: list[tuple[int, int]],
    promise: int | None,
    month: dt.date,
) -> KeptReward:
    points, counted, first = _standing(life, parts)
    its = month if promise is None else None
    return KeptReward(life, tier, entry, points, counted, first, promise, its)
