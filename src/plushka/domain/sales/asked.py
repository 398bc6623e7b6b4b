"""What a till asks: a sale or a return, parsed and checked, nothing filled in.

A value that was left out stays None, so that a repeat is compared by what was
sent (T6).
"""

import datetime as dt
from typing import Literal
from uuid import UUID

import msgspec

from plushka.domain.members.locator import Locator

MAX_LINES = 1000
"""Lines of one sale."""


class AskedLine(msgspec.Struct, frozen=True, kw_only=True):
    """One position of a receipt.

    ``quantity`` in thousandths, ``price`` of one piece and ``discount`` and
    ``cost`` of the whole line in kopecks.
    """

    price: int
    quantity: int | None = None
    discount: int | None = None
    cost: int | None = None
    sku: str | None = None
    name: str | None = None
    category: str | None = None
    supplier: str | None = None


class AskedSale(msgspec.Struct, frozen=True, kw_only=True):
    """A sale as it was sent; either ``lines`` or ``total`` (kopecks), never both.

    ``redeem`` is points in hundredths, ``"max"``, or None for nothing. ``voucher`` is its code.
    ``receipt`` may be missing in a quote only.
    """

    outlet: str
    receipt: str | None = None
    member: Locator | None = None
    at: dt.datetime | None = None
    staff: str | None = None
    lines: tuple[AskedLine, ...] | None = None
    total: int | None = None
    redeem: int | Literal["max"] | None = None
    confirmation: str | None = None
    voucher: str | None = None


class AskedReturnLine(msgspec.Struct, frozen=True, kw_only=True):
    """How many thousandths of which line came back; None is all that is left of it."""

    line: int
    quantity: int | None = None


class AskedReturn(msgspec.Struct, frozen=True, kw_only=True):
    """A return as it was sent: lines, a part of a sale without lines, or neither for the rest."""

    receipt: str
    lines: tuple[AskedReturnLine, ...] | None = None
    total: int | None = None
    outlet: str | None = None
    at: dt.datetime | None = None


class AskedClaim(msgspec.Struct, frozen=True, kw_only=True):
    """A receipt that a member says is theirs: who knows all three has seen it (T42)."""

    member: Locator
    outlet: str
    receipt: str
    total: int


class AskedUnreceipted(msgspec.Struct, frozen=True, kw_only=True):
    """Goods that a member brings back without their receipt, worth ``total`` kopecks (T41).

    ``receipt`` is the return's own; ``reason`` is what it was approved for.
    """

    member: Locator
    outlet: str
    receipt: str
    total: int
    reason: str
    at: dt.datetime | None = None


class AskedExchange(msgspec.Struct, frozen=True, kw_only=True):
    """What comes back of a sale, and what is taken for it (T41)."""

    return_: AskedReturn
    sale: AskedSale


class Asker(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks, and what they may.

    ``actor`` names them in the ledger without personal data: ``key:<id>``,
    ``staff:<id>``, ``system:import``. ``key_id`` is looked up again with the
    sale, so that a revoked key is refused at once. ``outlet_id`` binds them to one outlet.
    ``is_trusted`` redeems without a code; ``has_history`` records sales of
    any age.
    """

    actor: str
    key_id: UUID | None = None
    outlet_id: UUID | None = None
    is_trusted: bool = False
    has_history: bool = False
