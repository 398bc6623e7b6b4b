"""A condition is read from plain JSON; all that is wrong is told at once, each with its place."""

from dataclasses import dataclass, field
from typing import Any

from plushka.domain.rules.conditions.measures import MEASURES
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
from plushka.domain.rules.fields.field import Family, Field
from plushka.domain.rules.fields.happened import DATA
from plushka.domain.rules.fields.kinds import FIELDS, LINE_FIELDS, OF_LINES, Scope
from plushka.domain.rules.invalid import Problem, RuleInvalid, under
from plushka.domain.rules.operators.kinds import OPERATORS
from plushka.domain.rules.triggers.kinds import TRIGGERS
from plushka.domain.rules.values.numbers import NUMBER
from plushka.domain.rules.values.texts import ANYTHING, TEXT
from plushka.domain.rules.values.truth import TRUTH
from plushka.domain.rules.values.type import Type

DEEPEST = 20
MOST_NODES = 500

_ELSEWHERE = {
    *FIELDS,
    *LINE_FIELDS,
    *(field.name for trigger in TRIGGERS.values() for field in trigger.own),
}
_SHAPE = (
    "write all, any, not, any_line, all_lines, lines with a measure, or field with an operator"
)
_LONGEST_SHOWN = 60


@dataclass(slots=True)
class _Reading:
    nodes: int = 0
    problems: list[Problem] = field(default_factory=list)


class _Wrong(ValueError):  # noqa: N818 - said in the trade's words
    """What is wrong with one node, and where."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(message)
        self.path = path


@dataclass(frozen=True, slots=True)
class _Here:
    """Where a node stands, and what may be asked there."""

    scope: Scope
    path: str
    depth: int = 1

    def below(self, step: str) -> "_Here":
        return _Here(self.scope, under(self.path, step), self.depth + 1)

    def at(self, place: int) -> "_Here":
        return _Here(self.scope, f"{self.path}[{place}]", self.depth)


def read(document: object, scope: Scope, *, path: str = "") -> Tree:
    """Make a condition of what JSON brings, asking only what the scope has.

    ``path`` is where the condition stands in a larger document. Refuses
    unknown fields and operators, values of another type, more than 20 levels
    and more than 500 nodes, as ``RuleInvalid``.
    """
    reading = _Reading()
    tree = _tree(reading, document, _Here(scope, path))
    if reading.problems:
        raise RuleInvalid(reading.problems)
    return tree


def _tree(reading: _Reading, document: object, here: _Here) -> Tree:
    """Read a node and those below it; what is wrong is kept, and the next node is read."""
    reading.nodes += 1
    if reading.nodes > MOST_NODES:
        raise RuleInvalid([(here.path, f"a condition has at most {MOST_NODES} nodes")])
    try:
        return _node(reading, document, here)
    except _Wrong as wrong:
        reading.problems.append((wrong.path, str(wrong)))
        return ALWAYS


def _node(reading: _Reading, document: object, here: _Here) -> Tree:
    if here.depth > DEEPEST:
        raise _Wrong(here.path, f"conditions are nested at most {DEEPEST} deep")
    if not isinstance(document, dict) or not document:
        raise _Wrong(here.path, _SHAPE)
    if "field" in document:
        return _asked(document, here)
    if "lines" in document:
        return _measured(reading, document, here)
    if len(document) > 1:
        raise _Wrong(here.path, f"{_SHAPE}, and nothing beside it")
    [(word, inner)] = document.items()
    return _joined(reading, word, inner, here.below(_shown(word)))


def _joined(reading: _Reading, word: object, inner: object, here: _Here) -> Tree:
    match word:
        case "all":
            return AllOf(_list(reading, inner, here))
        case "any" if inner == []:
            raise _Wrong(here.path, "write at least one condition")
        case "any":
            return AnyOf(_list(reading, inner, here))
        case "not":
            return NotSo(_tree(reading, inner, here))
        case "any_line":
            return AnyLine(_of_lines(reading, inner, here))
        case "all_lines":
            return AllLines(_of_lines(reading, inner, here))
        case _:
            raise _Wrong(here.path, _SHAPE)


def _list(reading: _Reading, inner: object, here: _Here) -> tuple[Tree, ...]:
    if not isinstance(inner, list):
        raise _Wrong(here.path, "write a list of conditions")
    return tuple(_tree(reading, part, here.at(place)) for place, part in enumerate(inner))


def _of_lines(reading: _Reading, inner: object, here: _Here) -> Tree:
    if not here.scope.has_lines:
        raise _Wrong(here.path, here.scope.refusal.format(field="a line of a receipt"))
    return _tree(reading, inner, _Here(OF_LINES, here.path, here.depth))


def _measured(reading: _Reading, document: dict[Any, Any], here: _Here) -> Tree:
    part = _of_lines(reading, document["lines"], here.below("lines"))
    others = [word for word in document if word != "lines"]
    if len(others) != 1 or others[0] not in MEASURES:
        raise _Wrong(here.path, f"write lines with one of {', '.join(MEASURES)}")
    [name] = others
    path, wanted = under(here.path, name), document[name]
    if not isinstance(wanted, dict) or len(wanted) != 1:
        raise _Wrong(path, 'write one operator with its value, such as {"from": 2}')
    [(word, value)] = wanted.items()
    return Measured(part, _leaf(MEASURES[name], word, value, path))


def _asked(document: dict[Any, Any], here: _Here) -> Asked:
    others = [word for word in document if word != "field"]
    if len(others) != 1:
        raise _Wrong(here.path, f"write field with one of {', '.join(OPERATORS)}")
    [word] = others
    try:
        asked = _field(document["field"], word, document[word], here.scope)
    except ValueError as error:
        raise _Wrong(under(here.path, "field"), str(error)) from error
    return _leaf(asked, word, document[word], here.path)


def _leaf(asked: Field, word: object, value: object, path: str) -> Asked:
    operator = OPERATORS.get(word) if isinstance(word, str) else None
    place = under(path, _shown(word))
    if operator is None:
        raise _Wrong(place, f"no such operator; there are {', '.join(OPERATORS)}")
    if not operator.fits(asked.type):
        raise _Wrong(place, f"{operator.name} does not go with {asked.type.name}")
    try:
        return Asked(asked, operator, operator.read(value, asked))
    except ValueError as error:
        raise _Wrong(place, str(error)) from error


def _field(name: object, word: object, value: object, scope: Scope) -> Field:
    """Find a field by its name. Raises ``ValueError`` that says why there is none."""
    if not isinstance(name, str):
        raise ValueError("write the name of a field")  # noqa: TRY004 - one refusal
    match scope.find(name):
        case Field() as found:
            return found
        case Family() as family:
            return family.make(family.code_of(name), _type_of(word, value))
    if name in _ELSEWHERE or DATA.code_of(name):
        raise ValueError(scope.refusal.format(field=name))
    raise ValueError(f"no such field: {_shown(name)}")


def _type_of(word: object, value: object) -> Type:
    """Give the type of what is asked for: fields of a family have that of the question."""
    if word == "exists":
        return ANYTHING
    match value[0] if isinstance(value, list) and value else value:
        case bool():
            return TRUTH
        case int() | float():
            return NUMBER
        case _:
            return TEXT


def _shown(name: object) -> str:
    return str(name)[:_LONGEST_SHOWN]
