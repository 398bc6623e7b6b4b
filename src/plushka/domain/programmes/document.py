"""What a programme promises, as a document that people can read and programs can check.

Sums and percents are decimal strings; days are whole. A tier says only what differs for it: a
section it names replaces the programme's whole section. What a shape cannot say is in ``checks``.
Rules are documents of their own idea, kept in their normal form.
Review, reanimation and SMS parts are kept for the ideas that will act on them.
"""

from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, UnsetType

from plushka.domain.programmes.sections.climbing import Condition, Purchases, Threshold
from plushka.domain.programmes.sections.earning import (
    Band,
    DayBand,
    DaysSince,
    Discount,
    EarningRule,
    PerFull,
    Rounding,
)
from plushka.domain.programmes.sections.inviting import Inviting
from plushka.domain.programmes.sections.later import (
    Birthday,
    Newcomer,
    Reanimation,
    Referral,
    Referrer,
    Review,
    Sms,
)
from plushka.domain.programmes.sections.parts import (
    AMOUNT,
    CODE,
    CURRENCY,
    PERCENT,
    Amount,
    Code,
    Count,
    Days,
    EnglishForms,
    Part,
    Percent,
    SlavicForms,
    Text,
    Unit,
    Word,
)
from plushka.domain.programmes.sections.points import Activation, Expiry, KindLimit, Paying, Term

__all__ = [
    "AMOUNT",
    "CODE",
    "CURRENCY",
    "PERCENT",
    "Activation",
    "Amount",
    "Band",
    "Birthday",
    "Claims",
    "Code",
    "Condition",
    "Confirmations",
    "Count",
    "DayBand",
    "Days",
    "DaysSince",
    "Discount",
    "EarningRule",
    "EnglishForms",
    "Exclusions",
    "Expiry",
    "Inviting",
    "KindLimit",
    "Money",
    "Newcomer",
    "Part",
    "Paying",
    "PerFull",
    "Percent",
    "Programme",
    "Purchases",
    "Reanimation",
    "Referral",
    "Referrer",
    "Review",
    "Rounding",
    "SlavicForms",
    "Sms",
    "Term",
    "Text",
    "Threshold",
    "Tier",
    "Unit",
    "Word",
]


class Money(Part, frozen=True):
    """Which money the programme counts in, and what one point is worth in it (E19)."""

    currency: Annotated[str, Meta(pattern=CURRENCY)]
    point_value: Amount = "1.00"


class Confirmations(Part, frozen=True):
    """Which actions at the till need a code from the member (E22, E23), and the code (T26)."""

    enrol: bool = False
    redeem: bool = False
    digits: Annotated[int, Meta(ge=4, le=6)] = 4
    ttl_minutes: Annotated[int, Meta(ge=1, le=60)] = 5
    tries: Annotated[int, Meta(ge=1, le=10)] = 5


class Claims(Part, frozen=True):
    """Receipts that were recorded without their member, and are claimed afterwards (T42).

    For `days` local days after the purchase, `a_month` of them a member and calendar month.
    """

    days: Annotated[int, Meta(ge=0, le=366)] = 3
    a_month: Annotated[int, Meta(ge=0, le=1_000)] = 3


class Exclusions(Part, frozen=True):
    """Categories of goods left out, each list on its own (T8, D31)."""

    accrual: tuple[Word, ...] = ()
    redemption: tuple[Word, ...] = ()
    tier_total: tuple[Word, ...] = ()
    discount: tuple[Word, ...] = ()


class Tier(Part, frozen=True):
    """A step of the programme (E2, E5); the terms it leaves out are the programme's."""

    code: Code
    name: Text
    earning: tuple[EarningRule, ...]
    when: Condition | UnsetType = UNSET
    notify: Literal["sms"] | UnsetType = UNSET
    discount: Discount | UnsetType = UNSET
    activation: Activation | UnsetType = UNSET
    paying: Paying | UnsetType = UNSET
    expiry: Expiry | UnsetType = UNSET
    birthday: Birthday | UnsetType = UNSET
    review: Review | UnsetType = UNSET
    referral: Referral | UnsetType = UNSET


class Programme(Part, frozen=True):
    """The standing promise of a tenant. Tiers stand from the lowest to the highest."""

    name: Text
    money: Money
    unit: Unit
    tiers: tuple[Tier, ...]
    activation: Activation
    paying: Paying
    expiry: Expiry
    preset: Code | UnsetType = UNSET
    rounding: Rounding = Rounding()
    exclusions: Exclusions = Exclusions()
    confirmations: Confirmations = Confirmations()
    #: What points on a receipt are: a lower price, or another consideration beside money (T34).
    treatment: Literal["discount", "consideration"] = "discount"
    late_limit_days: Days = 7
    claims: Claims = Claims()
    spending_order: Literal["nearest_expiry", "gift_first", "purchase_first", "fifo"] = (
        "nearest_expiry"
    )
    negative: Literal["debt"] = "debt"
    birthday: Birthday | UnsetType = UNSET
    review: Review | UnsetType = UNSET
    referral: Referral | UnsetType = UNSET
    inviting: Inviting = Inviting()
    reanimation: Reanimation | UnsetType = UNSET
    sms: Sms | UnsetType = UNSET
    messages: dict[Code, Text] | UnsetType = UNSET
    #: What else is promised, and when: each is a document of ``domain.rules``.
    rules: tuple[dict[str, Any], ...] = ()
