"""A percent of which usual receipts give nothing, because it is rounded down to nothing."""

from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal

from msgspec import UNSET

from plushka.domain.programmes.document import Programme
from plushka.domain.programmes.lint import places
from plushka.domain.programmes.lint.finding import Finding

CODE = "rounded_away"

USUAL = Decimal(5_000)
"""Most receipts are smaller, in whatever shop."""


def look(programme: Programme) -> Iterator[Finding]:
    """Find rules whose least receipt that gives anything is larger than usual."""
    for path, rule in places.earning_rules(programme):
        rounding = programme.rounding if rule.rounding is UNSET else rule.rounding
        percents = [one for one in places.percents(rule) if one]
        if rule.per_full is not UNSET or not percents or rounding.direction != "down":
            continue
        least = Decimal(rounding.to) * 100 / max(percents)
        if least > USUAL:
            sum_ = int((least * 100).to_integral_value(ROUND_CEILING))
            facts = {
                "percent": places.shown_exactly(max(percents)),
                "sum": sum_,
                "currency": programme.money.currency,
            }
            yield Finding(path, "warning", CODE, facts)
