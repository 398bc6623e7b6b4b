"""A sale and a return as tills read them, in the order of the documented fields."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, Literal
from uuid import UUID

import msgspec

from plushka.domain.sales.told import ToldExchange, ToldLine, ToldReturn, ToldSale
from plushka.lib.money import show
from plushka.web.api.schemas.reasons import ReasonOut, reasons
from plushka.web.api.schemas.told import BalanceOut, Decimal, TierOut, local, local_or_none


class AccrualOut(msgspec.Struct, frozen=True):
    """Since when the points may be spent, and until when; null is for ever."""

    available_at: dt.datetime
    expires_at: dt.datetime | None


class GiftOut(msgspec.Struct, frozen=True):
    """Points of a promise that have a term of their own, beside `accrued`."""

    points: Decimal
    available_at: dt.datetime
    expires_at: dt.datetime | None


class LineOut(msgspec.Struct, frozen=True):
    """One line's part of every number."""

    line: int
    total: Decimal
    discount: Decimal
    redeemed: Decimal
    to_pay: Decimal
    accrued: Decimal


class SaleOut(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a sale comes to.

    `total` − `discount` − `redeemed` = `to_pay`, in the sale and in each line.
    `accrual` is null where nothing is accrued; `balance` and `tier` are those
    after the sale, null without a member. `gifts` stands there only where
    promises gave points with a term of their own.
    """

    id: UUID | None
    receipt: str | None
    status: Literal["recorded", "quoted"]
    total: Decimal
    discount: Decimal
    redeemed: Decimal
    max_redeem: Decimal
    to_pay: Decimal
    accrued: Decimal
    accrual: AccrualOut | None
    lines: list[LineOut]
    balance: BalanceOut | None
    tier: TierOut | None
    tier_changed: bool
    explanation: list[ReasonOut]
    gifts: list[GiftOut] = msgspec.field(default_factory=list)

    @classmethod
    def of(cls, told: ToldSale, *, zone: str, language: str) -> "SaleOut":
        """Write a sale as it was told."""
        return cls(*_values(told, zone, language))


class ReturnOut(msgspec.Struct, frozen=True):
    """What a return gives back, in money and in points, and what it takes."""

    id: UUID
    money_back: Decimal
    points_back: Decimal
    points_expired: Decimal
    accrual_reversed: Decimal
    balance: BalanceOut | None
    tier: TierOut | None

    @classmethod
    def of(cls, told: ToldReturn, *, language: str) -> "ReturnOut":
        """Write a return as it was told."""
        return cls(*_given_back(told, language))


class ExchangeOut(msgspec.Struct, frozen=True):
    """Both halves of an exchange, each as it would be answered alone.

    `to_pay` is what the customer pays on top, `money_back` what they get back;
    one of them is zero.
    """

    return_: ReturnOut = msgspec.field(name="return")
    sale: SaleOut
    to_pay: Decimal
    money_back: Decimal

    @classmethod
    def of(cls, told: ToldExchange, *, zone: str, language: str) -> "ExchangeOut":
        """Write an exchange as it was told."""
        return cls(
            ReturnOut.of(told.return_, language=language),
            SaleOut.of(told.sale, zone=zone, language=language),
            show(max(0, told.difference)),
            show(max(0, -told.difference)),
        )


class PastReturnOut(msgspec.Struct, frozen=True):
    """A return of a sale that is read."""

    id: UUID
    receipt: str
    at: dt.datetime
    money_back: Decimal
    points_back: Decimal
    points_expired: Decimal
    accrual_reversed: Decimal
    balance: BalanceOut | None
    tier: TierOut | None

    @classmethod
    def of(cls, told: ToldReturn, *, zone: str, language: str) -> "PastReturnOut":
        """Write a return as it was told."""
        return_id, *rest = _given_back(told, language)
        return cls(return_id, told.receipt, local(told.at, zone), *rest)


class PastSaleOut(msgspec.Struct, frozen=True, omit_defaults=True):
    """A sale as it was answered, with the returns that followed."""

    id: UUID | None
    receipt: str | None
    status: Literal["recorded", "quoted"]
    total: Decimal
    discount: Decimal
    redeemed: Decimal
    max_redeem: Decimal
    to_pay: Decimal
    accrued: Decimal
    accrual: AccrualOut | None
    lines: list[LineOut]
    balance: BalanceOut | None
    tier: TierOut | None
    tier_changed: bool
    explanation: list[ReasonOut]
    returns: list[PastReturnOut]
    gifts: list[GiftOut] = msgspec.field(default_factory=list)

    @classmethod
    def of(
        cls, told: ToldSale, returns: Iterable[ToldReturn], *, zone: str, language: str
    ) -> "PastSaleOut":
        """Write a sale and its returns as they were told."""
        past = [PastReturnOut.of(one, zone=zone, language=language) for one in returns]
        *values, gifts = _values(told, zone, language)
        return cls(*[*values, past, gifts])


def _values(told: ToldSale, zone: str, language: str) -> Any:
    return (
        told.id,
        told.receipt,
        told.status,
        show(told.total),
        show(told.discount),
        show(told.redeemed),
        show(told.max_redeem),
        show(told.to_pay),
        show(told.accrued),
        _accrual(told, zone),
        [_line(line) for line in told.lines],
        told.balance and BalanceOut.of(told.balance),
        _tier(told, language),
        told.tier_changed,
        reasons(told.explanation, language),
        [
            GiftOut(
                show(one.points),
                local(one.available_at, zone),
                local_or_none(one.expires_at, zone),
            )
            for one in told.gifts
        ],
    )


def _given_back(told: ToldReturn, language: str) -> Any:
    return (
        told.id,
        show(told.money_back),
        show(told.points_back),
        show(told.points_expired),
        show(told.accrual_reversed),
        told.balance and BalanceOut.of(told.balance),
        _tier(told, language),
    )


def _accrual(told: ToldSale, zone: str) -> AccrualOut | None:
    if told.available_at is None or not told.accrued:
        return None
    return AccrualOut(local(told.available_at, zone), local_or_none(told.expires_at, zone))


def _line(line: ToldLine) -> LineOut:
    return LineOut(
        line.line,
        show(line.total),
        show(line.discount),
        show(line.redeemed),
        show(line.to_pay),
        show(line.accrued),
    )


def _tier(told: ToldSale | ToldReturn, language: str) -> TierOut | None:
    if told.tier is None:
        return None
    name = told.tier_name
    return TierOut(told.tier, told.tier if name is None else name.said_in(language))


class SalesOut(msgspec.Struct, frozen=True):
    """Sales that were found."""

    items: list[PastSaleOut]
    next: str | None


class BatchOut(msgspec.Struct, frozen=True):
    """One result a sale, in order.

    A result is the sale's answer with the HTTP status it would have had alone
    as its `status`, 201 or 200 for a repeat; or the problem it was refused with.
    """

    results: list[dict[str, Any]]
