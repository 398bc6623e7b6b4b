"""Steps of the programme and what moves a member up (E3, T15, T16)."""

import datetime as dt
from collections.abc import Sequence

from msgspec import UNSET, Struct

from plushka.domain.programmes import document
from plushka.lib import money
from plushka.lib.days import local_day, months_later, start_of_day

_DAY = dt.timedelta(days=1)


def least_sum(threshold: document.Threshold | document.Purchases) -> int:
    """The least sum that meets a threshold: one kopeck more where it says "more than"."""
    if threshold.gt is not UNSET:
        return money.parse(threshold.gt) + 1
    if threshold.from_ is not UNSET:
        return money.parse(threshold.from_)
    raise ValueError("the document was not checked: a threshold names no sum")


class Window(Struct, frozen=True):
    """The last so many local days or months: one of them is zero (T15)."""

    days: int
    months: int
    zone: str

    def begins(self, at: dt.datetime) -> dt.datetime:
        """Give the start of the first local day that counts at a moment; its own day counts."""
        day = local_day(at, self.zone)
        first = months_later(day, -self.months) + _DAY if self.months else day - _DAY * self.days
        return start_of_day(first if self.months else first + _DAY, self.zone)

    def held_until(self, at: dt.datetime) -> dt.datetime:
        """Give when a tier reached at a moment has to be met anew: as long again, whole days."""
        day = local_day(at, self.zone)
        last = months_later(day, self.months) if self.months else day + _DAY * self.days
        return start_of_day(last + _DAY, self.zone)


class Ladder(Struct, frozen=True):
    """Tiers from the lowest to the highest, and the least sum of purchases for each.

    The sum is that of a lifetime, or of the window. A tier may have come with a later version
    than the one a receipt is judged by. Here nobody knows it: whoever holds it stays where they
    are.
    """

    places: dict[str, int]
    codes: tuple[str, ...]
    sums: tuple[int, ...]
    window: Window | None = None

    def after(self, paid_total: int, current: str) -> str:
        """Give the tier of a member whose purchases come to `paid_total`: up, never down."""
        place = self.places.get(current)
        if place is None:
            return current
        top = len(self.sums) - 1
        while place < top and paid_total >= self.sums[place + 1]:
            place += 1
        return self.codes[place]

    def next(self, paid_total: int, current: str) -> tuple[str, int] | None:
        """Give the next tier and the least sum that is missing to it; None at the top."""
        place = self.places.get(current)
        if place is None or place == len(self.codes) - 1:
            return None
        return self.codes[place + 1], max(0, self.sums[place + 1] - paid_total)

    def of(self, paid_total: int) -> str:
        """Give the tier that purchases alone are enough for."""
        return self.after(paid_total, self.codes[0])

    def higher(self, one: str, other: str) -> str:
        """Give the higher of two tiers; the first where it is unknown, or they are equal."""
        if one not in self.places or self.places.get(other, -1) <= self.places[one]:
            return one
        return other

    def needs(self, code: str) -> int | None:
        """Give the least sum for a tier; None for one that nobody knows here."""
        place = self.places.get(code)
        return None if place is None else self.sums[place]


def ladder(tiers: Sequence[document.Tier], zone: str) -> Ladder:
    """Compile the tiers of a checked document for a tenant in `zone`."""
    thresholds = [threshold_of(tier) for tier in tiers]
    return Ladder(
        places={tier.code: place for place, tier in enumerate(tiers)},
        codes=tuple(tier.code for tier in tiers),
        sums=tuple(0 if found is None else least_sum(found) for found in thresholds),
        window=next((_window(found, zone) for found in thresholds if found is not None), None),
    )


def steps(programme: document.Programme) -> list[tuple[str, object]]:
    """Give what is asked for tiers: where two programmes differ in it, all tiers are looked at."""
    return [(tier.code, tier.when) for tier in programme.tiers]


def threshold_of(tier: document.Tier) -> document.Threshold | document.Purchases | None:
    """Give what purchases a tier asks for; None for the first."""
    if tier.when is UNSET:
        return None
    for found in (tier.when.lifetime_purchases, tier.when.purchases):
        if found is not UNSET:
            return found
    raise ValueError("the document was not checked: a tier names no purchases")


def _window(threshold: document.Threshold | document.Purchases, zone: str) -> Window | None:
    match threshold:
        case document.Purchases(days=int(days)):
            return Window(days, 0, zone)
        case document.Purchases(months=int(months)):
            return Window(0, months, zone)
    return None
