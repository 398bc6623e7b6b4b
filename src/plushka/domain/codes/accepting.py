"""Whether a code is accepted at a moment: the state machine of a batch, and its limits. Pure."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from plushka.domain.codes.giving import Gives
from plushka.domain.codes.refusals import (
    ActivationLimitReached,
    CodeFinished,
    CodeNotActive,
    CodeRevoked,
)


@dataclass(frozen=True, slots=True)
class Terms:
    """What of a batch decides about its codes."""

    id: UUID
    number: int
    name: str
    prefix: str
    state: str
    valid_from: dt.datetime | None
    valid_until: dt.datetime | None
    most_per_member: int | None
    most_per_day: int | None
    gives: Gives


@dataclass(slots=True)
class Uses:
    """Codes of one batch that one member has activated, in all and on the local day."""

    n: int = 0
    n_on_day: int = 0


def check_batch(batch: Terms, *, at: dt.datetime) -> None:
    """Refuse a code of a batch that is not active at a moment; its times are half open."""
    if batch.state == "REVOKED":
        raise CodeRevoked
    if batch.state == "CLOSED":
        raise CodeFinished
    if batch.state != "ACTIVE":
        raise CodeNotActive
    if batch.valid_until is not None and at >= batch.valid_until:
        raise CodeFinished
    if batch.valid_from is not None and at < batch.valid_from:
        raise CodeNotActive(since=batch.valid_from)


def check_limits(batch: Terms, uses: Uses) -> None:
    """Refuse one code more than a member may activate."""
    if batch.most_per_member is not None and uses.n >= batch.most_per_member:
        raise ActivationLimitReached(most=batch.most_per_member, is_daily=False)
    if batch.most_per_day is not None and uses.n_on_day >= batch.most_per_day:
        raise ActivationLimitReached(most=batch.most_per_day, is_daily=True)
