"""What a purchase gives, and what is taken off its price."""

from typing import Literal

from msgspec import UNSET, UnsetType

from plushka.domain.programmes.sections.parts import Amount, Days, Part, Percent


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
