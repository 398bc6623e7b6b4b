"""What a purchase gives: rules of a tier, each rounded on its own (T8, T10, T11)."""

from collections.abc import Sequence

from msgspec import UNSET, Struct

from plushka.domain.programmes import document, exclusions, rounding
from plushka.domain.programmes.deals import points_on
from plushka.domain.programmes.facts import Buyer, Line
from plushka.domain.programmes.rates import kinds
from plushka.domain.programmes.rates.rate import Facts, Rate
from plushka.domain.programmes.rounding import Rounding
from plushka.lib.split import split


class Earning(Struct, frozen=True, gc=False):
    """What one rule gave: points, each line's part of them, and the facts that explain it.

    `base` is the money it was computed from, in kopecks. Points may be zero: the facts say why.
    """

    rule: str
    base: int
    points: int
    parts: list[int]
    facts: Facts


class Rule(Struct, frozen=True):
    """One compiled rule of earning."""

    name: str
    rate: Rate
    rounding: Rounding
    is_by_net: bool
    is_proportional: bool


class Earner(Struct, frozen=True):
    """The rules of one tier, and what they leave out."""

    rules: tuple[Rule, ...]
    excluded: frozenset[str]
    currency: str

    def earn(
        self,
        lines: Sequence[Line],
        paid: Sequence[int],
        buyer: Buyer,
        shares: Sequence[int],
        sold: Sequence[int] | None,
    ) -> list[Earning]:
        """Give what each rule gives for the money in `paid`; see `Compiled.earn`."""
        weights = self._counted(lines, paid)
        base, redeemed = sum(weights), sum(self._counted(lines, shares))
        net = sum(paid) + sum(shares)
        common: Facts = {"currency": self.currency, "base": base}
        if redeemed:
            common["redeemed"] = redeemed
        if left_out := net - base - redeemed:
            common["excluded"] = exclusions.names(self.excluded, lines)
            common["excluded_sum"] = left_out
        earned = []
        for rule in self.rules:
            if sold is not None and rule.is_proportional:
                whole = sum(self._counted(lines, sold))
                points, facts = _in_proportion(rule, base, whole, buyer)
            else:
                points, facts = _anew(rule, base, net, buyer)
            facts = {"rule": rule.name, **facts, **common, "points": points}
            parts = split(points, weights) if points else [0] * len(weights)
            earned.append(Earning(rule.name, base, points, parts, facts))
        return earned

    def _counted(self, lines: Sequence[Line], sums: Sequence[int]) -> Sequence[int]:
        """The sums of lines that earn."""
        if not self.excluded or not sums:
            return sums
        return exclusions.weights(self.excluded, lines, sums)


def _anew(rule: Rule, base: int, net: int, buyer: Buyer) -> tuple[int, Facts]:
    seen = net if rule.is_by_net else base
    exact, facts = rule.rate.of(base, seen, buyer)
    facts = {**facts, **rule.rounding.facts()}
    if rule.is_by_net:
        facts["seen"] = net
    # Steps that look at the receipt would give points for one paid by points entirely.
    return rule.rounding.of(exact) if base else 0, facts


def _in_proportion(rule: Rule, base: int, sold: int, buyer: Buyer) -> tuple[int, Facts]:
    """What remains earned when it shrinks with the base, whatever bands say."""
    earned, _ = _anew(rule, sold, sold, buyer)
    facts: Facts = {"method": "proportional", "of": earned, "sold": sold}
    return rule.rounding.of(earned * base, sold) if base else 0, facts | rule.rounding.facts()


def earner(tier: document.Tier, programme: document.Programme) -> Earner:
    """Compile the earning of a tier."""
    usual = rounding.compiled(programme.rounding)
    rules = [
        Rule(
            name=f"tier:{tier.code}" if number == 1 else f"tier:{tier.code}:{number}",
            rate=kinds.rate(part),
            rounding=usual if part.rounding is UNSET else rounding.compiled(part.rounding),
            is_by_net=part.by == "receipt_net",
            is_proportional=part.on_return == "proportional",
        )
        for number, part in enumerate(tier.earning, start=1)
    ]
    return Earner(
        tuple(rules), exclusions.folded(programme.exclusions.accrual), programme.money.currency
    )


def parts_of(earnings: Sequence[Earning], n_lines: int) -> list[int]:
    """Give what each line got of all rules together."""
    if len(earnings) == 1:
        return earnings[0].parts
    parts = [0] * n_lines
    for earning in earnings:
        for place, points in enumerate(earning.parts):
            parts[place] += points
    return parts


def recompute(facts: Facts) -> int:
    """Compute the points again from the facts of an explanation alone (B2)."""
    by = rounding.remembered(facts)
    if (points := points_on.again(facts, by)) is not None:
        return points
    match facts:
        case {"gift": int(gift)}:
            return gift
        case {"rule": "conversion", "of": int(of), "was": int(was), "price": int(now)}:
            return of * was // now
        case {"base": 0}:
            return 0
        case {"method": "proportional", "of": int(of), "sold": int(sold), "base": int(base)}:
            return by.of(of * base, sold)
        case {"method": str(method)} if method in kinds.AGAIN:
            return by.of(kinds.AGAIN[method](facts))
    raise ValueError(f"no rule of ours has these facts: {facts}")
