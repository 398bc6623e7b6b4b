"""What happened, as the database remembers it: the rows that a replay goes through.

Structs without garbage collection: a year makes hundreds of thousands of them. Each begins with
its id, and ids go with the order in which things were decided. Kopecks, hundredths of points.
"""

import datetime as dt
from typing import Literal
from uuid import UUID

from msgspec import Struct

from plushka.domain.ledger.terms import EntryKind, LotKind
from plushka.domain.sales.asked import AskedLine

SHARE = ":referral"
"""How the key of a referrer's part ends."""


class OldLine(AskedLine, frozen=True, kw_only=True, array_like=True, gc=False):
    """A line of an old receipt, read from an array in the order of its fields."""


class Sold(Struct, frozen=True, gc=False):
    """A sale as it was recorded. ``lines`` is JSON, an array for each line.

    ``is_kept`` says that some of it came back, or that it was claimed, whenever that was.
    """

    id: UUID
    outlet: UUID
    at: dt.datetime
    received_at: dt.datetime
    member: UUID | None
    account: UUID | None
    referrer: UUID | None
    referrer_account: UUID | None
    version: UUID
    tier: str
    tier_after: str | None
    is_itemised: bool
    redeemed: int
    accrued: int
    discount: int
    staff: str
    is_kept: bool
    lines: str
    #: JSON of what a voucher took off each line, in kopecks.
    voucher: str | None = None


class Returned(Struct, frozen=True, gc=False):
    """A return as it was recorded. ``lines`` is JSON: number and quantity of each.

    One without a receipt has no sale and no lines, but a member and a sum (T41).
    """

    id: UUID
    sale: UUID | None
    at: dt.datetime
    received_at: dt.datetime
    is_itemised: bool
    points_back: int
    reversed: int
    lines: str | None
    member: UUID | None
    account: UUID | None
    money_back: int


class Claimed(Struct, frozen=True, gc=False):
    """A receipt that got a member afterwards (T42); ``sold_at`` is its own moment."""

    id: UUID
    sale: UUID
    member: UUID
    account: UUID
    referrer: UUID | None
    referrer_account: UUID | None
    at: dt.datetime
    sold_at: dt.datetime
    outlet: UUID
    staff: str
    is_itemised: bool


class Moved(Struct, frozen=True, gc=False):
    """An entry that no sale and no return made; the terms are those of its lot, if it made one.

    ``owed`` says whether it took more than was there; ``ending`` and ``until`` which term it made
    longer, and how long. Of a code, ``worth`` is what it gave in points of its programme, and
    ``referrer`` who brought its owner.
    """

    id: UUID
    account: UUID
    member: UUID
    kind: EntryKind
    points: int
    at: dt.datetime
    posted_at: dt.datetime
    source: str
    key: str
    undoes: UUID | None
    lot_kind: LotKind | None
    available_at: dt.datetime | None
    expires_at: dt.datetime | None
    owed: bool
    conversion: int
    ending: dt.datetime | None = None
    until: dt.datetime | None = None
    worth: int | None = None
    referrer: UUID | None = None
    referrer_account: UUID | None = None

    @property
    def is_code(self) -> bool:
        """Whether a code gave it to who activated it."""
        return self.source == "ACTIVATION" and not self.key.endswith(SHARE)

    @property
    def is_share(self) -> bool:
        """Whether it is a referrer's part of a friend's code (U25)."""
        return self.source == "ACTIVATION" and self.key.endswith(SHARE)


class Held(Struct, frozen=True, gc=False):
    """Points set aside; ``closed_at`` is None while they still are."""

    id: UUID
    account: UUID
    member: UUID
    points: int
    held_at: dt.datetime
    until: dt.datetime
    closed_at: dt.datetime | None
    entry: UUID | None
    conversion: int


type ToldKind = Literal["tier_moved", "tier_held", "tier_given", "effect_undone", "member_erased"]


class Told(Struct, frozen=True, gc=False):
    """What befell a member beside the ledger: a tier that moved or was held, an erasure.

    ``data`` is JSON.
    """

    id: UUID
    kind: ToldKind
    member: UUID
    account: UUID
    at: dt.datetime
    data: str


class Counted(Struct, frozen=True, gc=False):
    """What a campaign gave otherwise than in a sale, or what budgets got back of it.

    ``counted`` is JSON: the campaign, and what was counted by the key of each counter.
    """

    id: UUID
    counted: str
    is_back: bool


type Happened = Sold | Returned | Claimed | Moved | Held | Told | Counted
