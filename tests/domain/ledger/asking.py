"""Single movements, asked for as a program would."""

import datetime as dt
from typing import Any
from uuid import UUID

from plushka.domain.ledger import operations as ledger
from tests.conftest import NOON
from tests.domain.ledger.making import DAY, because, terms


def adjust(
    account: UUID, points: int, key: str = "adjust", *, at: dt.datetime = NOON, **more: Any
) -> ledger.Posted:
    """Correct an account for ever, because a cashier was wrong."""
    return ledger.adjust(
        account=account,
        points=points,
        terms=terms(kind="MANUAL") if points > 0 else None,
        cause=because(key, at=at),
        reason="Кассир ошибся",
        at=at,
        **more,
    )


def hold(
    account: UUID,
    points: int,
    reference: str = "order",
    *,
    at: dt.datetime = NOON,
    until: dt.datetime | dt.timedelta | None = NOON + DAY,
) -> ledger.Held:
    """Set points aside for a day."""
    return ledger.hold(
        account=account,
        points=points,
        until=until,
        reference=reference,
        actor="key:till",
        at=at,
    )


def capture(
    hold: UUID, points: int, key: str = "capture", *, at: dt.datetime = NOON
) -> ledger.Posted:
    """Redeem from a hold."""
    return ledger.capture(hold=hold, points=points, cause=because(key, at=at), at=at)
