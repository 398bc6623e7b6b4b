"""What a condition can come to when only some of what it asks of is known.

It errs on one side: what it calls impossible cannot happen.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

from plushka.domain.rules.conditions.tree import AllOf, AnyOf, Asked, NotSo, Tree

type Outcomes = frozenset[bool]

_EITHER: Outcomes = frozenset({True, False})


def outcomes(tree: Tree, known: Mapping[str, Any]) -> Outcomes:
    """Give whether a condition may hold and may fail; ``known`` values are by field."""
    match tree:
        case AllOf(parts):
            found = [outcomes(part, known) for part in parts]
            return _possible(
                holds=all(True in one for one in found), fails=any(False in one for one in found)
            )
        case AnyOf(parts):
            found = [outcomes(part, known) for part in parts]
            return _possible(
                holds=any(True in one for one in found), fails=all(False in one for one in found)
            )
        case NotSo(part):
            return frozenset(not one for one in outcomes(part, known))
        case Asked(field, operator, value) if field.name in known:
            get = partial(_given, known[field.name])
            return frozenset({operator.holds(get, value, None)})
        case _:
            return _EITHER


def _possible(*, holds: bool, fails: bool) -> Outcomes:
    return frozenset(one for one, is_possible in ((True, holds), (False, fails)) if is_possible)


def _given(value: Any, _facts: Any) -> Any:
    return value
