"""Outside systems say what happened to a member (R19); the same again is answered as it was."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from plushka.domain.effects.happening import Happening
from plushka.domain.effects.models import Applied, OutsideEvent
from plushka.domain.effects.operations import happen
from plushka.domain.effects.standing import LEFT
from plushka.domain.effects.told_outside import Scalar, moment_of
from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger import queries as accounts
from plushka.domain.members.locator import Locator
from plushka.domain.members.queries import identify
from plushka.domain.repeats.queries import fingerprint
from plushka.domain.tenants.context import current_tenant
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField, Refusal

SOURCE = "EVENT"
SKEW = dt.timedelta(minutes=10)
"""How far another clock may be ahead of ours (T7)."""

EARLIEST = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


class EventDiffers(Refusal):
    """The source has told of an event with this id before, and said something else."""

    code = "repeat_differs"

    def __init__(self, event: str) -> None:
        super().__init__(f"The event {event!r} came before and said something else.", event=event)


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody outside says happened, as it was sent; ``at`` None is now."""

    source: str
    event: str
    type: str
    member: Locator
    at: dt.datetime | None
    data: Mapping[str, Scalar]


@dataclass(frozen=True, slots=True)
class Reported:
    """What was made of it. ``outcome`` holds an effect on the member each, with its facts."""

    id: UUID
    member: UUID
    at: dt.datetime
    outcome: list[dict[str, Any]]
    is_repeat: bool


def report(*, told: Told, actor: str, at: dt.datetime) -> Reported:
    """Let an outside event happen, once for ever by its source and its id there.

    Refuses ``MemberUnknown``, data that is not acceptable by its field, a
    moment that cannot be true, and ``EventDiffers``.
    """
    if known := _known(told):
        return known
    member = identify(locator=told.member, at=at)
    # Two deliveries at once meet at the account's lock, and the later one finds what was told.
    found = accounts.accounts_of(members=[member])
    ledger.open_book(accounts=found.values(), moment=at)
    if known := _known(told):
        return known
    happened_at = _checked(told.at, at=at)
    moment = moment_of(source=told.source, event=told.event, kind=told.type, data=told.data)
    event_id = new_id()
    happening = Happening(
        trigger=moment.trigger,
        member=member,
        at=happened_at,
        source_kind=SOURCE,
        source_id=event_id,
        outlet=moment.outlet,
        staff=moment.staff,
        happened=moment.happened,
    )
    rows = happen([happening], at=at, actor=actor)
    given = (row for row in rows if row.facts.get("left") not in LEFT)
    outcome = [_outcome(row) for row in given if row.member_id == member]
    OutsideEvent.objects.create(
        tenant_id=current_tenant(),
        id=event_id,
        source=told.source,
        event_id=told.event,
        type=told.type,
        member_id=member,
        at=happened_at,
        received_at=at,
        actor=actor,
        fingerprint=_print(told),
        outcome=outcome,
    )
    return Reported(event_id, member, happened_at, outcome, is_repeat=False)


def _known(told: Told) -> Reported | None:
    row = OutsideEvent.objects.filter(source=told.source, event_id=told.event).first()
    if row is None:
        return None
    was_sent = row.at != row.received_at
    is_other_moment = told.at is not None and was_sent and told.at != row.at
    if bytes(row.fingerprint) != _print(told) or is_other_moment:
        raise EventDiffers(told.event)
    return Reported(row.id, row.member_id, row.at, row.outcome, is_repeat=True)


def _print(told: Told) -> bytes:
    who = [told.member.kind, told.member.value]
    sent = [told.source, told.event, told.type, who, dict(told.data)]
    return fingerprint("event", sent)


def _checked(sent: dt.datetime | None, *, at: dt.datetime) -> dt.datetime:
    if sent is None:
        return at
    if sent > at + SKEW:
        raise BadField("at", "this is more than 10 minutes ahead of us")
    if sent < EARLIEST:
        raise BadField("at", "this is before the year 2000")
    return sent


def _outcome(row: Applied) -> dict[str, Any]:
    return {"rule": row.rule, "points": row.points, "effect": row.facts["effect"]}
