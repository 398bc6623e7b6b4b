"""What a person does is counted; limits are changed and lifted, alerts written and looked at."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any
from uuid import UUID

import msgspec

from plushka.domain.audit import operations as audit
from plushka.domain.limits.kinds import DEFAULTS, MOST, Kind, Limit, Limits
from plushka.domain.limits.models import Alert, Lift, Policy
from plushka.domain.limits.queries import get_policy, read
from plushka.domain.limits.refusals import LiftsOwnLimit, LimitsOutdated, StaffLimitReached
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place
from plushka.lib.days import local_day
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField

_STAFF = "staff:"


class Verdict(Enum):
    """What comes of counting, where nothing was refused."""

    PASSED = "PASSED"
    #: Above the soft limit: whoever watches is told, and the person goes on.
    ALERTED = "ALERTED"


@dataclass(frozen=True, slots=True)
class Use:
    """Something a person does: once, or so many hundredths of points of it."""

    kind: Kind
    amount: int = 1
    #: The member, of kinds that are counted for each apart.
    subject: UUID | None = None


def staff_of(actor: str) -> UUID | None:
    """Give the person behind an actor; None for keys and the system, who are not counted."""
    return UUID(actor.removeprefix(_STAFF)) if actor.startswith(_STAFF) else None


def use(
    *,
    kind: Kind,
    staff_id: UUID,
    at: dt.datetime,
    amount: int = 1,
    subject: UUID | None = None,
) -> Verdict:
    """Count one thing that a person does, inside the transaction that does it.

    Refuses ``StaffLimitReached``, which takes the count back with all the rest.
    """
    return use_all(uses=[Use(kind, amount, subject)], staff_id=staff_id, at=at)


def count(*, kind: Kind, actor: str, at: dt.datetime) -> None:
    """Count one thing that an actor does, where it is a person; refuses as ``use`` does."""
    if (staff_id := staff_of(actor)) is not None:
        use(kind=kind, staff_id=staff_id, at=at)


def use_all(*, uses: Sequence[Use], staff_id: UUID, at: dt.datetime) -> Verdict:
    """Count what a person does, inside the transaction that does it, in one statement.

    These counters are locked after accounts, codes and sales and before the budgets
    of campaigns, as everywhere. Refuses ``StaffLimitReached`` where one of the hard
    limits would be passed.
    """
    if not uses:
        return Verdict.PASSED
    [counted] = run(raw(), [_statement("count_day", _rows(uses), staff_id, at)])
    passed = []
    for kind, subject, used, day, is_lifted, document in counted:
        limit = read(msgspec.json.decode(document or "{}"))[Kind(kind)]
        if limit.hard is not None and used > limit.hard and not is_lifted:
            raise StaffLimitReached(
                kind=Kind(kind),
                most=limit.hard,
                used=used,
                staff_id=staff_id,
                day=day,
                subject=subject,
            )
        if limit.soft is not None and used > limit.soft:
            passed.append(_alert(day, kind, subject, used=used, most=limit.soft))
    if not passed:
        return Verdict.PASSED
    run(raw(), [_statement("tell", passed, staff_id, at)])
    return Verdict.ALERTED


def lock_statement(*, uses: Iterable[Use], staff_id: UUID, at: dt.datetime) -> Statement:
    """Give what locks counters and counts nothing, for who locks budgets before counting."""
    nothing = [replace(one, amount=0) for one in uses]
    return _statement("count_day", _rows(nothing), staff_id, at)


def tell_block(*, refusal: StaffLimitReached, at: dt.datetime) -> None:
    """Write the alert of a refusal, in a transaction after the one that it took back."""
    alert = _alert(
        refusal.day,
        refusal.kind,
        refusal.subject,
        used=refusal.used,
        most=refusal.most,
        is_block=True,
    )
    run(raw(), [_statement("tell", [alert], refusal.staff_id, at)])


def change(
    *, limits: Mapping[Kind, Limit], based_on: dt.datetime | None, actor: str, at: dt.datetime
) -> None:
    """Set the company's limits; ``based_on`` is when those were changed that the person saw.

    Refuses ``LimitsOutdated``, and a soft limit above the hard one, or below zero.
    """
    for kind, limit in limits.items():
        _check(kind, limit)
    known = Policy.objects.select_for_update().first()
    if (known.changed_at if known else None) != based_on:
        raise LimitsOutdated
    before, after = get_policy().limits, {**DEFAULTS, **limits}
    if before == after:
        return
    row = known or Policy(tenant_id=current_tenant(), id=new_id())
    row.document, row.changed_at, row.actor = msgspec.to_builtins(after), at, actor
    row.save(force_insert=known is None)
    changed = [kind for kind in Kind if before[kind] != after[kind]]
    audit.write(
        actor=actor,
        action="staff_limits_changed",
        subject_kind="staff_limits",
        subject_id=row.id,
        at=at,
        before=_told(before, changed),
        after=_told(after, changed),
    )


def lift(
    *, staff_id: UUID, kind: Kind, actor: str, at: dt.datetime, may_lift_own: bool = False
) -> None:
    """Let a person go on above a hard limit until today is over; the same again changes nothing.

    Refuses ``LiftsOwnLimit``, but to an owner.
    """
    if staff_of(actor) == staff_id and not may_lift_own:
        raise LiftsOwnLimit
    day = local_day(at, get_place(current_tenant()).zone)
    known, is_new = Lift.objects.get_or_create(
        tenant_id=current_tenant(),
        staff_id=staff_id,
        day=day,
        kind=kind,
        defaults={"at": at, "actor": actor},
    )
    if is_new:
        audit.write(
            actor=actor,
            action="staff_limit_lifted",
            subject_kind="staff",
            subject_id=staff_id,
            at=at,
            before={},
            after={"kind": known.kind, "day": day.isoformat()},
        )


def look_at(*, alerts: Iterable[UUID], actor: str, at: dt.datetime) -> int:
    """Say that somebody looked at alerts; give how many nobody had looked at before."""
    unseen = Alert.objects.filter(id__in=list(alerts), seen_at=None)
    n_seen: int = unseen.update(seen_at=at, seen_by=actor)
    return n_seen


def _check(kind: Kind, limit: Limit) -> None:
    for side, number in (("soft", limit.soft), ("hard", limit.hard)):
        if number is not None and not 0 <= number <= MOST:
            raise BadField(f"{kind}.{side}", "a limit is from 0 on")
    if limit.soft is not None and limit.hard is not None and limit.soft > limit.hard:
        raise BadField(f"{kind}.soft", "the alert comes before the stop")


def _told(limits: Limits, kinds: Iterable[Kind]) -> dict[str, Any]:
    return {kind.value: msgspec.to_builtins(limits[kind]) for kind in kinds}


def _alert(
    day: dt.date,
    kind: str,
    subject: UUID | None,
    *,
    used: int,
    most: int,
    is_block: bool = False,
) -> dict[str, Any]:
    return {
        "id": new_id(),
        "day": day,
        "kind": str(kind),
        "subject": subject,
        "is_block": is_block,
        "most": most,
        "used": used,
    }


def _rows(uses: Iterable[Use]) -> list[dict[str, Any]]:
    return [
        {"id": new_id(), "kind": one.kind, "subject": one.subject, "used": one.amount}
        for one in uses
    ]


def _statement(
    name: str, rows: Sequence[Mapping[str, Any]], staff_id: UUID, at: dt.datetime
) -> Statement:
    values = {
        "tenant": current_tenant(),
        "staff": staff_id,
        "at": at,
        "rows": msgspec.json.encode(rows).decode(),
    }
    return Statement(name, load(__package__ or "", name), values)
