"""What a till is told: the answer to a quote, a sale, a return.

Amounts are kopecks and hundredths of points; explanations are facts, put into
words by ``programmes.explain`` in the reader's language.
"""

import datetime as dt
from typing import Any
from uuid import UUID

import msgspec

from plushka.domain.programmes.document import Text


class ToldBalance(msgspec.Struct, frozen=True):
    """Points of a member, in hundredths (T2)."""

    spendable: int
    pending: int
    held: int
    debt: int


class ToldLine(msgspec.Struct, frozen=True):
    """One line of the answer."""

    line: int
    total: int
    discount: int
    redeemed: int
    to_pay: int
    accrued: int


class ToldGift(msgspec.Struct, frozen=True):
    """Points that a promise gave with a term of its own, beside the accrual."""

    points: int
    available_at: dt.datetime
    expires_at: dt.datetime | None


class ToldSale(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to a quote or a sale; ``tier`` is a code, the one after the sale.

    ``tier_name`` is in every language, None where the programme knows no such tier.
    """

    id: UUID | None
    receipt: str | None
    status: str
    total: int
    discount: int
    #: What points paid, in kopecks, and how many they were (E19).
    redeemed: int
    points: int
    max_redeem: int
    #: What the most of them would pay, in kopecks.
    max_paid: int
    to_pay: int
    accrued: int
    available_at: dt.datetime | None
    expires_at: dt.datetime | None
    lines: tuple[ToldLine, ...]
    balance: ToldBalance | None
    #: Nothing proves whose account it is: the balance is told as of an empty one (ADR 32).
    is_hidden: bool = False
    tier: str | None
    tier_name: Text | None
    tier_changed: bool
    #: Facts, each with ``rule``, ``base``, ``points``; ``programmes.explain`` says them in words.
    explanation: tuple[dict[str, Any], ...]
    gifts: tuple[ToldGift, ...] = ()
    member_id: UUID | None = None
    #: The same was asked before; this is the stored answer.
    is_repeat: bool = False


class ToldReturn(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to a return."""

    id: UUID
    receipt: str
    at: dt.datetime
    money_back: int
    points_back: int
    points_expired: int
    accrual_reversed: int
    balance: ToldBalance | None
    is_hidden: bool = False
    tier: str | None
    tier_name: Text | None
    is_repeat: bool = False


class ToldExchange(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to an exchange: that to the return, and that to the sale (T41)."""

    return_: ToldReturn
    sale: ToldSale

    @property
    def difference(self) -> int:
        """Kopecks that the customer still pays; below zero, that they get."""
        return self.sale.to_pay - self.return_.money_back

    @property
    def is_repeat(self) -> bool:
        """Both were recorded before."""
        return self.return_.is_repeat and self.sale.is_repeat
