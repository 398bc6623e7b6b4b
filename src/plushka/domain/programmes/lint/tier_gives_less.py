"""A higher tier that gives less than the one before it: members lose by buying."""

from collections.abc import Iterator
from itertools import pairwise

from plushka.domain.programmes.document import Programme
from plushka.domain.programmes.lint import sections
from plushka.domain.programmes.lint.finding import Finding

CODE = "tier_gives_less"


def look(programme: Programme) -> Iterator[Finding]:
    """Find them, by the most that each tier gives as points and as a discount together."""
    for place, (lower, tier) in enumerate(pairwise(programme.tiers), start=1):
        before = sections.most_given(lower) + sections.most_taken_off(lower)
        percent = sections.most_given(tier) + sections.most_taken_off(tier)
        if percent < before:
            facts = {
                "tier": sections.name(tier.name),
                "lower": sections.name(lower.name),
                "percent": sections.shown(percent),
                "before": sections.shown(before),
            }
            yield Finding(f"tiers[{place}]", "warning", CODE, facts)
