"""A member as others see them, and the movements of their points."""

import datetime as dt
from collections.abc import Sequence
from typing import Literal
from uuid import UUID

import msgspec
from msgspec import Raw

from plushka.domain.ledger.lots import Lot
from plushka.domain.ledger.queries import Expiring
from plushka.domain.ledger.terms import Entry
from plushka.lib.money import show
from plushka.web.api.reading.values import LIMIT, Limit
from plushka.web.api.schemas.reasons import ReasonOut, reasons
from plushka.web.api.schemas.told import BalanceOut, Decimal, TierOut, local, local_or_none

_NOTHING = Raw()
_PAGE = 50


class ExpiringOut(msgspec.Struct, frozen=True):
    """Points that end next, and the last day they can be spent on."""

    points: Decimal
    on: dt.date

    @classmethod
    def of(cls, expiring: Expiring) -> "ExpiringOut":
        """Write them."""
        return cls(show(expiring.points), expiring.on)


class NextTierOut(msgspec.Struct, frozen=True):
    """The next tier, and the least sum of purchases that reaches it."""

    code: str
    missing: Decimal


class MemberOut(msgspec.Struct, frozen=True):
    """A member of the programme.

    `second_proof` is told, and true, where the phone was silent for so long that it may be
    another's: then `card` and what is on the account are hidden from keys without the scope
    `trusted`, and nothing is spent, until the card or the birth date proves them.
    """

    id: UUID
    phone: str | None
    card: str | None
    name: str | None
    tier: TierOut
    balance: BalanceOut
    expiring: ExpiringOut | None
    next_tier: NextTierOut | None
    second_proof: bool | msgspec.UnsetType = msgspec.UNSET


class ErasedOut(msgspec.Struct, frozen=True):
    """A member who was erased."""

    id: UUID
    status: Literal["erased"]


class LotOut(msgspec.Struct, frozen=True):
    """Points granted together; `expires_at` null is for ever."""

    id: UUID
    kind: Literal["purchase", "gift", "referral", "code", "manual"]
    granted: Decimal
    remaining: Decimal
    available_at: dt.datetime
    expires_at: dt.datetime | None

    @classmethod
    def of(cls, lot: Lot, *, zone: str) -> "LotOut":
        """Write a lot."""
        return cls(
            lot.id,
            lot.kind.lower(),  # type: ignore[arg-type]
            show(lot.granted),
            show(lot.remaining),
            local(lot.available_at, zone),
            local_or_none(lot.expires_at, zone),
        )


class EntryOut(msgspec.Struct, frozen=True):
    """One change of the points; `points` are signed.

    `merged_from` is told of what happened on the account of a member who was merged into this
    one: their id. `balance_after` is then what that account came to. An `extension` moves no
    points: those of some lots last longer than they were given for.
    """

    id: UUID
    kind: Literal[
        "accrual",
        "redemption",
        "reversal",
        "return",
        "expiry",
        "adjustment",
        "conversion",
        "merge",
        "extension",
    ]
    points: Decimal
    balance_after: Decimal
    at: dt.datetime
    key: str
    sale: UUID | None
    explanation: list[ReasonOut]
    merged_from: UUID | msgspec.UnsetType = msgspec.UNSET

    @classmethod
    def of(
        cls,
        entry: Entry,
        *,
        zone: str,
        language: str,
        sale: UUID | None,
        merged_from: UUID | None = None,
    ) -> "EntryOut":
        """Write an entry; ``sale`` is the one it belongs to."""
        return cls(
            entry.id,
            entry.kind.lower(),  # type: ignore[arg-type]
            show(entry.points),
            show(entry.balance_after),
            local(entry.cause.at, zone),
            entry.cause.key,
            sale,
            reasons(entry.cause.explanation, language),
            merged_from or msgspec.UNSET,
        )


class ExplanationOut(msgspec.Struct, frozen=True):
    """Why an entry is what it is, under which version of the programme, and who made it."""

    entry: EntryOut
    programme_version: UUID
    actor: str
    explanation: list[ReasonOut]


class LotsOut(msgspec.Struct, frozen=True):
    """Lots, soonest expiry first."""

    items: list[LotOut]
    next: str | None


class EntriesOut(msgspec.Struct, frozen=True):
    """Entries, newest first."""

    items: list[EntryOut]
    next: str | None


class EntriesQuery(msgspec.Struct, forbid_unknown_fields=True):
    """Which page of entries."""

    limit: Limit = _NOTHING
    after: UUID | None = None

    def asked(self, _region: str) -> "AskedPage[UUID]":
        """Give it with what was left out filled in."""
        return AskedPage(LIMIT.given(self.limit) or _PAGE, self.after)


class LotsQuery(msgspec.Struct, forbid_unknown_fields=True):
    """Which page of lots."""

    limit: Limit = _NOTHING
    after: UUID | None = None

    def asked(self, _region: str) -> "AskedPage[UUID]":
        """Give it with what was left out filled in."""
        return AskedPage(LIMIT.given(self.limit) or _PAGE, self.after)


class AskedPage[After](msgspec.Struct, frozen=True):
    """A page of at most ``limit`` items after the one named."""

    limit: int
    after: After | None


def page[Item](found: Sequence[Item], limit: int) -> tuple[Sequence[Item], Item | None]:
    """Cut a page from one item more than fits; give the last one where more follow."""
    shown = found[:limit]
    return shown, shown[-1] if len(found) > limit else None
