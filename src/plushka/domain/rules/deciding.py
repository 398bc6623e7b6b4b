"""Facts in, effects out: what rules yield at a moment. Pure; nothing is carried out here."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from plushka.domain.rules.conditions.predicate import Predicate, predicate
from plushka.domain.rules.conditions.seeing import seen
from plushka.domain.rules.conditions.writing import document
from plushka.domain.rules.effects.effect import Effect
from plushka.domain.rules.facts import Facts
from plushka.domain.rules.rule import Rule


class Ready(Struct, frozen=True):
    """A rule with its condition compiled."""

    rule: Rule
    holds: Predicate


class Decided(Struct, frozen=True):
    """An effect to be carried out, once per ``key`` however often it is delivered.

    ``facts`` explain it, fit for JSON: the rule, its condition, what was seen.
    """

    rule: str
    effect: Effect
    key: str
    facts: dict[str, Any]


type Rules = Mapping[str, tuple[Ready, ...]]
"""Rules by the code of the trigger they listen to, in their order."""


def ready(rules: Sequence[Rule]) -> Rules:
    """Compile rules, once for as long as they are in force."""
    found: dict[str, tuple[Ready, ...]] = {}
    for rule in rules:
        compiled = Ready(rule, predicate(rule.condition))
        found[rule.trigger.code] = (*found.get(rule.trigger.code, ()), compiled)
    return found


def decide(rules: Rules, trigger: str, facts: Facts) -> list[Decided]:
    """Give the effects of all rules that listen to a trigger and whose condition holds.

    Refuses, with ``ValueError``, facts that miss what the key of the trigger
    is made of, as soon as a rule holds.
    """
    decided: list[Decided] = []
    for one in rules.get(trigger, ()):
        if one.holds(facts):
            decided += _yielded(one.rule, facts)
    return decided


def _yielded(rule: Rule, facts: Facts) -> list[Decided]:
    key = f"{rule.trigger.key_of(facts)}:{rule.code}"
    known = {
        "rule": rule.code,
        "name": rule.name,
        "trigger": rule.trigger.code,
        "condition": document(rule.condition),
        "seen": seen(rule.condition, facts),
    }
    return [
        Decided(
            rule.code,
            effect,
            f"{key}:{effect.name}",
            known | {"effect": msgspec.to_builtins(effect)},
        )
        for effect in rule.effects
    ]
