"""Is it the same that is asked again? Compared is what was sent, never what we filled in (T6).

The moment stands apart from the digest of the rest: one that was left out, the
first time or now, does not make a repeat differ.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

import msgspec

from plushka.domain.members.locator import Locator
from plushka.domain.repeats.queries import fingerprint
from plushka.domain.sales.asked import (
    AskedClaim,
    AskedExchange,
    AskedLine,
    AskedReturn,
    AskedSale,
    AskedUnreceipted,
)
from plushka.domain.vouchers import codes

SALE = "sale"
RETURN = "return"
EXCHANGE = "exchange"
CLAIM = "claim"
"""What repeats are remembered as."""


class _Bare(msgspec.Struct, frozen=True):
    """A sale without its voucher, as sales were kept before there were vouchers."""

    outlet: str
    receipt: str | None
    member: Locator | None
    at: dt.datetime | None
    staff: str | None
    lines: tuple[AskedLine, ...] | None
    total: int | None
    redeem: int | Literal["max"] | None
    confirmation: str | None


def print_of_sale(sale: AskedSale) -> bytes:
    """Give 32 bytes that are the same for the same sale, whenever it was."""
    return fingerprint(SALE, as_sent(sale, at=None))


def as_sent(sale: AskedSale, *, at: dt.datetime | None) -> object:
    """Give what a sale is compared by; ``at`` is its moment, where that counts.

    Without a voucher it is what it was before there were any: a repeat is one still.
    """
    bare = _Bare(
        sale.outlet,
        sale.receipt,
        sale.member,
        at,
        sale.staff,
        sale.lines,
        sale.total,
        sale.redeem,
        sale.confirmation,
    )
    return bare if sale.voucher is None else [bare, codes.as_sent(sale.voucher)]


def print_of_return(sale_id: UUID, asked: AskedReturn) -> bytes:
    """Give 32 bytes that are the same for the same return, whenever it was."""
    return fingerprint(RETURN, [str(sale_id), msgspec.structs.replace(asked, at=None)])


def print_of_claim(asked: AskedClaim) -> bytes:
    """Give 32 bytes that are the same for the same claim."""
    return fingerprint(CLAIM, asked)


def print_of_unreceipted(asked: AskedUnreceipted) -> bytes:
    """Give 32 bytes that are the same for the same return without a receipt, whenever it was."""
    return fingerprint(RETURN, ["", msgspec.structs.replace(asked, at=None)])


def print_of_exchange(sale_id: UUID, asked: AskedExchange) -> bytes:
    """Give 32 bytes that are the same for the same exchange, whenever it was."""
    halves = [print_of_return(sale_id, asked.return_).hex(), print_of_sale(asked.sale).hex()]
    return fingerprint(EXCHANGE, halves)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What is stored of a receipt: the digest of what was sent, when it was, when it came.

    Where no moment was sent, it is when the receipt came.
    """

    id: UUID
    print: bytes
    at: dt.datetime
    received_at: dt.datetime

    def is_same(self, print_: bytes, at: dt.datetime | None) -> bool:
        """Tell whether the same is asked; ``at`` is the moment that was sent, if any."""
        was_sent = self.at != self.received_at
        return self.print == print_ and (at is None or not was_sent or at == self.at)
