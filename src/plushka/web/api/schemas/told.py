"""What answers are made of: amounts, moments, balances, tiers."""

import datetime as dt
from functools import lru_cache
from typing import Annotated, Protocol
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Meta

from plushka.lib.money import show

type Decimal = Annotated[
    str,
    Meta(
        pattern=r"^-?[0-9]+\.[0-9]{2}$",
        examples=["146.98"],
        description="Money in the tenant's currency, or points.",
    ),
]

zone_of = lru_cache(ZoneInfo)


def local(moment: dt.datetime, zone: str) -> dt.datetime:
    """Give a moment with the offset the tenant's clocks have then."""
    return moment.astimezone(zone_of(zone))


def local_or_none(moment: dt.datetime | None, zone: str) -> dt.datetime | None:
    """The same for a moment that may be missing."""
    return None if moment is None else moment.astimezone(zone_of(zone))


class Amounts(Protocol):
    """What a balance is made from, in hundredths."""

    @property
    def spendable(self) -> int: ...
    @property
    def pending(self) -> int: ...
    @property
    def held(self) -> int: ...
    @property
    def debt(self) -> int: ...


class BalanceOut(msgspec.Struct, frozen=True):
    """Points of a member: open now, opening later, set aside, owed."""

    spendable: Decimal
    pending: Decimal
    held: Decimal
    debt: Decimal

    @classmethod
    def of(cls, balance: Amounts) -> "BalanceOut":
        """Write a balance."""
        return cls(
            show(balance.spendable), show(balance.pending), show(balance.held), show(balance.debt)
        )


class TierOut(msgspec.Struct, frozen=True):
    """A tier of the programme."""

    code: str
    name: str
