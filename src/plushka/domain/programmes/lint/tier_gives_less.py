"""A higher tier that gives less than the one before it: members lose by buying."""

from collections.abc import Iterator
from itertools import pairwise

from plushka.domain.programmes.document import Programme
from plushka.domain.programmes.lint import places
from plushka.domain.programmes.lint.finding import Finding

CODE = "tier_gives_less"


def look(programme: Programme) -> Iterator[Finding]:
    """Find them, by the most that each tier gives as points and as a discount together."""
    for place, (lower, tier) in enumerate(pairwise(programme.tiers), start=1):
        before = places.most_given(lower) + places.most_taken_off(lower)
        percent = places.most_given(tier) + places.most_taken_off(tier)
        if percent < before:
            facts = {
                "tier": places.name(tier.name),
                "lower": places.name(lower.name),
                "percent": places.shown(percent),
                "before": places.shown(before),
            }
            yield Finding(f"tiers[{place}]", "warning", CODE, facts)
