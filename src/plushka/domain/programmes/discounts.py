"""What a tier takes off the price (E6). Rounded down to 0.01, once per receipt (T10)."""

from collections.abc import Sequence

from msgspec import UNSET, Struct

from plushka.domain.programmes import document, exclusions
from plushka.domain.programmes.facts import Buyer, Line
from plushka.domain.programmes.rates import kinds
from plushka.domain.programmes.rates.rate import Facts, Rate
from plushka.domain.programmes.rounding import USUAL
from plushka.lib.split import split


class Discounter(Struct, frozen=True):
    """The discount of one tier, and what it leaves out."""

    name: str
    rate: Rate
    excluded: frozenset[str]
    currency: str

    def discounts(self, lines: Sequence[Line], buyer: Buyer) -> list[int]:
        """Give each line's part of the discount, in kopecks."""
        weights = self._weights(lines)
        taken, _ = self._taken(sum(weights), buyer)
        return split(taken, weights) if taken else [0] * len(lines)

    def facts(self, lines: Sequence[Line], buyer: Buyer) -> Facts:
        """Give what explains the discount of a receipt."""
        base = sum(self._weights(lines))
        taken, facts = self._taken(base, buyer)
        facts = {
            "rule": self.name, **facts, "currency": self.currency, "base": base, "points": taken,
            "about": "discount",
        }  # fmt: skip
        if left_out := sum(line.value for line in lines) - base:
            facts["excluded"] = exclusions.names(self.excluded, lines)
            facts["excluded_sum"] = left_out
        return facts

    def _weights(self, lines: Sequence[Line]) -> list[int]:
        values = [line.value for line in lines]
        return exclusions.weights(self.excluded, lines, values) if self.excluded else values

    def _taken(self, base: int, buyer: Buyer) -> tuple[int, Facts]:
        exact, facts = self.rate.of(base, base, buyer)
        return USUAL.of(exact), facts


def discounter(tier: document.Tier, programme: document.Programme) -> Discounter | None:
    """Compile the discount of a tier, if it has one."""
    if tier.discount is UNSET:
        return None
    return Discounter(
        name=f"discount:{tier.code}",
        rate=kinds.rate(tier.discount),
        excluded=exclusions.folded(programme.exclusions.discount),
        currency=programme.money.currency,
    )
