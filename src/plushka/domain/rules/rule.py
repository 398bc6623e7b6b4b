"""A rule: what it listens to, what it asks, what it yields; read, checked, told."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from plushka.domain.rules.circles import circles
from plushka.domain.rules.conditions.normal import normal
from plushka.domain.rules.conditions.reading import read as read_condition
from plushka.domain.rules.conditions.telling import told as told_condition
from plushka.domain.rules.conditions.tree import ALWAYS, Tree
from plushka.domain.rules.conditions.writing import document as written
from plushka.domain.rules.effects.effect import IN_WORDS, Code, Effect
from plushka.domain.rules.effects.kinds import EFFECTS
from plushka.domain.rules.invalid import Problem, RuleInvalid, under
from plushka.domain.rules.naming import NO_NAMES, Names, named, named_effect
from plushka.domain.rules.triggers.kinds import TRIGGERS, scope_of
from plushka.domain.rules.triggers.trigger import Trigger
from plushka.domain.rules.words import Words, spoken

MOST_EFFECTS = 20

_ALWAYS = Words("{trigger}: {effects}", "{trigger}: {effects}", "{trigger}: {effects}")
_WHEN = Words(
    "{trigger}, если {condition}: {effects}",
    "{trigger}, якщо {condition}: {effects}",
    "{trigger}, if {condition}: {effects}",
)


class Rule(Struct, frozen=True, kw_only=True):
    """A rule that was read and checked; its condition is in the normal form."""

    code: str
    #: What its owner calls it.
    name: str
    trigger: Trigger
    condition: Tree
    effects: tuple[Effect, ...]


class _Shell(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    code: Code
    name: Annotated[str, Meta(min_length=1, max_length=200)]
    trigger: str
    effects: Annotated[list[Any], Meta(min_length=1, max_length=MOST_EFFECTS)]
    condition: Any | UnsetType = UNSET


def read_all(documents: Sequence[object], *, path: str = "rules") -> tuple[Rule, ...]:
    """Make rules of what JSON brings.

    Refuses, as ``RuleInvalid`` with every place that is wrong, what is no
    rule, two rules of one code, and rules that give badges in a circle.
    """
    rules: list[Rule] = []
    problems: list[Problem] = []
    for number, document in enumerate(documents):
        try:
            rules.append(read(document, path=f"{path}[{number}]"))
        except RuleInvalid as invalid:
            problems += invalid.problems
    if not problems:
        problems += _repeated(rules, path)
        problems += circles(rules, path=path)
    if problems:
        raise RuleInvalid(problems)
    return tuple(rules)


def read(document: object, *, path: str = "") -> Rule:
    """Make one rule of what JSON brings; ``path`` is where it stands in a larger document."""
    try:
        shell = msgspec.convert(document, _Shell)
    except msgspec.ValidationError as error:
        raise RuleInvalid([_in_words(error, path)]) from error
    trigger = TRIGGERS.get(shell.trigger)
    if trigger is None:
        known = ", ".join(TRIGGERS)
        raise RuleInvalid([(under(path, "trigger"), f"no such trigger; there are {known}")])
    problems: list[Problem] = []
    condition: Tree = ALWAYS
    if shell.condition is not UNSET:
        try:
            place = under(path, "condition")
            condition = normal(read_condition(shell.condition, scope_of(trigger.code), path=place))
        except RuleInvalid as invalid:
            problems += invalid.problems
    effects = tuple(_effects(shell.effects, trigger, under(path, "effects"), problems))
    if problems:
        raise RuleInvalid(problems)
    return Rule(
        code=shell.code, name=shell.name, trigger=trigger, condition=condition, effects=effects
    )


def document(rule: Rule) -> dict[str, Any]:
    """Write a rule as the document that reads back as it; every default written out."""
    known: dict[str, Any] = {"code": rule.code, "name": rule.name, "trigger": rule.trigger.code}
    if rule.condition != ALWAYS:
        known["condition"] = written(rule.condition)
    return known | {"effects": [msgspec.to_builtins(effect) for effect in rule.effects]}


def told(rule: Rule, language: str, *, currency: str, names: Names = NO_NAMES) -> str:
    """Tell a rule in words; in English where we do not speak a language.

    ``names`` are what people call the codes of tiers and outlets.
    """
    language = spoken(language)
    words = _ALWAYS if rule.condition == ALWAYS else _WHEN
    sentence = words.said_in(language).format(
        trigger=rule.trigger.words.said_in(language),
        condition=told_condition(named(rule.condition, names), language, currency=currency),
        effects="; ".join(
            named_effect(effect, names).told(language, currency) for effect in rule.effects
        ),
    )
    return sentence[0].upper() + sentence[1:]


def _effects(
    documents: list[Any], trigger: Trigger, path: str, problems: list[Problem]
) -> Iterator[Effect]:
    """Read effects one by one, so that each is named by its place."""
    names: set[str] = set()
    for number, document in enumerate(documents):
        place = f"{path}[{number}]"
        try:
            effect = _effect(document)
        except msgspec.ValidationError as error:
            problems.append(_in_words(error, place))
            continue
        problems += ((under(place, one), message) for one, message in effect.problems(trigger))
        if effect.name in names:
            problems.append((under(place, "code"), "give each effect of one kind its own code"))
        names.add(effect.name)
        yield effect


def _effect(document: object) -> Effect:
    kind = document.get("effect") if isinstance(document, dict) else None
    found = EFFECTS.get(kind) if isinstance(kind, str) else None
    if found is None:
        known = ", ".join(EFFECTS)
        raise msgspec.ValidationError(f"no such effect; there are {known} - at `$.effect`")
    return msgspec.convert(_spelt_out(document), found, strict=False)


def _spelt_out(document: object) -> object:
    """Write numbers as text, so that an effect reads both 5 and "5" (not in its conditions)."""
    if not isinstance(document, dict):
        return document
    return {
        name: str(part) if isinstance(part, int | float) and not isinstance(part, bool) else part
        for name, part in document.items()
    }


def _repeated(rules: Sequence[Rule], path: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, rule in enumerate(rules):
        if rule.code in seen:
            yield f"{path}[{number}].code", f"{rule.code} is the code of an earlier rule"
        seen.add(rule.code)


def _in_words(error: msgspec.ValidationError, path: str) -> Problem:
    """Split what msgspec says into the place and a sentence."""
    message, _, place = str(error).rpartition(" - at `$")
    if not message:
        message, place = str(error), ""
    for pattern, sentence in IN_WORDS.items():
        if repr(pattern) in message:
            message = sentence
    place = place.strip("`").replace("[...]", "[]")
    return (path + place).removeprefix("."), message
