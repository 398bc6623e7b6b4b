"""What a shop can afford to give, as programs ask and read it (D30)."""

import re
from typing import Annotated

import msgspec
from msgspec import Meta, Raw

from plushka.domain.programmes.rounding import percent_parts
from plushka.domain.replay.advising import percent
from plushka.domain.replay.affording import Afforded
from plushka.domain.replay.affording import Asked as AskedReckoning
from plushka.lib.money import show
from plushka.web.api.reading.values import POSITIVE, PositiveAmount, Value
from plushka.web.api.schemas.told import Decimal

_PERCENT = re.compile(r"[0-9]{1,3}(\.[0-9]{1,4})?", re.ASCII)


def _percent(text: str) -> int:
    if _PERCENT.fullmatch(text):
        return percent_parts(text)
    raise ValueError("use digits with at most four decimals, such as 7.5")


PERCENT = Value(
    _percent,
    {"type": "string", "pattern": r"^[0-9]{1,3}(\.[0-9]{1,4})?$", "examples": ["35", "7.5"]},
)

type Percent = Annotated[Raw, Meta(extra={"value": PERCENT})]


class ReckoningIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A month of the shop: the average receipt, how many sales, the margin in percent.

    `give` is how much of the margin may go to members. `buyers` is how many
    different members buy in a month, where that is known.
    """

    average: PositiveAmount
    sales: Annotated[int, Meta(ge=1, le=10**9)]
    margin: Percent
    give: Percent
    buyers: Annotated[int, Meta(ge=1, le=10**9)] | None = None

    def asked(self, _region: str) -> AskedReckoning:
        """Put it in the domain's words."""
        return AskedReckoning(
            average=POSITIVE.of(self.average),
            sales=self.sales,
            margin=PERCENT.of(self.margin),
            give=PERCENT.of(self.give),
            buyers=self.buyers,
        )


class AdvisedOut(msgspec.Struct, frozen=True):
    """A tier to promise, and the purchases of a lifetime it begins with."""

    code: str
    percent: str
    threshold: Decimal


class StepOut(msgspec.Struct, frozen=True):
    """One step of the reckoning."""

    code: str
    sum: Decimal | None
    percent: str | None
    days: int | None


class ReckoningOut(msgspec.Struct, frozen=True):
    """What can be given at most, and what to promise so that it is never more."""

    turnover: Decimal
    margin: Decimal
    budget: Decimal
    most_percent: str
    tiers: list[AdvisedOut]
    expiry_days: int
    paying_percent: str
    steps: list[StepOut]

    @classmethod
    def of(cls, found: Afforded) -> "ReckoningOut":
        """Write it."""
        return cls(
            turnover=show(found.turnover),
            margin=show(found.margin),
            budget=show(found.budget),
            most_percent=percent(found.most),
            tiers=[
                AdvisedOut(one.code, percent(one.percent), show(one.threshold))
                for one in found.tiers
            ],
            expiry_days=found.expiry_days,
            paying_percent=percent(found.paying),
            steps=[
                StepOut(
                    one.code,
                    None if one.sum is None else show(one.sum),
                    None if one.percent is None else percent(one.percent),
                    one.days,
                )
                for one in found.steps
            ],
        )
