"""What people call the codes that rules name, for telling a rule in words."""

from collections.abc import Mapping
from typing import Any

from msgspec import structs

from plushka.domain.rules.conditions.tree import (
    AllLines,
    AllOf,
    AnyLine,
    AnyOf,
    Asked,
    Measured,
    NotSo,
    Tree,
)
from plushka.domain.rules.effects.effect import Effect
from plushka.domain.rules.effects.tier import Tier

type Names = Mapping[str, Mapping[str, str]]
"""By the name of a field, what each of its values is called."""

NO_NAMES: Names = {}


def names_of(*, tiers: Mapping[str, str], outlets: Mapping[str, str]) -> Names:
    """Gather what tiers and outlets are called, for every field that holds their codes."""
    return {"member.tier": tiers, "member.outlet": outlets, "outlet.code": outlets}


def named(tree: Tree, names: Names) -> Tree:
    """Give a condition that asks for names where it asked for codes: fit only to be told."""
    match tree:
        case AllOf(parts):
            return AllOf(tuple(named(part, names) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(named(part, names) for part in parts))
        case NotSo(part):
            return NotSo(named(part, names))
        case AnyLine() | AllLines() | Measured():
            return tree
    return Asked(tree.field, tree.operator, _named(tree.value, names.get(tree.field.name, {})))


def named_effect(effect: Effect, names: Names) -> Effect:
    """Give an effect that says names where it said codes: fit only to be told."""
    if isinstance(effect, Tier):
        tiers = names.get("member.tier", {})
        return structs.replace(effect, tier=tiers.get(effect.tier, effect.tier))
    return effect


def _named(value: Any, known: Mapping[str, str]) -> Any:
    if isinstance(value, frozenset):
        return frozenset(known.get(one, one) for one in value)
    return known.get(value, value) if isinstance(value, str) else value
