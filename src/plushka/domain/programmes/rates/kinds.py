"""The table of rates: from a document, and again from the facts of an explanation."""

from collections.abc import Callable

from msgspec import UNSET

from plushka.domain.programmes import document
from plushka.domain.programmes.rates import bands, days_since, per_full, percent
from plushka.domain.programmes.rates.rate import Exact, Facts, Rate

#: How each method computes its exact result a second time, from its facts alone.
AGAIN: dict[str, Callable[[Facts], Exact]] = {
    "percent": percent.again,
    "bands": percent.again,
    "days": percent.again,
    "marginal": bands.again,
    "per_full": per_full.again,
    "referral_paid": percent.again,
    "referral_points": percent.again,
    "rule_percent": percent.again,
    "rule_supplier": percent.again,
    "rule_upline_percent": percent.again,
}


def rate(part: document.EarningRule | document.Discount) -> Rate:
    """Compile the one rate that a checked part of a document names."""
    if part.percent is not UNSET:
        return percent.percent(part.percent)
    if part.bands is not UNSET:
        return bands.bands(part.bands, part.mode)
    if part.days_since is not UNSET:
        return days_since.days_since(part.days_since)
    if isinstance(part, document.EarningRule) and part.per_full is not UNSET:
        return per_full.per_full(part.per_full)
    raise ValueError("the document was not checked: it names no rate")
