"""Points that a rule gives, and the facts that explain them and compute them again (B2)."""

from typing import Literal

from plushka.domain.programmes import rounding
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.programmes.rates.rate import Facts
from plushka.domain.programmes.rounding import percent_parts

type Method = Literal[
    "rule_points", "rule_percent", "rule_upline", "rule_upline_percent", "rule_supplier"
]

__all__ = ["Facts", "fixed", "share"]


def fixed(
    programme: Compiled, *, rule: str, name: str, points: int, method: Method = "rule_points"
) -> Facts:
    """So many points, in hundredths. ``rule`` names the rule among all that explains points."""
    facts = _facts(programme, rule=rule, name=name, method=method)
    return facts | {"base": 0, "gift": points, "points": points}


def share(
    programme: Compiled,
    *,
    rule: str,
    name: str,
    percent: str,
    base: int,
    method: Method = "rule_percent",
) -> Facts:
    """Points worth a percent of a sum in kopecks, rounded as the programme rounds."""
    by = rounding.compiled(programme.document.rounding)
    facts = _facts(programme, rule=rule, name=name, method=method)
    points = by.of(base * percent_parts(percent))
    return facts | by.facts() | {"percent": percent, "base": base, "points": points}


def _facts(programme: Compiled, *, rule: str, name: str, method: Method) -> Facts:
    currency = programme.document.money.currency
    return {"rule": rule, "method": method, "name": name, "currency": currency}
