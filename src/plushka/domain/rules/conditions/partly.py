"""A condition of which one part can change later: what a return leaves of a receipt.

What was known of the member, the time and the place when a receipt was recorded stays as it was
(T11); only what is asked of the receipt is asked again. So the rest is put into the condition as
yes or no, and nothing about the member needs to be kept.
"""

from typing import Any, Literal

from plushka.domain.rules.conditions.normal import normal
from plushka.domain.rules.conditions.predicate import predicate
from plushka.domain.rules.conditions.tree import (
    ALWAYS,
    AllOf,
    AnyOf,
    Asked,
    NotSo,
    Tree,
)

type Part = Literal["nothing", "something", "all"]
"""How much of a condition asks of the receipt."""

NEVER = NotSo(ALWAYS)
_OF_THE_RECEIPT = frozenset({"receipt", "supplier", "redemption"})
"""Groups of fields that change when something of the receipt comes back."""


def part_of(tree: Tree) -> Part:
    """Say how much of a condition asks of the receipt."""
    asked = [_asks_receipt(leaf) for leaf in _leaves(tree)]
    if not any(asked):
        return "nothing"
    return "all" if all(asked) else "something"


def left_to_ask(tree: Tree, facts: Any) -> Tree:
    """Give what of a condition still asks of the receipt, the rest answered as of ``facts``."""
    return normal(_answered(tree, facts))


def _answered(tree: Tree, facts: Any) -> Tree:  # noqa: PLR0911 - one a kind
    match tree:
        case AllOf(parts):
            found = [_answered(part, facts) for part in parts]
            if NEVER in found:
                return NEVER
            return AllOf(tuple(part for part in found if part != ALWAYS))
        case AnyOf(parts):
            found = [_answered(part, facts) for part in parts]
            if ALWAYS in found:
                return ALWAYS
            left = tuple(part for part in found if part != NEVER)
            return AnyOf(left) if left else NEVER
        case NotSo(part):
            answered = _answered(part, facts)
            if answered == NEVER:
                return ALWAYS
            return NEVER if answered == ALWAYS else NotSo(answered)
        case _ if _asks_receipt(tree):
            return tree
        case _:
            return ALWAYS if predicate(tree)(facts) else NEVER


def _leaves(tree: Tree) -> list[Tree]:
    match tree:
        case AllOf(parts) | AnyOf(parts):
            return [leaf for part in parts for leaf in _leaves(part)]
        case NotSo(part):
            return _leaves(part)
        case _:
            return [tree]


def _asks_receipt(leaf: Tree) -> bool:
    return not isinstance(leaf, Asked) or leaf.field.group in _OF_THE_RECEIPT
