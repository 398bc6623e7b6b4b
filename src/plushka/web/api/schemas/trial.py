"""Trials as programs ask for them and read them."""

import datetime as dt

import msgspec
from msgspec import Raw

from plushka.domain.sales.asked import AskedSale
from plushka.domain.workbench.states import MemberState
from plushka.domain.workbench.trials import Source, Trial
from plushka.web.api.schemas.programme import NUMBER, Number
from plushka.web.api.schemas.sale import QuoteIn
from plushka.web.api.schemas.sold import SaleOut
from plushka.web.api.schemas.told import local
from plushka.web.api.schemas.worked import StateIn

_NOTHING = Raw()


class AskedTrial(msgspec.Struct, frozen=True):
    """A receipt with its moment, who would buy, and what decides."""

    receipt: AskedSale
    member: MemberState | None
    source: Source


class TrialIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A receipt to be tried at a moment to come, its `at`.

    `receipt` is what `POST /sales/quote` takes. Its member is one there is; or say in
    `member` where one stands who is made up; neither is a sale without a member. What
    decides is the draft, a version, or, with neither, the version in force at that moment.
    """

    receipt: QuoteIn
    member: StateIn | None = None
    draft: bool = False
    version: Number = _NOTHING

    def asked(self, region: str) -> AskedTrial:
        """Put it in the domain's words."""
        number: int | None = NUMBER.given(self.version)
        return AskedTrial(
            receipt=self.receipt.asked(region),
            member=None if self.member is None else self.member.state(),
            source="draft" if self.draft else number or "in_force",
        )


class RunningOut(msgspec.Struct, frozen=True):
    """A campaign that runs at that moment, and whether it gives something on this receipt."""

    code: str
    name: str
    gives: bool


class TrialOut(msgspec.Struct, frozen=True):
    """What the receipt would come to; `version` is null where the draft decided."""

    at: dt.datetime
    version: int | None
    campaigns: list[RunningOut]
    sale: SaleOut

    @classmethod
    def of(cls, trial: Trial, *, zone: str, language: str) -> "TrialOut":
        """Write a trial."""
        giving = trial.giving
        return cls(
            at=local(trial.moment, zone),
            version=trial.version,
            campaigns=[
                RunningOut(one.code, one.document.name.said_in(language), one.code in giving)
                for one in trial.campaigns
            ],
            sale=SaleOut.of(trial.told, zone=zone, language=language),
        )
