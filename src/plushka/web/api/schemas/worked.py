"""Worked receipts as programs write and read them."""

from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from msgspec import Meta, Raw

from plushka.domain.sales.asked import MAX_LINES, AskedSale
from plushka.domain.workbench.queries import Ran, state_in
from plushka.domain.workbench.states import MemberState
from plushka.lib.money import show
from plushka.web.api.reading.texts import Name
from plushka.web.api.reading.values import AMOUNT, Amount
from plushka.web.api.schemas.sale import QuoteIn

_NOTHING = Raw()
_MOST_DAYS = 36_500
_NUMBERS = ("to_pay", "discount", "redeemed", "max_redeem", "accrued")

type Last = Annotated[
    str,
    Meta(
        max_length=10,
        pattern=r"^([0-9]{4}-[0-9]{2}-[0-9]{2}|never)\Z",
        extra_json_schema={
            "pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2}|never)$",
            "examples": ["2027-11-21"],
        },
    ),
]


class StateIn(msgspec.Struct, forbid_unknown_fields=True):
    """Where a member stands; `days_since` the last purchase is left out before the first.

    `paid_total` are the purchases that count for tiers; `gift` of what is
    `spendable` were gifts.
    """

    tier: Name
    paid_total: Amount = _NOTHING
    days_since: Annotated[int, Meta(ge=0, le=_MOST_DAYS)] | None = None
    spendable: Amount = _NOTHING
    gift: Amount = _NOTHING

    def state(self) -> MemberState:
        """Put it in the domain's words."""
        return MemberState(
            tier=self.tier,
            paid_total=AMOUNT.given(self.paid_total) or 0,
            days_since=self.days_since,
            spendable=AMOUNT.given(self.spendable) or 0,
            gift=AMOUNT.given(self.gift) or 0,
        )


class ExpectedLineIn(msgspec.Struct, forbid_unknown_fields=True):
    """What one line has to come to; what is left out may be anything."""

    to_pay: Amount = _NOTHING
    discount: Amount = _NOTHING
    redeemed: Amount = _NOTHING
    accrued: Amount = _NOTHING


class ExpectedIn(msgspec.Struct, forbid_unknown_fields=True):
    """What a receipt has to come to; what is left out may be anything.

    `refused` is the code of the refusal that is due. `expires_on` is the last day
    on which the points can be spent, or `never`.
    """

    to_pay: Amount = _NOTHING
    discount: Amount = _NOTHING
    redeemed: Amount = _NOTHING
    max_redeem: Amount = _NOTHING
    accrued: Amount = _NOTHING
    tier: Name | None = None
    expires_on: Last | None = None
    refused: Name | None = None
    lines: Annotated[list[ExpectedLineIn], Meta(max_length=MAX_LINES)] | None = None

    def expected(self) -> dict[str, Any]:
        """Put it in the words of an outcome."""
        told: dict[str, Any] = _given(self)
        for name in ("tier", "expires_on", "refused"):
            if (value := getattr(self, name)) is not None:
                told[name] = value
        if self.lines is not None:
            told["lines"] = [_given(line) for line in self.lines]
        return told


class AskedExample(msgspec.Struct, frozen=True):
    """A receipt, where the member stands, and what it has to come to."""

    name: str
    receipt: AskedSale
    member: MemberState | None
    expected: dict[str, Any] | None


class ExampleIn(msgspec.Struct, forbid_unknown_fields=True):
    """A worked receipt to be kept.

    `receipt` is what `POST /sales/quote` takes. A member it names is looked at and
    forgotten; or say yourself where one stands in `member`; neither is a sale
    without a member. `expected` that is left out is what the receipt comes to now.
    """

    name: Name
    receipt: QuoteIn
    member: StateIn | None = None
    expected: ExpectedIn | None = None

    def asked(self, region: str) -> AskedExample:
        """Put it in the domain's words."""
        return AskedExample(
            name=self.name,
            receipt=self.receipt.asked(region),
            member=None if self.member is None else self.member.state(),
            expected=None if self.expected is None else self.expected.expected(),
        )


class StateOut(msgspec.Struct, frozen=True):
    """Where the member of an example stands."""

    tier: str
    paid_total: str
    days_since: int | None
    spendable: str
    gift: str


class DifferenceOut(msgspec.Struct, frozen=True):
    """A number that comes out otherwise; an empty text is none at all."""

    path: str
    expected: str
    actual: str


class ExampleOut(msgspec.Struct, frozen=True):
    """A worked receipt, and what comes out otherwise than it says: nothing where it is green."""

    id: UUID
    name: str
    receipt: dict[str, Any]
    member: StateOut | None
    expected: dict[str, Any]
    differences: list[DifferenceOut]

    @classmethod
    def of(cls, ran: Ran) -> "ExampleOut":
        """Write an example that was run."""
        example, state = ran.example, state_in(ran.example)
        return cls(
            id=example.id,
            name=example.name,
            receipt=example.receipt,
            member=None if state is None else _state(state),
            expected=example.expected,
            differences=[
                DifferenceOut(one.path, one.expected, one.actual) for one in ran.differences
            ],
        )


class ExamplesOut(msgspec.Struct, frozen=True):
    """All examples by name, run against the draft, or else against the newest version."""

    items: list[ExampleOut]
    next: str | None = None


class RemovedOut(msgspec.Struct, frozen=True):
    """The example is gone."""

    id: UUID
    status: Literal["removed"]


def _state(state: MemberState) -> StateOut:
    return StateOut(
        state.tier,
        show(state.paid_total),
        state.days_since,
        show(state.spendable),
        show(state.gift),
    )


def _given(numbers: ExpectedIn | ExpectedLineIn) -> dict[str, str]:
    found = {name: AMOUNT.given(getattr(numbers, name, _NOTHING)) for name in _NUMBERS}
    return {name: show(value) for name, value in found.items() if value is not None}
