"""A receipt while it is being typed: texts as they stand in the form, and what is wrong."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import chain
from typing import Literal, Self
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from plushka.domain.members.locator import Locator
from plushka.domain.sales.asked import MAX_LINES, AskedLine, AskedSale
from plushka.lib.ids import new_id
from plushka.web.ui.amounts import read_hundredths, read_thousandths

MAX_ROWS = 100
"""Lines a person types; the API takes more."""

NOBODY = UUID(int=0)
"""An id that no member has."""

LONGEST_TEXT = 200
LONGEST_RECEIPT = 100
COLUMNS = ("name", "category", "quantity", "price", "discount")
ALL_WORDS = frozenset({"all", "max", "все", "всё", "усе"})


type Reader = Callable[[str], int]
"""Reads a number, or raises ``ValueError``."""


@dataclass(slots=True)
class Row:
    """One line of the receipt."""

    name: str = ""
    category: str = ""
    quantity: str = ""
    price: str = ""
    discount: str = ""
    is_new: bool = False
    errors: dict[str, str] = field(default_factory=dict)

    def asked(self) -> AskedLine | None:
        """Read the row; None where something is wrong, which ``errors`` then says."""
        price = self._read("price", read_hundredths)
        quantity = self._read("quantity", read_thousandths)
        discount = self._read("discount", read_hundredths)
        if price is None and "price" not in self.errors:
            self.errors["price"] = _("Type the price of one piece.")
        if self.errors or price is None:
            return None
        return AskedLine(
            price=price,
            quantity=quantity,
            discount=discount,
            name=self.name or None,
            category=self.category or None,
        )

    def _read(self, name: Literal["price", "quantity", "discount"], read: Reader) -> int | None:
        text = getattr(self, name)
        if not text:
            return None
        try:
            return read(text)
        except ValueError:
            self.errors[name] = _("“%(text)s” is no number. Type it like 12.50.") % {"text": text}
            return None


@dataclass(slots=True)
class Draft:
    """The whole form. ``member`` is None for a sale without one."""

    receipt: str
    member: UUID | None = None
    key: str = field(default_factory=lambda: str(new_id()))
    is_itemised: bool = False
    total: str = ""
    rows: list[Row] = field(default_factory=list)
    redeem: str = ""
    confirmation: str = ""
    voucher: str = ""
    sent_to: str = ""
    #: The field to type into next.
    focus: str = "total"
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def posted(cls, sent: QueryDict) -> Self:
        """Take the form as it was sent."""
        columns = (map(_clean, sent.getlist(name)) for name in COLUMNS)
        rows = [
            Row(name=name, category=category, quantity=quantity, price=price, discount=discount)
            for name, category, quantity, price, discount in zip(*columns, strict=False)
        ]
        return cls(
            receipt=sent.get("receipt", "").strip(),
            member=member_of(sent.get("member", "")),
            key=_clean(sent.get("key", "")) or str(new_id()),
            is_itemised=bool(sent.get("itemised")),
            total=_clean(sent.get("total", "")),
            rows=rows[:MAX_ROWS],
            redeem=_clean(sent.get("redeem", "")),
            confirmation=_clean(sent.get("confirmation", "")),
            voucher=_clean(sent.get("voucher", "")),
            focus="",
        )

    @property
    def is_empty(self) -> bool:
        """Nothing to pay for has been typed yet."""
        return not self.total and not any(row.price for row in self.rows)

    @property
    def first_error(self) -> str:
        """What is wrong, as far as ``asked`` has found; nothing where all is well."""
        rows = (error for row in self.rows for error in row.errors.values())
        return next(chain(self.errors.values(), rows), "")

    def asked(
        self, *, outlet: str, staff: str, needs_receipt: bool, at: dt.datetime | None = None
    ) -> AskedSale | None:
        """Read the form; None where something is wrong, which ``errors`` then says.

        ``at`` is when it was rung up, where that is not now.
        """
        self._check_receipt(needs_receipt=needs_receipt)
        total = None if self.is_itemised else self._total()
        lines = self._lines() if self.is_itemised else None
        redeem = self._redeem() if self.member else None
        if self.errors or any(row.errors for row in self.rows):
            return None
        return AskedSale(
            outlet=outlet,
            receipt=self.receipt or None,
            member=Locator("ID", str(self.member)) if self.member else None,
            at=at,
            staff=staff,
            lines=lines,
            total=total,
            redeem=redeem,
            confirmation=self.confirmation or None,
            voucher=self.voucher or None,
        )

    def _check_receipt(self, *, needs_receipt: bool) -> None:
        if needs_receipt and not self.receipt:
            self.errors["receipt"] = _("Type the number that stands on the receipt.")
        elif len(self.receipt) > LONGEST_RECEIPT or not self.receipt.isprintable():
            self.errors["receipt"] = _("A receipt number has at most 100 plain characters.")

    def _total(self) -> int | None:
        try:
            return read_hundredths(self.total)
        except ValueError:
            self.errors["total"] = _("Type what the receipt comes to, like 1234.50.")
            return None

    def _lines(self) -> tuple[AskedLine, ...]:
        typed = [row for row in self.rows if row.price or row.name or row.quantity or row.discount]
        if not typed:
            self.errors["lines"] = _("Type at least one line with its price.")
        lines = [row.asked() for row in typed[:MAX_LINES]]
        return tuple(line for line in lines if line is not None)

    def _redeem(self) -> int | Literal["max"] | None:
        if not self.redeem:
            return None
        if self.redeem.lower() in ALL_WORDS:
            return "max"
        try:
            return read_hundredths(self.redeem)
        except ValueError:
            self.errors["redeem"] = _("Type how many points, like 150, or “all”.")
            return None


def member_of(text: str) -> UUID | None:
    """Read the hidden field; what is no id is nobody's, not nobody."""
    try:
        return UUID(text) if text else None
    except ValueError:
        return NOBODY


def _clean(text: str) -> str:
    return "".join(character for character in text if character.isprintable()).strip()[
        :LONGEST_TEXT
    ]
