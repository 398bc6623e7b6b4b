"""Steps of the programme and what moves a member up (E3, T15, T16)."""

from collections.abc import Sequence

from msgspec import UNSET, Struct

from plushka.domain.programmes import document
from plushka.lib import money


def least_sum(threshold: document.Threshold) -> int:
    """The least sum that meets a threshold: one kopeck more where it says "more than"."""
    if threshold.gt is not UNSET:
        return money.parse(threshold.gt) + 1
    if threshold.from_ is not UNSET:
        return money.parse(threshold.from_)
    raise ValueError("the document was not checked: a threshold names no sum")


class Ladder(Struct, frozen=True):
    """Tiers from the lowest to the highest, and the least sum of purchases for each.

    A tier may have come with a later version than the one a receipt is judged by. Here nobody
    knows it: whoever holds it stays where they are.
    """

    places: dict[str, int]
    codes: tuple[str, ...]
    sums: tuple[int, ...]

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


def ladder(tiers: Sequence[document.Tier]) -> Ladder:
    """Compile the tiers of a checked document."""
    return Ladder(
        places={tier.code: place for place, tier in enumerate(tiers)},
        codes=tuple(tier.code for tier in tiers),
        sums=tuple(
            0 if tier.when is UNSET else least_sum(tier.when.lifetime_purchases) for tier in tiers
        ),
    )
