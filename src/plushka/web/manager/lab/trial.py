"""The form of a trial: what is bought, by whom, when, and by what it is decided."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Self
from zoneinfo import ZoneInfo

from django.http import QueryDict
from msgspec import structs

from plushka.domain.members.locator import read_typed
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.sales.asked import AskedSale
from plushka.domain.sales.told import ToldSale
from plushka.domain.tenants.queries import Place
from plushka.domain.workbench.states import MemberState
from plushka.domain.workbench.trials import Source, Trial, try_at
from plushka.lib.days import local_day
from plushka.lib.refusal import BadField, Refusal
from plushka.web.manager.refusals import trial_sentence
from plushka.web.manager.worked import LONGEST_TEXT, Worked
from plushka.web.ui.amounts import read_hundredths

NOBODY = "nobody"
"""In the place of a tier: a sale without a member."""

_LONGEST_NUMBER = 9
_AHEAD = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Grant:
    """Points that come together, from when on, and the last local day; None is for ever."""

    points: int
    available_at: dt.datetime
    last_day: dt.date | None
    is_gift: bool


@dataclass(slots=True)
class TrialForm:
    """The form as it stands, and what it comes to: an answer, or why there is none.

    A ``member`` that was typed goes before the ``tier`` of one who is made up.
    """

    worked: Worked
    source: str
    moment: str
    outlet: str
    member: str
    tier: str
    points: str
    trial: Trial | None = None
    refused: str = ""
    grants: list[Grant] = field(default_factory=list)

    @classmethod
    def sent(
        cls, sent: QueryDict, programme: Compiled, outlets: Sequence[str], *, at: dt.datetime
    ) -> Self:
        """Take the form as it was sent; an example in a week's time where none was."""
        tier = sent.get("tier", "")
        known = tier if tier in programme.of_tiers or tier == NOBODY else ""
        outlet = sent.get("outlet", "")
        return cls(
            worked=Worked.typed(sent, known or programme.base_tier.code),
            source=sent.get("source", "in_force")[:LONGEST_TEXT],
            moment=sent.get("moment", f"{at + _AHEAD:%Y-%m-%d}T12:00")[:LONGEST_TEXT],
            outlet=outlet if outlet in outlets else outlets[0],
            member=sent.get("member", "").strip()[:LONGEST_TEXT],
            tier=known or programme.base_tier.code,
            points=sent.get("points", "100").strip()[:LONGEST_TEXT],
        )

    def try_out(self, *, place: Place, at: dt.datetime) -> Self:
        """Fill in what it comes to; nothing is written."""
        receipt = self.worked.asked()
        if receipt is None:
            self.refused = " ".join(self.worked.errors)
            return self
        try:
            self.trial = try_at(
                receipt=self._placed(receipt, place),
                member=None if self.member or self.tier == NOBODY else self._made_up(),
                source=self._source(),
                place=place,
                at=at,
            )
        except Refusal as refusal:
            self.refused = trial_sentence(refusal)
            return self
        self.grants = list(_grants(self.trial.told, place.zone))
        return self

    def _placed(self, receipt: AskedSale, place: Place) -> AskedSale:
        try:
            moment = dt.datetime.fromisoformat(self.moment) if self.moment else None
        except ValueError:
            raise BadField("receipt.at", "this is no moment") from None
        return structs.replace(
            receipt,
            outlet=self.outlet,
            at=moment and moment.replace(tzinfo=moment.tzinfo or ZoneInfo(place.zone)),
            member=read_typed(self.member, region=place.region, path="member")
            if self.member
            else None,
        )

    def _made_up(self) -> MemberState:
        try:
            spendable = read_hundredths(self.points) if self.points else 0
        except ValueError:
            raise BadField("points", "this is no number") from None
        return structs.replace(self.worked.buyer(), tier=self.tier, spendable=spendable, gift=0)

    def _source(self) -> Source:
        if self.source == "draft":
            return "draft"
        is_number = self.source.isascii() and self.source.isdigit()
        if is_number and len(self.source) <= _LONGEST_NUMBER:
            return int(self.source)
        return "in_force"


def _grants(told: ToldSale, zone: str) -> Iterator[Grant]:
    """Give the accrual, then the gifts with terms of their own."""
    if told.accrued and told.available_at is not None:
        last = _last_day(told.expires_at, zone)
        yield Grant(told.accrued, told.available_at, last, is_gift=False)
    for gift in told.gifts:
        last = _last_day(gift.expires_at, zone)
        yield Grant(gift.points, gift.available_at, last, is_gift=True)


def _last_day(ends: dt.datetime | None, zone: str) -> dt.date | None:
    return None if ends is None else local_day(ends - dt.timedelta.resolution, zone)
