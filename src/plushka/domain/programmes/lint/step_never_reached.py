"""A step for quiet members that an earlier one has overtaken."""

from collections.abc import Iterator
from itertools import pairwise

from msgspec import UNSET

from plushka.domain.programmes.document import Programme
from plushka.domain.programmes.lint.finding import Finding

CODE = "step_never_reached"


def look(programme: Programme) -> Iterator[Finding]:
    """Find steps that ask for no more days than the one before them."""
    if programme.reanimation is UNSET:
        return
    for purchases, steps in programme.reanimation.steps.items():
        for place, ((before, _), (days, _)) in enumerate(pairwise(steps), start=1):
            if days <= before:
                path = f"reanimation.steps.{purchases}[{place}]"
                yield Finding(path, "error", CODE, {"days": days, "before_days": before})
