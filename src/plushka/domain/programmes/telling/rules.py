"""Rules in sentences: all they yield for who made them, what they promise for members."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from msgspec import structs

from plushka.domain.programmes.document import Programme
from plushka.domain.rules.effects.effect import Effect
from plushka.domain.rules.effects.message import Message
from plushka.domain.rules.effects.supplier import Supplier
from plushka.domain.rules.effects.tag import Tag
from plushka.domain.rules.naming import names_of
from plushka.domain.rules.rule import Rule, read_all, told

_NO_PROMISE: tuple[type[Effect], ...] = (Tag, Message, Supplier)
"""A label, a letter, and what is between the company and its suppliers."""


@dataclass(frozen=True, slots=True)
class ToldRule:
    """A rule; ``promise`` is what members are told of it, empty where nothing is promised."""

    code: str
    name: str
    sentence: str
    promise: str


def tell_rules(
    rules: Iterable[Rule], programme: Programme, language: str, *, outlets: Mapping[str, str]
) -> tuple[ToldRule, ...]:
    """Tell rules that name tiers of a programme, and outlets by their code."""
    tiers = {tier.code: tier.name.said_in(language) for tier in programme.tiers}
    names = names_of(tiers=tiers, outlets=outlets)
    currency = programme.money.currency
    return tuple(
        ToldRule(
            code=rule.code,
            name=rule.name,
            sentence=told(rule, language, currency=currency, names=names),
            promise=told(promised, language, currency=currency, names=names)
            if (promised := _promised(rule)).effects
            else "",
        )
        for rule in rules
    )


def rules_of(
    programme: Programme, language: str, *, outlets: Mapping[str, str]
) -> tuple[ToldRule, ...]:
    """Tell the rules of a programme."""
    return tell_rules(read_all(programme.rules), programme, language, outlets=outlets)


def _promised(rule: Rule) -> Rule:
    effects = tuple(one for one in rule.effects if not isinstance(one, _NO_PROMISE))
    return structs.replace(rule, effects=effects)
