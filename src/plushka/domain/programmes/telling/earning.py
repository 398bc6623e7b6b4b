"""What a purchase gives (E2, D11, D12, E7)."""

from collections.abc import Sequence

from msgspec import UNSET

from plushka.domain.programmes.document import EarningRule, PerFull, Rounding
from plushka.domain.programmes.telling import rates
from plushka.domain.programmes.telling.speech import Sentences, Speech


def earning(rules: Sequence[EarningRule], speech: Speech) -> Sentences:
    """Tell every rule, one after the other: what they give adds up."""
    if not rules:
        yield speech.say("earning nothing")
    for rule in rules:
        yield from _rule(rule, speech)


def _rule(rule: EarningRule, speech: Speech) -> Sentences:
    if rule.percent is not UNSET:
        yield speech.say("earning percent", percent=speech.percent(rule.percent))
    if rule.bands is not UNSET:
        yield from rates.bands(f"earning {rule.mode}", rule.bands, speech)
    if rule.per_full is not UNSET:
        yield per_full(rule.per_full, speech)
    if rule.days_since is not UNSET:
        yield from rates.days_since("earning", rule.days_since, speech)
    if rule.by == "receipt_net":
        yield speech.say("earning by receipt_net")
    if rule.rounding is not UNSET:
        yield from rounding(rule.rounding, speech)
    if rule.on_return == "proportional":
        yield speech.say("earning proportional")


def per_full(part: PerFull, speech: Speech) -> str:
    """Tell points for every full sum."""
    return speech.say(
        "earning per_full", points=speech.points(part.points), each=speech.money(part.each)
    )


def rounding(part: Rounding, speech: Speech) -> Sentences:
    """Tell how parts of a point become points (T10)."""
    yield speech.say(f"rounding {part.direction}", to=speech.number(part.to))
