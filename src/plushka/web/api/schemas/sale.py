"""A sale and a return as tills write them."""

from typing import Annotated, ClassVar

import msgspec
from msgspec import Meta, Raw

from plushka.domain.sales.asked import (
    MAX_LINES,
    AskedExchange,
    AskedLine,
    AskedReturn,
    AskedReturnLine,
    AskedSale,
    AskedUnreceipted,
)
from plushka.web.api.reading.choice import Choice
from plushka.web.api.reading.nodes import LooseNode
from plushka.web.api.reading.shape import definition_of
from plushka.web.api.reading.texts import PLAIN, Moment, Name, Receipt, Text, moment_of
from plushka.web.api.reading.values import AMOUNT, QUANTITY, REDEEM, Amount, Quantity, Redeem
from plushka.web.api.schemas.member import MemberRef

_NOTHING = Raw()

type Confirmation = Annotated[
    str, Meta(min_length=1, max_length=20, pattern=PLAIN, examples=["1234"])
]


type Voucher = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=40,
        pattern=PLAIN,
        description="The code of a voucher, however it is spaced.",
        examples=["BCDE-2345-XYZ7-9"],
    ),
]


class LineIn(msgspec.Struct, forbid_unknown_fields=True):
    """One position of a receipt.

    `price` is of one piece; `discount` and `cost` are of the whole line.
    """

    price: Amount
    quantity: Quantity = _NOTHING
    discount: Amount = _NOTHING
    cost: Amount = _NOTHING
    sku: Text | None = None
    name: Text | None = None
    category: Text | None = None
    supplier: Text | None = None

    def asked(self) -> AskedLine:
        """Put it in the domain's words."""
        return AskedLine(
            price=AMOUNT.of(self.price),
            quantity=QUANTITY.given(self.quantity),
            discount=AMOUNT.given(self.discount),
            cost=AMOUNT.given(self.cost),
            sku=self.sku,
            name=self.name,
            category=self.category,
            supplier=self.supplier,
        )


class QuoteIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A sale to be calculated: either `lines` or `total`, never both."""

    CHOICES: ClassVar = (Choice(("lines", "total")),)

    member: MemberRef | None = None
    outlet: Name
    receipt: Receipt | None = None
    at: Moment | None = None
    staff: Text | None = None
    lines: Annotated[list[LineIn], Meta(min_length=1, max_length=MAX_LINES)] | None = None
    total: Amount = _NOTHING
    redeem: Redeem = _NOTHING
    confirmation: Confirmation | None = None
    voucher: Voucher | None = None

    def asked(self, region: str) -> AskedSale:
        """Put it in the domain's words."""
        total = AMOUNT.given(self.total)
        if (self.lines is None) is (total is None):
            raise ValueError("either lines or total")
        return AskedSale(
            outlet=self.outlet,
            receipt=self.receipt,
            member=None if self.member is None else self.member.asked(region),
            at=None if self.at is None else moment_of(self.at),
            staff=self.staff,
            lines=None if self.lines is None else tuple(line.asked() for line in self.lines),
            total=total,
            redeem=REDEEM.given(self.redeem),
            confirmation=self.confirmation,
            voucher=self.voucher,
        )


class SaleIn(QuoteIn, forbid_unknown_fields=True, kw_only=True):
    """A sale to be recorded: either `lines` or `total`, never both."""

    receipt: Receipt


type _UnreadSale = Annotated[Raw, Meta(extra={"node": LooseNode(definition_of(SaleIn))})]


class BatchIn(msgspec.Struct, forbid_unknown_fields=True):
    """Up to 1000 sales to be recorded in the order given; each stands alone."""

    sales: list[_UnreadSale]

    def asked(self, _region: str) -> list[bytes]:
        """Give the sales as they were sent; each is read on its own."""
        return [bytes(sale) for sale in self.sales]


class ReturnLineIn(msgspec.Struct, forbid_unknown_fields=True):
    """What came back of one line; all that is left of it where no quantity is given."""

    line: Annotated[int, Meta(ge=1, le=MAX_LINES)]
    quantity: Quantity = _NOTHING


class ReturnIn(msgspec.Struct, forbid_unknown_fields=True):
    """A return: of lines, or of a part of a sale without lines, or of all that is left."""

    CHOICES: ClassVar = (Choice(("lines", "total"), is_needed=False),)

    receipt: Receipt
    lines: Annotated[list[ReturnLineIn], Meta(min_length=1, max_length=MAX_LINES)] | None = None
    total: Amount = _NOTHING
    outlet: Name | None = None
    at: Moment | None = None

    def asked(self, _region: str) -> AskedReturn:
        """Put it in the domain's words."""
        total = AMOUNT.given(self.total)
        if self.lines is not None and total is not None:
            raise ValueError("either lines or total")
        lines = self.lines and tuple(
            AskedReturnLine(line=one.line, quantity=QUANTITY.given(one.quantity))
            for one in self.lines
        )
        return AskedReturn(
            receipt=self.receipt,
            lines=lines or None,
            total=total,
            outlet=self.outlet,
            at=None if self.at is None else moment_of(self.at),
        )


class ExchangeIn(msgspec.Struct, forbid_unknown_fields=True):
    """Goods for other goods: what comes back of a sale, and the sale that takes its place."""

    return_: ReturnIn = msgspec.field(name="return")
    sale: SaleIn

    def asked(self, region: str) -> AskedExchange:
        """Put it in the domain's words."""
        return AskedExchange(return_=self.return_.asked(region), sale=self.sale.asked(region))


class UnreceiptedIn(msgspec.Struct, forbid_unknown_fields=True):
    """Goods that a member brings back without their receipt; `receipt` is the return's own."""

    member: MemberRef
    outlet: Name
    receipt: Receipt
    total: Amount
    reason: Name
    at: Moment | None = None

    def asked(self, region: str) -> AskedUnreceipted:
        """Put it in the domain's words."""
        return AskedUnreceipted(
            member=self.member.asked(region),
            outlet=self.outlet,
            receipt=self.receipt,
            total=AMOUNT.of(self.total),
            reason=self.reason,
            at=None if self.at is None else moment_of(self.at),
        )


class SaleQuery(msgspec.Struct, forbid_unknown_fields=True):
    """Which receipt of which outlet."""

    outlet: Name
    receipt: Receipt

    def asked(self, _region: str) -> "SaleQuery":
        """Give it as it is."""
        return self
