"""Rules that would set each other off for ever: badges and tiers given for badges and tiers."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from plushka.domain.rules.conditions.possibility import outcomes
from plushka.domain.rules.effects.badge import Badge
from plushka.domain.rules.effects.effect import Effect
from plushka.domain.rules.effects.tier import Tier
from plushka.domain.rules.invalid import Problem
from plushka.domain.rules.triggers.achievement import ACHIEVEMENT, CODE, KIND

if TYPE_CHECKING:
    from plushka.domain.rules.rule import Rule

type Achieved = tuple[str, str]
"""A kind of achievement and its code."""


def circles(rules: "Sequence[Rule]", *, path: str) -> Iterator[Problem]:
    """Yield each circle once, at the effect of its first rule that closes it.

    A rule follows from another that gives an achievement of which its
    condition may hold, whatever else is so.
    """
    listening = [place for place, rule in enumerate(rules) if rule.trigger is ACHIEVEMENT]
    heard: dict[Achieved, tuple[int, ...]] = {}
    follows: dict[int, dict[int, int]] = {}
    for place in listening:
        for number, effect in enumerate(rules[place].effects):
            achieved = _achieved(effect)
            if achieved is None:
                continue
            if achieved not in heard:
                heard[achieved] = tuple(
                    other for other in listening if _may_hear(rules[other], achieved)
                )
            for other in heard[achieved]:
                follows.setdefault(place, {}).setdefault(other, number)
    told: set[int] = set()
    for place in listening:
        way = [] if place in told else _way_back(place, follows)
        if way:
            told.update(way)
            codes = " → ".join(rules[one].code for one in (*way, place))
            number = follows[place][way[1] if len(way) > 1 else place]
            yield f"{path}[{place}].effects[{number}]", f"rules set each other off: {codes}"


def _achieved(effect: Effect) -> Achieved | None:
    match effect:
        case Badge():
            return "badge", effect.badge
        case Tier():
            return "tier", effect.tier
        case _:
            return None


def _may_hear(rule: "Rule", achieved: Achieved) -> bool:
    kind, code = achieved
    return True in outcomes(rule.condition, {KIND.name: kind, CODE.name: code})


def _way_back(start: int, follows: Mapping[int, Mapping[int, int]]) -> list[int]:
    """Give the shortest way from a rule back to itself; empty where there is none."""
    came_from: dict[int, int] = {}
    queue = [start]
    for place in queue:
        for after in follows.get(place, {}):
            if after == start:
                way = [place]
                while way[-1] != start:
                    way.append(came_from[way[-1]])
                return way[::-1]
            if after not in came_from:
                came_from[after] = place
                queue.append(after)
    return []
