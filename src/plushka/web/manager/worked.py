"""A worked receipt: what a made-up purchase would come to on a version of the programme."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal, Self

from django.http import QueryDict
from django.utils.translation import gettext as _

from plushka.domain.programmes.compiled import Compiled
from plushka.domain.sales.asked import AskedLine, AskedSale
from plushka.domain.workbench.states import MemberState
from plushka.domain.workbench.trying import PLENTY, Buying, Tried, try_receipt
from plushka.lib.days import local_day
from plushka.lib.refusal import Refusal
from plushka.web.ui.amounts import read_hundredths
from plushka.web.ui.refusals import sentence

ROWS = 3
LONGEST_TEXT = 200
MOST_DAYS = 36_500
ALL_WORDS = frozenset({"all", "max", "все", "всё", "усе"})


@dataclass(frozen=True, slots=True)
class Row:
    """One line as it stands in the form; the number is for its labels."""

    number: int
    category: str
    price: str


@dataclass(slots=True)
class Worked:
    """The form as it stands, and what it comes to: numbers, or why there are none."""

    tier: str
    rows: list[Row]
    redeem: str = ""
    days: str = ""
    tried: Tried | None = None
    #: The last local day on which what was earned can be spent; None is for ever.
    last_day: dt.date | None = None
    refused: str = ""
    errors: list[str] = field(default_factory=list)

    @classmethod
    def sent(cls, sent: QueryDict, programme: Compiled) -> Self:
        """Take the form as it was sent; an example to begin with where none was."""
        tier = sent.get("tier", "")
        known = tier if tier in programme.of_tiers else programme.base_tier.code
        return cls.typed(sent, known)

    @classmethod
    def typed(cls, sent: QueryDict, tier: str) -> Self:
        """Take what was typed, for a tier."""
        prices = [text.strip()[:LONGEST_TEXT] for text in sent.getlist("price")] or ["1000"]
        categories = [text.strip()[:LONGEST_TEXT] for text in sent.getlist("category")]
        prices += [""] * (ROWS - len(prices))
        categories += [""] * (ROWS - len(categories))
        return cls(
            tier=tier,
            rows=[Row(place + 1, categories[place], prices[place]) for place in range(ROWS)],
            redeem=sent.get("redeem", "").strip()[:LONGEST_TEXT],
            days=sent.get("days", "").strip()[:LONGEST_TEXT],
        )

    def work_out(self, programme: Compiled, *, at: dt.datetime, zone: str) -> Self:
        """Fill in what it comes to."""
        lines = self._lines()
        redeem, days = self._redeem(), self._days()
        if self.errors or not lines:
            self.refused = " ".join(self.errors)
            return self
        try:
            self.tried = try_receipt(
                programme=programme,
                sale=AskedSale(outlet="", lines=lines, redeem=redeem),
                buying=Buying(self.tier, days),
                at=at,
                zone=zone,
            )
        except Refusal as refusal:
            self.refused = sentence(refusal)
            return self
        terms = self.tried.terms
        if terms is not None and terms.expires_at is not None:
            self.last_day = local_day(terms.expires_at - dt.timedelta.resolution, zone)
        return self

    def asked(self) -> AskedSale | None:
        """Give the receipt as it was typed; None where it cannot be read."""
        lines, redeem = self._lines(), self._redeem()
        if self.errors or not lines:
            return None
        return AskedSale(outlet="", lines=lines, redeem=redeem)

    def buyer(self) -> MemberState:
        """Give who would buy: with as many points of either kind as one likes."""
        return MemberState(
            tier=self.tier, days_since=self._days(), spendable=2 * PLENTY, gift=PLENTY
        )

    def _lines(self) -> tuple[AskedLine, ...]:
        return tuple(
            AskedLine(price=price, category=row.category or None)
            for row in self.rows
            if row.price and (price := self._amount(row.price)) is not None
        )

    def _redeem(self) -> int | Literal["max"] | None:
        if self.redeem.lower() in ALL_WORDS:
            return "max"
        return self._amount(self.redeem) if self.redeem else None

    def _days(self) -> int | None:
        if not self.days:
            return None
        if self.days.isdecimal() and self.days.isascii() and int(self.days) <= MOST_DAYS:
            return int(self.days)
        self.errors.append(_("Type whole days since the last purchase, or leave them out."))
        return None

    def _amount(self, text: str) -> int | None:
        try:
            return read_hundredths(text)
        except ValueError:
            self.errors.append(_("“%(text)s” is no number. Type it like 12.50.") % {"text": text})
            return None
