"""A tier with the terms of the one before it: reaching it changes nothing."""

from collections.abc import Iterator
from itertools import pairwise

from msgspec import UNSET, structs

from plushka.domain.programmes.document import Programme, Tier
from plushka.domain.programmes.lint import places
from plushka.domain.programmes.lint.finding import Finding

CODE = "tier_changes_nothing"


def look(programme: Programme) -> Iterator[Finding]:
    """Find them."""
    for place, (lower, tier) in enumerate(pairwise(programme.tiers), start=1):
        if _terms(lower, programme) == _terms(tier, programme):
            facts = {"tier": places.name(tier.name), "lower": places.name(lower.name)}
            yield Finding(f"tiers[{place}]", "warning", CODE, facts)


def _terms(tier: Tier, programme: Programme) -> dict[str, object]:
    """Everything a tier promises; what it leaves out is the programme's."""
    own = structs.asdict(tier)
    promised = {
        name: getattr(programme, name, UNSET) if value is UNSET else value
        for name, value in own.items()
    }
    return {name: promised[name] for name in promised.keys() - {"code", "name", "when", "notify"}}
