"""Points, discount and the referrer's reward that together eat up what goods usually earn."""

from collections.abc import Iterator
from decimal import Decimal

from plushka.domain.programmes.document import Programme, Tier
from plushka.domain.programmes.lint import places
from plushka.domain.programmes.lint.finding import Finding

CODE = "gives_too_much"

SENSIBLE = Decimal(30)
"""Percent of a purchase. Few shops have a margin above it, and none gives away all it has."""


def look(programme: Programme) -> Iterator[Finding]:
    """Find tiers that may give more."""
    for place, tier in enumerate(programme.tiers):
        percent = (
            places.most_given(tier) + places.most_taken_off(tier) + _referrer(programme, tier)
        )
        if percent > SENSIBLE:
            facts = {
                "tier": places.name(tier.name),
                "percent": places.shown(percent),
                "sensible": places.shown(SENSIBLE),
            }
            yield Finding(f"tiers[{place}].earning", "warning", CODE, facts)


def _referrer(programme: Programme, tier: Tier) -> Decimal:
    referral = places.referral(programme, tier)
    if referral is None or referral.referrer.base == "fixed":
        return Decimal(0)
    percent = Decimal(referral.referrer.percent)
    if referral.referrer.base == "bonuses_earned":
        return percent * places.most_given(tier) / 100
    return percent
