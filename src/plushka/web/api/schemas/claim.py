"""Receipts that are claimed afterwards, and the lists of them (T42)."""

import datetime as dt
from uuid import UUID

import msgspec
from msgspec import Raw

from plushka.domain.sales.asked import AskedClaim
from plushka.domain.sales.claims import CashierClaims, Claimed
from plushka.lib.money import show
from plushka.web.api.reading.texts import Name, Receipt, Text
from plushka.web.api.reading.values import AMOUNT, LIMIT, Amount, Limit
from plushka.web.api.schemas.member import MemberRef
from plushka.web.api.schemas.told import Decimal, local

_NOTHING = Raw()
_PAGE = 50


class ClaimIn(msgspec.Struct, forbid_unknown_fields=True):
    """A receipt that a member says is theirs; its sum proves that they have seen it."""

    member: MemberRef
    outlet: Name
    receipt: Receipt
    total: Amount

    def asked(self, region: str) -> AskedClaim:
        """Put it in the domain's words."""
        return AskedClaim(
            member=self.member.asked(region),
            outlet=self.outlet,
            receipt=self.receipt,
            total=AMOUNT.of(self.total),
        )


class ClaimsQuery(msgspec.Struct, forbid_unknown_fields=True):
    """Which claims: of a member, an outlet, or receipts that a cashier sold."""

    member: UUID | None = None
    outlet: Name | None = None
    staff: Text | None = None
    limit: Limit = _NOTHING
    after: UUID | None = None

    def asked(self, _region: str) -> "AskedClaims":
        """Give it with what was left out filled in."""
        most = LIMIT.given(self.limit) or _PAGE
        return AskedClaims(self.member, self.outlet, self.staff, most, self.after)


class AskedClaims(msgspec.Struct, frozen=True):
    """Which claims, at most so many."""

    member: UUID | None
    outlet: str | None
    staff: str | None
    limit: int
    after: UUID | None


class CashiersQuery(msgspec.Struct, forbid_unknown_fields=True):
    """Since which local day, else for 30 days; in which outlet, else in all."""

    since: dt.date | None = None
    outlet: Name | None = None
    limit: Limit = _NOTHING

    def asked(self, _region: str) -> "AskedCashiers":
        """Give it with what was left out filled in."""
        return AskedCashiers(self.since, self.outlet, LIMIT.given(self.limit) or _PAGE)


class AskedCashiers(msgspec.Struct, frozen=True):
    """Which cashiers, at most so many."""

    since: dt.date | None
    outlet: str | None
    limit: int


class ClaimOut(msgspec.Struct, frozen=True):
    """A claim: `staff` sold the receipt, `actor` claimed it for the member."""

    id: UUID
    at: dt.datetime
    actor: str
    member: UUID
    sale: UUID
    receipt: str
    outlet: str
    staff: str
    sold_at: dt.datetime
    total: Decimal
    accrued: Decimal

    @classmethod
    def of(cls, claimed: Claimed, *, zone: str) -> "ClaimOut":
        """Write a claim."""
        return cls(
            claimed.id,
            local(claimed.at, zone),
            claimed.actor,
            claimed.member,
            claimed.sale,
            claimed.receipt,
            claimed.outlet,
            claimed.staff,
            local(claimed.sold_at, zone),
            show(claimed.total),
            show(claimed.accrued),
        )


class ClaimsOut(msgspec.Struct, frozen=True):
    """Claims, newest first."""

    items: list[ClaimOut]
    next: str | None


class CashierClaimsOut(msgspec.Struct, frozen=True):
    """Claims of what one cashier sold; `of_one_member` of them are of the member with the most."""

    outlet: str
    staff: str
    claims: int
    members: int
    of_one_member: int
    percent_of_one_member: int
    total: Decimal
    accrued: Decimal

    @classmethod
    def of(cls, found: CashierClaims) -> "CashierClaimsOut":
        """Write what a cashier's claims come to."""
        return cls(
            found.outlet,
            found.staff,
            found.n_claims,
            found.n_members,
            found.n_of_one_member,
            found.percent,
            show(found.total),
            show(found.accrued),
        )


class CashiersOut(msgspec.Struct, frozen=True):
    """Cashiers, those with the most claims first."""

    items: list[CashierClaimsOut]
