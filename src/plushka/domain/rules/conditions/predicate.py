"""A condition as a function of facts.

Made of plain functions, each bound to its parts: no tree is walked while a
sale waits.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from plushka.domain.rules.conditions.tree import (
    AllLines,
    AllOf,
    AnyLine,
    AnyOf,
    Measured,
    NotSo,
    Tree,
)
from plushka.domain.rules.fields.field import Get

type Predicate = Callable[[Any], bool]


def predicate(tree: Tree) -> Predicate:  # noqa: PLR0911 - one a kind
    """Compile a condition: the function takes facts and says whether it holds."""
    match tree:
        case AllOf(()):
            return _always
        case AllOf((first, second)):
            return partial(_both, predicate(first), predicate(second))
        case AllOf(parts):
            return partial(_every, tuple(map(predicate, parts)))
        case AnyOf(parts):
            return partial(_some, tuple(map(predicate, parts)))
        case NotSo(part):
            return partial(_not, predicate(part))
        case AnyLine(part):
            return partial(_any_line, predicate(part))
        case AllLines(part):
            return partial(_all_lines, predicate(part))
        case Measured(part, asked):
            measure = partial(_measure, predicate(part), asked.field.get)
            return partial(asked.operator.holds, measure, asked.value)
    return partial(tree.operator.holds, tree.field.get, tree.value)


def _always(_facts: Any) -> bool:
    return True


def _both(first: Predicate, second: Predicate, facts: Any) -> bool:
    return first(facts) and second(facts)


def _every(parts: tuple[Predicate, ...], facts: Any) -> bool:
    for part in parts:  # noqa: SIM110 - all() takes twice as long
        if not part(facts):
            return False
    return True


def _some(parts: tuple[Predicate, ...], facts: Any) -> bool:
    for part in parts:  # noqa: SIM110 - any() takes twice as long
        if part(facts):
            return True
    return False


def _not(part: Predicate, facts: Any) -> bool:
    return not part(facts)


def _any_line(part: Predicate, facts: Any) -> bool:
    return any(map(part, facts.receipt.lines))


def _all_lines(part: Predicate, facts: Any) -> bool:
    return bool(facts.receipt.lines) and all(map(part, facts.receipt.lines))


def _measure(part: Predicate, measure: Get, facts: Any) -> Any:
    return measure([line for line in facts.receipt.lines if part(line)])
