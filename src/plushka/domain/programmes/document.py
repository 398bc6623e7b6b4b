"""What a programme promises, as a document that people can read and programs can check.

Sums and percents are decimal strings; days are whole. A tier says only what differs for it: a
section it names replaces the programme's whole section. What a shape cannot say is in ``checks``.
Review, reanimation and SMS parts are kept for the ideas that will act on them.
"""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, field

AMOUNT = r"^[0-9]{1,12}(\.[0-9]{1,2})?\Z"
PERCENT = r"^[0-9]{1,4}(\.[0-9]{1,4})?\Z"
CURRENCY = r"^[A-Z]{3}\Z"
CODE = r"^[a-z][a-z0-9_]{0,39}\Z"

type Amount = Annotated[str, Meta(pattern=AMOUNT)]
type Percent = Annotated[str, Meta(pattern=PERCENT)]
type Code = Annotated[str, Meta(pattern=CODE)]
type Word = Annotated[str, Meta(min_length=1, max_length=200)]
type Days = Annotated[int, Meta(ge=0, le=36_500)]
type Count = Annotated[int, Meta(ge=1, le=1_000)]


class Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A section of the document; a field it does not know is refused."""


class Text(Part, frozen=True):
    """The same words in each language we speak."""

    ru: Word
    uk: Word
    en: Word

    def said_in(self, language: str) -> str:
        """Give the words in a language; in English where we do not speak it."""
        match language:
            case "ru":
                return self.ru
            case "uk":
                return self.uk
            case _:
                return self.en


class SlavicForms(Part, frozen=True):
    """A noun counted in Russian or Ukrainian: 1 бонус, 2 бонуса, 5 бонусов, 1,5 бонуса."""

    one: Word
    few: Word
    many: Word
    other: Word


class EnglishForms(Part, frozen=True):
    """A noun counted in English: 1 point, 2 points."""

    one: Word
    other: Word


class Unit(Part, frozen=True):
    """What the tenant calls its points."""

    ru: SlavicForms
    uk: SlavicForms
    en: EnglishForms


class Money(Part, frozen=True):
    """Which money the programme counts in, and what one point is worth in it (E19)."""

    currency: Annotated[str, Meta(pattern=CURRENCY)]
    point_value: Amount = "1.00"


class Rounding(Part, frozen=True):
    """How a rule's exact result becomes points (T10)."""

    direction: Literal["down", "half_even", "up"] = "down"
    to: Literal["0.01", "1"] = "0.01"


class Band(Part, frozen=True):
    """A percent for sums up to and including `upto`; the last band has no end (D11)."""

    percent: Percent
    upto: Amount | UnsetType = UNSET


class PerFull(Part, frozen=True):
    """So many points for every full `each` (D12)."""

    each: Amount
    points: Amount


class DayBand(Part, frozen=True):
    """A percent for those who bought up to and including `upto` local days ago."""

    upto: Days
    percent: Percent


class DaysSince(Part, frozen=True):
    """A percent by days since the last purchase (E7, T46).

    `otherwise` is for the first purchase, and for whoever was away longer than all bands.
    """

    bands: tuple[DayBand, ...]
    otherwise: Percent


class Discount(Part, frozen=True):
    """What a tier takes off the price (E6): exactly one of percent, bands, days_since."""

    percent: Percent | UnsetType = UNSET
    bands: tuple[Band, ...] | UnsetType = UNSET
    days_since: DaysSince | UnsetType = UNSET
    mode: Literal["whole", "marginal"] = "whole"


class EarningRule(Part, frozen=True):
    """What a purchase gives: exactly one of percent, bands, per_full, days_since.

    `by` is the sum that bands and per_full look at: the base that percents are taken from, or
    all the receipt comes to after discounts. `on_return` says what remains earned after a part
    of the purchase came back (T11).
    """

    percent: Percent | UnsetType = UNSET
    bands: tuple[Band, ...] | UnsetType = UNSET
    per_full: PerFull | UnsetType = UNSET
    days_since: DaysSince | UnsetType = UNSET
    mode: Literal["whole", "marginal"] = "whole"
    by: Literal["base", "receipt_net"] = "base"
    rounding: Rounding | UnsetType = UNSET
    on_return: Literal["reevaluate", "proportional"] = "reevaluate"


class Activation(Part, frozen=True):
    """When points of a purchase open (E8, T14)."""

    mode: Literal["immediate", "next_day", "after_days"] = "immediate"
    days: Days | UnsetType = UNSET


class Paying(Part, frozen=True):
    """How much of a receipt points may pay (E9, T9)."""

    max_percent: Percent = "100"
    multiple: Amount = "0.01"
    minimum: Amount = "0.00"
    min_line_price: Amount = "0.00"


class Expiry(Part, frozen=True):
    """How long points live, in local days; null is for ever (E10, E26), and the warning (E11)."""

    purchase_days: Days | None
    gift_days: Days | None = None
    warn_days: Days = 7
    warn_if_more_than: Amount = "5.00"


class Threshold(Part, frozen=True):
    """More than `gt`, or `from` and above: exactly one of them."""

    gt: Amount | UnsetType = UNSET
    from_: Amount | UnsetType = field(default=UNSET, name="from")


class Condition(Part, frozen=True):
    """What moves a member up to a tier (E3)."""

    lifetime_purchases: Threshold


class Birthday(Part, frozen=True):
    """A gift around the birthday (E12)."""

    days_before: Days
    gift: Amount
    valid_days: Days


class Review(Part, frozen=True):
    """A request for a review after a sale, and its gift (E13)."""

    ask: Literal["after_sale"]
    gift: Amount


class Referrer(Part, frozen=True):
    """What a referrer gets of the newcomer's purchases (E15)."""

    base: Literal["purchase_paid", "bonuses_earned", "fixed"]
    percent: Percent


class Newcomer(Part, frozen=True):
    """What a newcomer gets for coming by a recommendation (E16)."""

    gift: Amount
    usable_at_first_purchase: bool


class Referral(Part, frozen=True):
    """By what a newcomer names the referrer, and what both get (E14 to E16)."""

    keys: tuple[Literal["phone", "card"], ...]
    referrer: Referrer
    newcomer: Newcomer


class Reanimation(Part, frozen=True):
    """Gifts to members who stay away: by number of purchases, (days, points) steps (E18)."""

    gift_valid_days: Days
    steps: dict[Literal["1", "2", "3+"], tuple[tuple[Days, Amount], ...]]


class Sms(Part, frozen=True):
    """The sender's name (E1) and the price of a message by its greatest length (E24)."""

    sender: Word
    sender_rule: Word
    needs: Word
    price: tuple[tuple[Count, Amount], ...]


class Confirmations(Part, frozen=True):
    """Which actions at the till need a code from the member (E22, E23), and the code (T26)."""

    enrol: bool = False
    redeem: bool = False
    digits: Annotated[int, Meta(ge=4, le=6)] = 4
    ttl_minutes: Annotated[int, Meta(ge=1, le=60)] = 5
    tries: Annotated[int, Meta(ge=1, le=10)] = 5


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
    late_limit_days: Days = 7
    spending_order: Literal["nearest_expiry", "gift_first", "purchase_first", "fifo"] = (
        "nearest_expiry"
    )
    negative: Literal["debt"] = "debt"
    birthday: Birthday | UnsetType = UNSET
    review: Review | UnsetType = UNSET
    referral: Referral | UnsetType = UNSET
    reanimation: Reanimation | UnsetType = UNSET
    sms: Sms | UnsetType = UNSET
    messages: dict[Code, Text] | UnsetType = UNSET
