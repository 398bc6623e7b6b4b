"""What a caller tells the book, and what the book tells back."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, Final, Literal
from uuid import UUID

type LotKind = Literal["PURCHASE", "GIFT", "REFERRAL", "CODE", "MANUAL"]
type PointsKind = Literal["purchase", "gift"]
"""The two kinds that members are told of (E26): points of purchases, and all others."""

type EntryKind = Literal[
    "ACCRUAL",
    "REDEMPTION",
    "REVERSAL",
    "RETURN",
    "EXPIRY",
    "ADJUSTMENT",
    "CONVERSION",
    "MERGE",
    "EXTENSION",
]

#: Who lets points expire when their time has passed.
EXPIRY_ACTOR = "system:expiry"

#: Who converts points when their value has changed.
CONVERSION_ACTOR = "system:conversion"


#: When points open that wait for somebody's word, and nobody has said how long at most.
UNTIL_TOLD = dt.datetime(9000, 1, 1, tzinfo=dt.UTC)


def points_kind(kind: LotKind) -> PointsKind:
    """Give which of the two kinds the points of a lot are."""
    return "purchase" if kind == "PURCHASE" else "gift"


@dataclass(frozen=True, slots=True)
class LotTerms:
    """Since when points may be spent, and until when; ``expires_at`` None is for ever."""

    kind: LotKind
    available_at: dt.datetime
    expires_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Cause:
    """Why an entry is written: every entry names its source, rule version and actor (I12).

    ``key`` makes a repeat harmless and is unique in the account. ``at`` is when
    it happened, in the trade's own time; when it reached us the book knows.
    ``source_id`` None means the entry is its own source. ``actor`` is
    ``key:<id>``, ``staff:<id>`` or ``system:<part>``. ``explanation`` holds
    facts a program can read, never a person's words (T29).
    """

    key: str
    source_kind: str
    source_id: UUID | None
    version: UUID
    actor: str
    at: dt.datetime
    explanation: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Balance:
    """What a member has: open now, opening later, set aside, and owed. In hundredths."""

    spendable: int
    pending: int
    held: int
    debt: int


NOTHING: Final = Balance(spendable=0, pending=0, held=0, debt=0)
"""The balance of an account with nothing on it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One change of one account, as it is written; ``points`` are signed.

    ``number`` counts the entries of the account from one, so a missing one
    shows. ``undoes`` is the entry a return or a reversal answers to. Its points
    are those of after ``conversion``, the number of the last one (T35).
    """

    id: UUID
    account: UUID
    number: int
    kind: EntryKind
    points: int
    balance_after: int
    posted_at: dt.datetime
    cause: Cause
    undoes: UUID | None = None
    conversion: int = 0


@dataclass(frozen=True, slots=True)
class LotUse:
    """How much of an entry a lot paid; negative where points went back into the lot.

    ``number`` counts the uses of the entry from one. ``used_at`` is the moment
    the lot was touched. For a debt paid later that is long after its entry.
    """

    entry: UUID
    number: int
    lot: UUID
    points: int
    used_at: dt.datetime


@dataclass(frozen=True, slots=True)
class GivenBack:
    """Points of a redemption that came back, and how many of them had expired meanwhile (T12).

    ``entry`` is None where all of them came into lots made instead of others (T33).
    """

    entry: Entry | None
    expired: int
