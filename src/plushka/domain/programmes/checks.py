"""What the shape of a document cannot say: tiers that ascend, terms that fit each other.

Every check yields (path, message) and goes on, so an author sees all that is wrong at once.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import UNSET, structs

from plushka.domain.programmes.document import (
    Activation,
    Exclusions,
    Expiry,
    Paying,
    Programme,
    Tier,
)
from plushka.domain.programmes.rates import checks as rates
from plushka.domain.programmes.tiers import least_sum

type Problems = Iterator[tuple[str, str]]


def problems(programme: Programme) -> Problems:
    """All that is wrong with a document of the right shape."""
    if Decimal(programme.money.point_value) != 1:
        yield "money.point_value", "only 1.00 is supported: one point pays one unit of money"
    yield from _terms("", programme.activation, programme.expiry)
    yield from _paying("paying", programme.paying)
    yield from _exclusions(programme.exclusions)
    if not programme.tiers:
        yield "tiers", "at least one tier is needed"
    yield from _codes(programme.tiers)
    for place, tier in enumerate(programme.tiers):
        yield from _tier(f"tiers[{place}]", tier, programme)
    yield from _ladder(programme.tiers)


def _exclusions(lists: Exclusions) -> Problems:
    """A blank name would leave out every line without a category."""
    for name, categories in structs.asdict(lists).items():
        for place, category in enumerate(categories):
            if not category.strip():
                yield f"exclusions.{name}[{place}]", "name a category"


def _codes(tiers: Sequence[Tier]) -> Problems:
    seen: set[str] = set()
    for place, tier in enumerate(tiers):
        if tier.code in seen:
            yield f"tiers[{place}].code", f"{tier.code} is the code of an earlier tier"
        seen.add(tier.code)


def _tier(path: str, tier: Tier, programme: Programme) -> Problems:
    for number, rule in enumerate(tier.earning):
        yield from rates.earning(f"{path}.earning[{number}]", rule)
    if tier.discount is not UNSET:
        yield from rates.discount(f"{path}.discount", tier.discount)
    if tier.paying is not UNSET:
        yield from _paying(f"{path}.paying", tier.paying)
    if tier.activation is not UNSET or tier.expiry is not UNSET:
        activation = programme.activation if tier.activation is UNSET else tier.activation
        expiry = programme.expiry if tier.expiry is UNSET else tier.expiry
        yield from _terms(f"{path}.", activation, expiry)


def _ladder(tiers: Sequence[Tier]) -> Problems:
    """The first tier is where everyone begins; each next one asks for more."""
    if tiers and tiers[0].when is not UNSET:
        yield "tiers[0].when", "the first tier is where members begin and has no condition"
    before = 0
    for place, tier in enumerate(tiers[1:], start=1):
        path = f"tiers[{place}].when"
        if tier.when is UNSET:
            yield path, "only the first tier may be without a condition"
            continue
        path += ".lifetime_purchases"
        threshold = tier.when.lifetime_purchases
        if (threshold.gt is UNSET) == (threshold.from_ is UNSET):
            yield path, "name either gt or from"
            continue
        least = least_sum(threshold)
        if least <= before:
            yield path, "must ask for more than the tier before it"
        before = max(before, least)


def _paying(path: str, paying: Paying) -> Problems:
    yield from rates.percent(f"{path}.max_percent", paying.max_percent, rates.WHOLE)
    if not Decimal(paying.multiple):
        yield f"{path}.multiple", "must be above zero"


def _terms(prefix: str, activation: Activation, expiry: Expiry) -> Problems:
    """Days go with "after_days" alone, and points open before they end."""
    wait = 1 if activation.mode == "next_day" else 0
    if activation.mode == "after_days":
        if activation.days is UNSET or not activation.days:
            yield f"{prefix}activation.days", "after_days needs a number of days above zero"
        else:
            wait = activation.days
    elif activation.days is not UNSET:
        yield f"{prefix}activation.days", "days go with the mode after_days"
    if expiry.purchase_days is not None and expiry.purchase_days < wait:
        yield f"{prefix}expiry.purchase_days", "points would end before they open"
