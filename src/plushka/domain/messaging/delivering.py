"""The queue is worked off: claimed, handed over by somebody else, settled.

Each step is a transaction of its own. What is handed over was written down before (an attempt,
STARTED), so a sender that is killed leaves a trace, and ``recovering`` says what becomes of it.
"""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID

import msgspec

from plushka.domain.messaging import blocking, costs, policy, reaching, rechecking, spending
from plushka.domain.messaging.addresses import remove_many
from plushka.domain.messaging.allowing import Go, Later, Means, Stop, decide
from plushka.domain.messaging.handing import Due, Outcome
from plushka.domain.messaging.models import Block, Connection, Nature, Way
from plushka.domain.messaging.queued import Moved, Row, move
from plushka.domain.messaging.rechecking import Recheck
from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run

_S, _M, _H = dt.timedelta(seconds=1), dt.timedelta(minutes=1), dt.timedelta(hours=1)

BACK_OFF: Sequence[dt.timedelta] = (30 * _S, 2 * _M, 10 * _M, _H, 4 * _H)
CODES_BACK_OFF: Sequence[dt.timedelta] = (2 * _S, 5 * _S, 10 * _S)
"""How long to wait after each try by one way; after the last one the next way is tried."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """Messages to be handed over, of so many that were looked at."""

    going: list[Due]
    n_seen: int


def claim(
    *,
    at: dt.datetime,
    most: int,
    busy: Collection[UUID | None] = (),
    is_console: bool = False,
    ahead: Sequence[Due] | None = None,
    rechecks: Mapping[str, Recheck] = MappingProxyType({}),
) -> Claimed:
    """Take messages that are due, write that they are being sent, and give them.

    They are begun at once; but where ``ahead`` tells which were taken before and not begun, then
    ``begin`` is told when they are about to be handed over. What a kill leaves before goes by the
    next sender.

    Those that may not or need not be sent end here, and say why. ``busy`` connections take no
    more for now; ``is_console`` lets the console stand in for every way without a connection.
    ``rechecks`` look again at kinds of news that may be true no more when they leave.
    """
    values = {"tenant": current_tenant(), "at": at, "most": most}
    [rows] = run(raw(), [Statement("due", load(__package__, "due"), values)])
    if not rows:
        return Claimed([], 0)
    found = rechecking.look_again([Row(*row) for row in rows], rechecks=rechecks, at=at)
    people = reaching.read([row.addressed() for row in found], at=at)
    rules, _ = policy.get_rules()
    allowance = spending.allowance(rules, at=at)
    allowance.set_aside(ahead or ())
    means = _means(rules, allowance, busy=busy, is_console=is_console)
    moved: list[Moved] = []
    going: list[Due] = []
    for row in found:
        if row.is_stale:
            moved.append(row.moved("SKIPPED", way=row.way, code="true_no_more"))
            continue
        match decide(row.wanted(), people[row.id], means, at=at):
            case Go() as go:
                match allowance.take(row.due(go)):
                    case Due() as due:
                        going.append(due)
                        moved.append(row.moved("SENDING", way=go.way))
                    case spending.NO_PRICE:
                        moved.append(row.past(go.way, at=at))
                    case refusal:
                        moved.append(row.moved("SKIPPED", way=row.way, code=refusal))
            case Later(at=later):
                moved.append(row.moved("WAITING", due_at=later, way=row.way))
            case Stop(code=code, is_dead=is_dead):
                moved.append(row.moved("DEAD" if is_dead else "SKIPPED", way=row.way, code=code))
    move(moved)
    if ahead is None:
        begin(going, at=at)
    return Claimed(going, len(found))


def settle(*, outcomes: Sequence[Outcome], at: dt.datetime) -> None:
    """Write what became of messages that were handed over, and what is to be done next."""
    if not outcomes:
        return
    ended = [
        {
            "id": one.due.attempt_id,
            "state": one.state,
            "provider_id": one.provider_id[:150],
            "n_parts": one.n_parts or one.due.n_parts,
            "cost": spending.cost_of(one),
            "code": one.code[:50],
        }
        for one in outcomes
    ]
    values = {"tenant": current_tenant(), "at": at, "rows": msgspec.json.encode(ended).decode()}
    [rows] = run(raw(), [Statement("end_attempts", load(__package__, "end_attempts"), values)])
    written = {attempt_id for (attempt_id,) in rows}
    differ = [one for one in outcomes if one.due.attempt_id in written]
    costs.spend(map(spending.correction, differ), at=at)
    move([_after(one, at=at) for one in outcomes])
    _forget_gone([one.due for one in outcomes if one.is_address_gone], at=at)


def _forget_gone(gone: Sequence[Due], *, at: dt.datetime) -> None:
    """Reach nobody by chats and browsers that ended, nor by a mailbox that does not exist.

    A phone is never given up so: one provider's word would keep codes from it.
    """
    remove_many(gone=[(one.way, one.address) for one in gone])
    for one in gone:
        if one.way == Way.EMAIL:
            blocking.block(
                way=one.way,
                value=one.address,
                reason=Block.Reason.GONE,
                is_advertising_only=False,
                at=at,
            )


def _after(one: Outcome, *, at: dt.datetime) -> Moved:
    due = one.due
    ended = {"ACCEPTED": "SENT", "DELIVERED": "DELIVERED"}.get(one.state)
    n_tries, ways_tried, due_at = due.n_tries, due.ways_tried, None
    if one.state == "PERHAPS" and not (one.is_repeatable or due.nature == Nature.CODE):
        ended = "PERHAPS"
    if ended is None:
        due_at = at
        if one.retry_after is not None:
            due_at = at + one.retry_after
        elif one.is_final or one.is_address_gone or (pause := _pause(due)) is None:
            n_tries, ways_tried = 0, (*ways_tried, due.way)
        else:
            n_tries, due_at = n_tries + 1, at + pause
    return Moved(
        id=due.id,
        state=ended or "WAITING",
        due_at=due_at,
        n_tries=n_tries,
        ways_tried=ways_tried,
        way=due.way,
        code=one.code[:50],
        before="SENDING",
    )


def _pause(due: Due) -> dt.timedelta | None:
    pauses = CODES_BACK_OFF if due.nature == Nature.CODE else BACK_OFF
    return pauses[due.n_tries] if due.n_tries < len(pauses) else None


def _means(
    rules: policy.Rules,
    allowance: spending.Allowance,
    *,
    busy: Collection[UUID | None],
    is_console: bool,
) -> Means:
    connections: dict[str, list[UUID | None]] = {}
    rows = Connection.objects.filter(is_on=True).order_by("position", "id")
    for id_, way in rows.values_list("id", "way"):
        connections.setdefault(way, []).append(id_)
    if is_console:
        for way in policy.CHEAPEST_FIRST:
            connections.setdefault(way, [None])
    return Means(
        rules=rules,
        connections=connections,
        busy=frozenset(busy),
        is_money_left=allowance.is_left,
    )


def begin(going: Sequence[Due], *, at: dt.datetime) -> None:
    """Write that messages are handed over, before they are, and what they cost."""
    if not going:
        return
    rows = [
        {
            "id": one.attempt_id,
            "message_id": one.id,
            "kind": one.kind,
            "nature": one.nature,
            "connection_id": one.connection_id,
            "way": one.way,
            "n_parts": one.n_parts,
            "cost": one.price,
        }
        for one in going
    ]
    values = {"tenant": current_tenant(), "at": at, "rows": msgspec.json.encode(rows).decode()}
    sql = load(__package__, "start_attempts")
    run(raw(), [Statement("start_attempts", sql, values, rows=len(going))])
    costs.spend(map(spending.taken, going), at=at)
