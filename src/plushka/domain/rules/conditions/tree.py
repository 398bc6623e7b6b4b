"""What a condition is made of.

As a document: ``{"all": […]}``, ``{"any": […]}``, ``{"not": …}``, a leaf
``{"field": "member.tier", "is": "gold"}``, and of the lines of a receipt
``{"any_line": …}``, ``{"all_lines": …}`` or a measure of the lines chosen,
``{"lines": …, "total": {"from": "500.00"}}``.
"""

from dataclasses import dataclass
from typing import Any

from plushka.domain.rules.fields.field import Field
from plushka.domain.rules.operators.operator import Operator


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds; without parts it always does."""

    parts: "tuple[Tree, ...]"


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: "tuple[Tree, ...]"


@dataclass(frozen=True, slots=True)
class NotSo:
    """The part does not hold."""

    part: "Tree"


@dataclass(frozen=True, slots=True)
class Asked:
    """A leaf: a field, an operator, and what is asked for."""

    field: Field
    operator: Operator
    value: Any


@dataclass(frozen=True, slots=True)
class AnyLine:
    """At least one line of the receipt is such."""

    part: "Tree"


@dataclass(frozen=True, slots=True)
class AllLines:
    """The receipt has lines, and all of them are such."""

    part: "Tree"


@dataclass(frozen=True, slots=True)
class Measured:
    """What the lines that are such come to: ``asked.field`` is a measure of lines."""

    part: "Tree"
    asked: Asked


type Tree = AllOf | AnyOf | NotSo | Asked | AnyLine | AllLines | Measured

ALWAYS = AllOf(())
