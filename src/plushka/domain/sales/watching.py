"""What people at the till do is counted with it (U31, T38); what programs do is not."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from uuid import UUID

from plushka.domain.limits import operations as limits
from plushka.domain.limits.kinds import Kind
from plushka.domain.limits.operations import Use
from plushka.domain.sales.deciding import Decided

type Counted = Counter[tuple[Kind, UUID | None]]


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
