"""How much one person may correct by hand in a day (T32, T38)."""

import datetime as dt
from dataclasses import dataclass

from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run
from plushka.lib.ids import new_id
from plushka.lib.money import show
from plushka.lib.refusal import Refusal


@dataclass(frozen=True, slots=True)
class DailyLimit:
    """Points an actor may correct, up and down together, on one local day. In hundredths."""

    points: int
    day: dt.date


class AdjustmentLimitReached(Refusal):
    """The actor has corrected as much as allowed that day, or would with this."""

    code = "adjustment_limit_reached"

    def __init__(self, *, limit: int) -> None:
        super().__init__(
            f"At most {show(limit)} points may be corrected in a day.", limit=show(limit)
        )
        self.limit = limit


def count(*, actor: str, points: int, limit: DailyLimit) -> None:
    """Count a correction, or refuse it; two at once cannot pass the limit together."""
    values = {
        "tenant": current_tenant(),
        "id": new_id(),
        "actor": actor,
        "day": limit.day,
        "points": points,
        "limit": limit.points,
    }
    sql = load(__package__, "count_adjustment")
    [counted] = run(raw(), [Statement("count_adjustment", sql, values)])
    if not counted:
        raise AdjustmentLimitReached(limit=limit.points)
