"""What the shape of a document cannot say: tiers that ascend, terms that fit each other.

Every check yields (path, message) and goes on, so an author sees all that is wrong at once.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import UNSET, UnsetType, structs

from plushka.domain.programmes import promised
from plushka.domain.programmes.document import (
    Exclusions,
    Inviting,
    Programme,
    Purchases,
    Referral,
    Threshold,
    Tier,
)
from plushka.domain.programmes.rates import checks as rates
from plushka.domain.programmes.sections import checks as points
from plushka.domain.programmes.tiers import least_sum, threshold_of
from plushka.domain.rules.rule import Rule

type Problems = Iterator[tuple[str, str]]

_DECIMALS = 2
"""A point's smallest part is a hundredth."""


def problems(programme: Programme, rules: Sequence[Rule] = ()) -> Problems:
    """All that is wrong with a document of the right shape."""
    yield from _point_value(programme)
    yield from points.terms("", programme.activation, programme.expiry)
    yield from points.paying("paying", programme.paying)
    yield from _exclusions(programme.exclusions)
    yield from _inviting(programme.inviting)
    yield from _referral("referral", programme.referral)
    if not programme.tiers:
        yield "tiers", "at least one tier is needed"
    yield from _codes(programme.tiers)
    for place, tier in enumerate(programme.tiers):
        yield from _tier(f"tiers[{place}]", tier, programme)
    yield from _ladder(programme.tiers)
    yield from promised.problems(rules, programme, path="rules")


def _point_value(programme: Programme) -> Problems:
    """A point is worth something (E19)."""
    if not Decimal(programme.money.point_value):
        yield "money.point_value", "must be above zero"


def _exclusions(lists: Exclusions) -> Problems:
    for name, categories in structs.asdict(lists).items():
        yield from points.categories(f"exclusions.{name}", categories)


def _inviting(part: Inviting) -> Problems:
    """Where only the invited join, somebody has to be able to invite."""
    if part.joining == "invited":
        for name in ("a_month", "in_all", "company_a_month"):
            if not getattr(part, name):
                yield f"inviting.{name}", "nobody could join: only who is invited may"


def _referral(path: str, part: Referral | UnsetType) -> Problems:
    """Fixed points are points: hundredths at the least."""
    if part is UNSET or part.referrer.base != "fixed":
        return
    if len(part.referrer.percent.partition(".")[2]) > _DECIMALS:
        yield f"{path}.referrer.percent", "points have at most two decimals"


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
        yield from points.paying(f"{path}.paying", tier.paying)
    yield from _referral(f"{path}.referral", tier.referral)
    if tier.activation is not UNSET or tier.expiry is not UNSET:
        activation = programme.activation if tier.activation is UNSET else tier.activation
        expiry = programme.expiry if tier.expiry is UNSET else tier.expiry
        yield from points.terms(f"{path}.", activation, expiry)


def _ladder(tiers: Sequence[Tier]) -> Problems:
    """The first tier is where everyone begins; each next one asks for more of the same."""
    if tiers and tiers[0].when is not UNSET:
        yield "tiers[0].when", "the first tier is where members begin and has no condition"
    before = 0
    windows: list[object] = []
    for place, tier in enumerate(tiers[1:], start=1):
        path = f"tiers[{place}].when"
        if tier.when is UNSET:
            yield path, "only the first tier may be without a condition"
            continue
        if (tier.when.lifetime_purchases is UNSET) == (tier.when.purchases is UNSET):
            yield path, "name either lifetime_purchases or purchases"
            continue
        threshold = threshold_of(tier)
        path += ".lifetime_purchases" if isinstance(threshold, Threshold) else ".purchases"
        if isinstance(threshold, Purchases):
            yield from _window(path, threshold)
        if threshold is None or (threshold.gt is UNSET) == (threshold.from_ is UNSET):
            yield path, "name either gt or from"
            continue
        windows.append(
            (threshold.days, threshold.months) if isinstance(threshold, Purchases) else None
        )
        if windows[-1] != windows[0]:
            yield path, "must look at the same purchases as the tiers before it"
        least = least_sum(threshold)
        if least <= before:
            yield path, "must ask for more than the tier before it"
        before = max(before, least)


def _window(path: str, threshold: Purchases) -> Problems:
    if (threshold.days is UNSET) == (threshold.months is UNSET):
        yield path, "name either days or months"
    for name in ("days", "months"):
        if getattr(threshold, name) == 0:
            yield f"{path}.{name}", "must be above zero"
