"""When points open and end, and what they may pay."""

import datetime as dt
from typing import Literal

from msgspec import UNSET, UnsetType

from plushka.domain.programmes.sections.parts import (
    Amount,
    Code,
    Days,
    Months,
    Part,
    Percent,
    Word,
)


class Activation(Part, frozen=True):
    """When points of a purchase open (E8, T14).

    With the mode `event` they wait for one of `type` that tells of the purchase, for
    `latest_days` at most where that is given.
    """

    mode: Literal["immediate", "next_day", "after_days", "event"] = "immediate"
    days: Days | UnsetType = UNSET
    type: Code | UnsetType = UNSET
    latest_days: Days | UnsetType = UNSET


class KindLimit(Part, frozen=True):
    """How much of a receipt one kind of points may pay, before the common limit (T45).

    `exclusions` are categories it may not pay, besides those that no points pay; a line with a
    discount, the till's or the tier's, it pays only where `with_discount` says so.
    """

    max_percent: Percent = "100"
    exclusions: tuple[Word, ...] = ()
    with_discount: bool = True


class Paying(Part, frozen=True):
    """How much of a receipt points may pay (E9, T9), and each kind of them (E26, T45)."""

    max_percent: Percent = "100"
    multiple: Amount = "0.01"
    minimum: Amount = "0.00"
    min_line_price: Amount = "0.00"
    purchase: KindLimit | UnsetType = UNSET
    gift: KindLimit | UnsetType = UNSET


class Term(Part, frozen=True):
    """When points end: with the last local day of a term (T18).

    `days` and `date` go with their modes. An end of month, quarter or year is that of the day
    `after_months` months after the points were earned.
    """

    mode: Literal["days", "end_of_month", "end_of_quarter", "end_of_year", "date", "never"]
    days: Days | UnsetType = UNSET
    after_months: Months | UnsetType = UNSET
    date: dt.date | UnsetType = UNSET


class Expiry(Part, frozen=True):
    """How long points live (E10, E26), and the warning (E11).

    Of each kind either days, null for ever, or a term of another mode.
    """

    purchase_days: Days | UnsetType | None = UNSET
    gift_days: Days | None = None
    purchase: Term | UnsetType = UNSET
    gift: Term | UnsetType = UNSET
    warn_days: Days = 7
    warn_if_more_than: Amount = "5.00"
