"""The same promises computed a second, simpler way: fractions, one line of receipt at a time."""

import math
from fractions import Fraction

HUNDRED = Fraction(100)
ROUND = {"down": math.floor, "up": math.ceil, "half_even": round}


def earned(rule, rounding, paid, shares, excluded, buyer):
    """Give the points of one rule for lines of which some are left out."""
    base = Fraction(sum(money for money, out in zip(paid, excluded, strict=True) if not out))
    if not base:
        return 0
    seen = sum(paid) + sum(shares) if rule.get("by") == "receipt_net" else base
    step = Fraction(rounding["to"]) * 100
    return ROUND[rounding["direction"]](_exact(rule, base, seen, buyer) / step) * step


def _exact(rule, base, seen, buyer):
    match rule:
        case {"percent": percent}:
            return base * Fraction(percent) / 100
        case {"per_full": {"each": each, "points": points}}:
            return seen // (Fraction(each) * 100) * Fraction(points) * 100
        case {"bands": bands, "mode": "marginal"}:
            return sum(
                Fraction(band["percent"]) / 100 * _within(base, low, high)
                for band, low, high in _edges(bands)
            )
        case {"bands": bands}:
            return (
                base
                * Fraction(
                    next(
                        band["percent"]
                        for band, low, high in _edges(bands)
                        if (seen > low or not low) and (high is None or seen <= high)
                    )
                )
                / 100
            )
        case {"days_since": {"bands": bands, "otherwise": otherwise}}:
            counts = (buyer.days_since, buyer.days_since_earlier_day)
            return base / 100 * min(_by_days(bands, otherwise, days) for days in counts)


def _edges(bands):
    ends = [Fraction(band["upto"]) * 100 for band in bands[:-1]]
    return zip(bands, [0, *ends], [*ends, None], strict=True)


def _within(base, low, high):
    return max(Fraction(0), (base if high is None else min(base, high)) - low)


def _by_days(bands, otherwise, days):
    for band in bands:
        if days is not None and days <= band["upto"]:
            return Fraction(band["percent"])
    return Fraction(otherwise)


def limit(paying, nets, excluded):
    """Give the most that points may pay of lines of which some are left out."""
    free = [net for net, out in zip(nets, excluded, strict=True) if not out]
    total = math.floor(sum(free) * Fraction(paying["max_percent"]) / 100)
    least = Fraction(paying["min_line_price"]) * 100
    total = min(total, sum(max(0, net - least) for net in free))
    multiple = Fraction(paying["multiple"]) * 100
    total = total // multiple * multiple
    return total if total >= Fraction(paying["minimum"]) * 100 else 0
