"""What a deal gives on top of what a purchase earns: each effect rounded on its own (T10)."""

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from plushka.domain.programmes.deals.deal import On
from plushka.domain.programmes.rates.rate import Facts
from plushka.domain.programmes.rounding import EXACT, USUAL, Rounding, percent_parts
from plushka.domain.rules.effects.multiplier import Multiplier
from plushka.domain.rules.effects.percent import Percent
from plushka.lib.split import split


class Sums(Struct, frozen=True, gc=False):
    """The sums that a percent may be of, by line, in kopecks; nothing where a line takes no part.

    ``earned`` is what the programme gave for each line, in hundredths of points.
    """

    total: Sequence[int]
    discount: Sequence[int]
    redeemed: Sequence[int]
    to_pay: Sequence[int]
    earned: Sequence[int]


class Extra(Struct, frozen=True, gc=False):
    """Points on top, each line's part of them, and the facts that explain them."""

    points: int
    parts: list[int]
    facts: Facts


def extra(one: On, sums: Sums, rounding: Rounding) -> Extra:
    """Give what an effect gives for what is paid; nothing where nothing is paid with money."""
    base, effect = sum(sums.to_pay), one.effect
    found, of, points = sums.to_pay, base, one.number
    match effect:
        case Multiplier():
            found = sums.earned
            of = sum(found)
            points = rounding.of(of * one.number)
            facts: Facts = {"method": "deal_multiplier", "factor": effect.factor, "of": of}
        case Percent():
            if effect.of != "receipt.to_pay":
                found = getattr(sums, effect.of.removeprefix("receipt."))
                of = sum(found)
            points = rounding.of(of * one.number)
            facts = {"method": "deal_percent", "percent": effect.percent, "sum": of}
        case _:
            facts = {"method": "deal_points", "gift": points}
    if rounding is not USUAL:
        facts |= rounding.facts()
    facts["base"] = base
    facts["points"] = points = points if base else 0
    if not points:
        return Extra(0, [0] * len(found), facts)
    return Extra(points, split(points, found if of else sums.to_pay), facts)


def within(extra: Extra, caps: Sequence[int | None]) -> Extra:
    """Cut what lines get down to what each may be given; None is without a limit (B9).

    A cap below zero, where more was given away already, leaves nothing.
    """
    if all(cap is None or part <= cap for part, cap in zip(extra.parts, caps, strict=True)):
        return extra
    parts = [
        part if cap is None else max(0, min(part, cap))
        for part, cap in zip(extra.parts, caps, strict=True)
    ]
    points = sum(parts)
    return Extra(points, parts, {**extra.facts, "points": points, "cap": points})


def again(facts: Facts, rounding: Rounding) -> int | None:
    """Compute the points of a deal again from its facts; None where they are no deal's (B2)."""
    match facts:
        case {"base": 0, "method": "deal_points" | "deal_percent" | "deal_multiplier"}:
            points = 0
        case {"method": "deal_points", "gift": int(gift)}:
            points = gift
        case {"method": "deal_percent", "percent": str(percent), "sum": int(of)}:
            points = rounding.of(of * percent_parts(percent))
        case {"method": "deal_multiplier", "factor": str(factor), "of": int(of)}:
            points = rounding.of(of * (int(Decimal(factor) * EXACT) - EXACT))
        case _:
            return None
    cap: int = facts.get("cap", points)
    return min(points, cap)
