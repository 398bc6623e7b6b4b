"""A gift that cannot be redeemed alone, because fewer points are not taken."""

from collections.abc import Iterator

from msgspec import UNSET

from plushka.domain.programmes.document import Programme
from plushka.domain.programmes.lint import places
from plushka.domain.programmes.lint.finding import Finding
from plushka.lib import money

CODE = "gift_below_minimum"


def look(programme: Programme) -> Iterator[Finding]:
    """Find gifts below the programme's least redemption."""
    minimum = money.parse(programme.paying.minimum)
    for path, gift in _gifts(programme):
        points = money.parse(gift)
        if 0 < points < minimum:
            yield Finding(path, "warning", CODE, {"points": points, "minimum": minimum})


def _gifts(programme: Programme) -> Iterator[tuple[str, str]]:
    for path, birthday in places.birthdays(programme):
        yield f"{path}.gift", birthday.gift
    if programme.review is not UNSET:
        yield "review.gift", programme.review.gift
    if programme.referral is not UNSET:
        yield "referral.newcomer.gift", programme.referral.newcomer.gift
