"""What people at the till do is counted with it (U31, T38); what programs do is not."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from uuid import UUID

from plushka.domain.limits import operations as limits
from plushka.domain.limits.kinds import Kind
from plushka.domain.limits.operations import Use
from plushka.domain.sales.deciding import Decided
from plushka.domain.sales.loading import Named, SaleCall
from plushka.domain.sales.offered import Wanted
from plushka.lib.db.statements import Statement

type Counted = Counter[tuple[Kind, UUID | None]]


def counter_locks(
    calls: Iterable[SaleCall], named: Named, asked: Wanted, *, at: dt.datetime
) -> list[Statement]:
    """Give what locks budgets before they are read; nothing where there are none.

    Before them all that ``count_sales`` may count is locked: the order is the same everywhere.
    """
    budgets = asked.locks()
    return [*_locks(calls, named, at=at), *budgets] if budgets else []


def _locks(calls: Iterable[SaleCall], named: Named, *, at: dt.datetime) -> Iterator[Statement]:
    wanted: defaultdict[UUID, set[Use]] = defaultdict(set)
    for call in calls:
        staff = limits.staff_of(call.asker.actor)
        member = named.members.get(call.sale.member) if call.sale.member else None
        if staff is None or member is None:
            continue
        wanted[staff].add(Use(Kind.MEMBER_SALES, subject=member))
        if call.sale.redeem:
            wanted[staff].add(Use(Kind.REDEMPTIONS))
    for staff, uses in sorted(wanted.items()):
        yield limits.lock_statement(uses=uses, staff_id=staff, at=at)


def count_sales(decided: Iterable[Decided], *, at: dt.datetime) -> None:
    """Count decided sales, each for who made it; refuses ``StaffLimitReached``.

    It fails the whole list, as a fault does, so that each sale is tried alone.
    """
    made: defaultdict[UUID, Counted] = defaultdict(Counter)
    for one in decided:
        staff = limits.staff_of(one.asker.actor)
        if staff is None or one.standing is None:
            continue
        made[staff][Kind.MEMBER_SALES, one.standing.member] += 1
        if one.redemption is not None:
            made[staff][Kind.REDEMPTIONS, None] += 1
    for staff, counted in sorted(made.items()):
        uses = [Use(kind, amount, subject) for (kind, subject), amount in counted.items()]
        limits.use_all(uses=uses, staff_id=staff, at=at)
