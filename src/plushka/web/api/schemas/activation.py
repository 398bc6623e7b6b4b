"""A code under the cap, as programs activate it."""

import datetime as dt
from typing import Annotated
from uuid import UUID

import msgspec

from plushka.domain.codes.asking import MOST_PLACE, Outcome
from plushka.domain.ledger.terms import NOTHING
from plushka.domain.members.locator import Locator
from plushka.lib.money import show
from plushka.web.api.reading.texts import PLAIN, Name
from plushka.web.api.schemas.member import MemberRef
from plushka.web.api.schemas.told import BalanceOut, Decimal, local

type Source = Annotated[str, msgspec.Meta(max_length=MOST_PLACE, pattern=PLAIN)]


class ActivationIn(msgspec.Struct, forbid_unknown_fields=True):
    """A code as it was typed or scanned, and whose it is to be.

    `source` says where, in your own words: the code of an outlet, a site, a kiosk.
    """

    code: Name
    member: MemberRef
    source: Source = ""

    def asked(self, region: str) -> "AskedActivation":
        """Put it in the domain's words."""
        return AskedActivation(self.code, self.member.asked(region), self.source)


class AskedActivation(msgspec.Struct, frozen=True):
    """A code, read and checked."""

    code: str
    member: Locator
    source: str


class CodeBatchOut(msgspec.Struct, frozen=True):
    """The batch of a code."""

    id: UUID
    name: str


class ActivationOut(msgspec.Struct, frozen=True):
    """The code is the member's: `points` are what it gave, `balance` is that of after.

    The balance is that of an empty account where only a phone that was silent for long named
    the member, and the key is not `trusted`.
    """

    id: UUID
    batch: CodeBatchOut
    member: UUID
    at: dt.datetime
    points: Decimal
    chances: int
    balance: BalanceOut

    @classmethod
    def of(cls, told: Outcome, *, zone: str, is_proved: bool) -> "ActivationOut":
        """Write an activation; ``is_proved``: more than a phone says whose account it is."""
        return cls(
            told.activation,
            CodeBatchOut(told.batch, told.batch_name),
            told.member,
            local(told.at, zone),
            show(told.points),
            told.chances,
            BalanceOut.of(NOTHING if told.is_silent and not is_proved else told.balance),
        )
