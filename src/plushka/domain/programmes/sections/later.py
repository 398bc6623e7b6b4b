"""Sections that ideas above act on: gifts and referral; reviews and SMS wait for theirs."""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, UnsetType

from plushka.domain.programmes.sections.parts import Amount, Count, Days, Part, Percent, Word

type Term = Annotated[int, Meta(ge=1, le=36_500)]


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
    """What a referrer gets of the newcomer's purchases (E15, U25).

    ``percent`` is of what the newcomer pays, or of the points they earn; with ``fixed`` it is so
    many points for each purchase. Left out, the rest sets no limit: the newcomer's first
    purchases, which count no more once they came back whole; local days after the day they
    joined; and the points of all friends together in a calendar month (T22).
    """

    base: Literal["purchase_paid", "bonuses_earned", "fixed"]
    percent: Percent
    first_n_purchases: Count | UnsetType = UNSET
    period_days: Term | UnsetType = UNSET
    most_a_month: Amount | UnsetType = UNSET


class Newcomer(Part, frozen=True):
    """What a newcomer gets for coming by a recommendation (E16).

    One that is not for the first purchase opens when that is recorded; its term runs from the
    day of joining all the same (T18).
    """

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
