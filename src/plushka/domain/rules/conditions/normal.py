"""One form for conditions that say the same in the same order.

Nested lists of one kind become one list, a list of one its part, what is said
twice is said once, two negations go, and one of a single value is that value.
"""

from collections.abc import Iterable, Iterator

from plushka.domain.rules.conditions.tree import (
    ALWAYS,
    AllLines,
    AllOf,
    AnyLine,
    AnyOf,
    Asked,
    Measured,
    NotSo,
    Tree,
)
from plushka.domain.rules.operators.in_ import IN
from plushka.domain.rules.operators.is_ import IS


def normal(tree: Tree) -> Tree:  # noqa: PLR0911 - one a kind
    """Bring a condition into its normal form; it holds of the same facts."""
    match tree:
        case AllOf(parts):
            return _joined(AllOf, parts)
        case AnyOf(parts):
            joined = _joined(AnyOf, parts)
            is_certain = isinstance(joined, AnyOf) and ALWAYS in joined.parts
            return ALWAYS if is_certain else joined
        case NotSo(part):
            inner = normal(part)
            return inner.part if isinstance(inner, NotSo) else NotSo(inner)
        case AnyLine(part):
            return AnyLine(normal(part))
        case AllLines(part):
            return AllLines(normal(part))
        case Measured(part, asked):
            return Measured(normal(part), _leaf(asked))
    return _leaf(tree)


def _leaf(asked: Asked) -> Asked:
    if asked.operator is IN and len(asked.value) == 1:
        [value] = asked.value
        return Asked(asked.field, IS, value)
    return asked


def _joined(kind: type[AllOf] | type[AnyOf], parts: Iterable[Tree]) -> Tree:
    found = tuple(dict.fromkeys(_spread(kind, parts)))
    return found[0] if len(found) == 1 else kind(found)


def _spread(kind: type[AllOf] | type[AnyOf], parts: Iterable[Tree]) -> Iterator[Tree]:
    for part in map(normal, parts):
        if isinstance(part, kind):
            yield from part.parts
        else:
            yield part
