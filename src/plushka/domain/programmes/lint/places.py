"""Sections of a programme with the path they stand at, and what its rates come to."""

from collections.abc import Iterator
from decimal import Decimal

from msgspec import UNSET, structs

from plushka.domain.programmes.document import (
    Activation,
    Birthday,
    Discount,
    EarningRule,
    Expiry,
    Paying,
    Programme,
    Referral,
    Text,
    Tier,
)

WHOLE = Decimal(100)


def paying(programme: Programme) -> Iterator[tuple[str, Paying]]:
    """Give the limits of paying: the programme's, then those that tiers have of their own."""
    yield "paying", programme.paying
    for place, tier in enumerate(programme.tiers):
        if tier.paying is not UNSET:
            yield f"tiers[{place}].paying", tier.paying


def terms(programme: Programme) -> Iterator[tuple[str, Activation, Expiry]]:
    """Give the terms of points, each with the path of the section that says how long they live."""
    yield "expiry", programme.activation, programme.expiry
    for place, tier in enumerate(programme.tiers):
        if tier.activation is UNSET and tier.expiry is UNSET:
            continue
        activation = programme.activation if tier.activation is UNSET else tier.activation
        if tier.expiry is UNSET:
            yield f"tiers[{place}].activation", activation, programme.expiry
        else:
            yield f"tiers[{place}].expiry", activation, tier.expiry


def birthdays(programme: Programme) -> Iterator[tuple[str, Birthday]]:
    """Give the birthday gifts."""
    if programme.birthday is not UNSET:
        yield "birthday", programme.birthday
    for place, tier in enumerate(programme.tiers):
        if tier.birthday is not UNSET:
            yield f"tiers[{place}].birthday", tier.birthday


def referral(programme: Programme, tier: Tier) -> Referral | None:
    """Give what a tier promises for recommendations."""
    found = programme.referral if tier.referral is UNSET else tier.referral
    return None if found is UNSET else found


def earning_rules(programme: Programme) -> Iterator[tuple[str, EarningRule]]:
    """Give every rule of earning."""
    for place, tier in enumerate(programme.tiers):
        for number, rule in enumerate(tier.earning):
            yield f"tiers[{place}].earning[{number}]", rule


def rates(programme: Programme) -> Iterator[tuple[str, EarningRule | Discount]]:
    """Give every rule of earning and every discount."""
    yield from earning_rules(programme)
    for place, tier in enumerate(programme.tiers):
        if tier.discount is not UNSET:
            yield f"tiers[{place}].discount", tier.discount


def percents(rate: EarningRule | Discount) -> list[Decimal]:
    """Give every percent that a rate can come to; of steps, the most they come to."""
    if rate.percent is not UNSET:
        return [Decimal(rate.percent)]
    if rate.bands is not UNSET:
        return [Decimal(band.percent) for band in rate.bands]
    if rate.days_since is not UNSET:
        bands = [Decimal(band.percent) for band in rate.days_since.bands]
        return [*bands, Decimal(rate.days_since.otherwise)]
    if isinstance(rate, EarningRule) and rate.per_full is not UNSET:
        return [Decimal(rate.per_full.points) * 100 / Decimal(rate.per_full.each)]
    raise ValueError("the document was not checked: it names no rate")


def most_given(tier: Tier) -> Decimal:
    """Give the most percent of a purchase that a tier gives back as points."""
    return sum((max(percents(rule)) for rule in tier.earning), Decimal(0))


def most_taken_off(tier: Tier) -> Decimal:
    """Give the most percent that a tier takes off the price."""
    return Decimal(0) if tier.discount is UNSET else max(percents(tier.discount))


def shown(percent: Decimal) -> str:
    """Write a percent as documents do, with at most two decimals."""
    return f"{percent.quantize(Decimal('0.01')).normalize():f}"


def shown_exactly(percent: Decimal) -> str:
    """Write a percent with all the decimals that it has."""
    return f"{percent.normalize():f}"


def name(text: Text) -> dict[str, str]:
    """Give a name in every language, for whoever will say it."""
    return structs.asdict(text)


def purchase_days(expiry: Expiry) -> int | None:
    """Give how many days points of a purchase live; None where they end otherwise, or never."""
    term = expiry.purchase
    if term is not UNSET:
        return term.days if term.mode == "days" and term.days is not UNSET else None
    return None if expiry.purchase_days is UNSET else expiry.purchase_days
