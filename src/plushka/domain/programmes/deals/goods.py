"""A receipt as deals see it."""

from collections.abc import Sequence

from msgspec import Struct

from plushka.domain.programmes.facts import Line
from plushka.domain.rules.conditions.predicate import Predicate
from plushka.domain.rules.facts import Line as Seen


class Goods(Struct, frozen=True, gc=False):
    """Lines, and each list by line. Kopecks.

    ``seen`` is what conditions on lines look at, ``costs`` what a line costs the shop, None where
    the till did not say.
    """

    lines: Sequence[Line]
    seen: Sequence[Seen]
    costs: Sequence[int | None]

    def chosen(self, chooses: Predicate | None) -> list[bool] | None:
        """Say of each line whether it is such; None where all are."""
        return None if chooses is None else list(map(chooses, self.seen))


def weights(chosen: Sequence[bool] | None, sums: Sequence[int]) -> Sequence[int]:
    """The sums of the lines chosen, nothing of the others."""
    if chosen is None:
        return sums
    return [part if is_such else 0 for is_such, part in zip(chosen, sums, strict=True)]
