"""What one condition asks: a field, an operator, and what is asked for."""

from dataclasses import dataclass, field
from typing import Any

from plushka.domain.rules.conditions.measures import MEASURES
from plushka.domain.rules.fields.field import Family, Field
from plushka.domain.rules.fields.kinds import Scope
from plushka.domain.rules.operators.kinds import OPERATORS
from plushka.domain.rules.values.numbers import NUMBER
from plushka.domain.rules.values.texts import TEXT
from plushka.domain.rules.values.truth import TRUTH
from plushka.domain.rules.values.type import Type
from plushka.domain.rules.words import Words
from plushka.web.manager.forms.nested import Nested, text_at
from plushka.web.manager.rules import values
from plushka.web.manager.rules.offers import Offers, Pairs
from plushka.web.manager.rules.values import Widget

#: What a value of a family may be: the form asks, as its name does not tell.
KINDS: dict[str, Type] = {"text": TEXT, "number": NUMBER, "bool": TRUTH}
LABELS: dict[str, Words] = {
    "is": Words("равно", "дорівнює", "is"),
    "in": Words("одно из", "одне з", "is one of"),
    "gt": Words("больше", "більше", "is more than"),
    "from": Words("не меньше", "не менше", "is at least"),
    "lt": Words("меньше", "менше", "is less than"),
    "upto": Words("не больше", "не більше", "is at most"),
    "between": Words("от и до", "від і до", "is from … to"),
    "has": Words("есть", "є", "have"),
    "exists": Words("есть ли значение", "чи є значення", "is known or not"),
}
_UNNAMED = "x"
"""Stands for the code of a family while none is typed."""


@dataclass(slots=True)
class Asking:
    """A question as it stands in the form; ``error`` is beside what is asked for."""

    name: str = ""
    #: The code within a family, and what its values are.
    code: str = ""
    kind: str = "text"
    operator: str = ""
    value: str = ""
    upto: str = ""
    error: str = ""
    known: Field | None = field(default=None, init=False)
    operators: Pairs = field(default_factory=list, init=False)
    widget: Widget | None = field(default=None, init=False)

    @property
    def is_family(self) -> bool:
        """Whether the field has to be named by a code."""
        return self.name.endswith(".")

    @property
    def chosen(self) -> list[str]:
        """What of several choices is chosen."""
        return self.value.splitlines()

    def settle(self, known: Field | None, offers: Offers) -> None:
        """Find what may be asked of the field, and how it is typed."""
        self.known = known
        if known is None:
            return
        fitting = [one for one in OPERATORS.values() if one.fits(known.type)]
        if self.operator not in {one.name for one in fitting}:
            self.operator = fitting[0].name
        self.operators = [(one.name, LABELS[one.name].said_in(offers.language)) for one in fitting]
        self.widget = values.widget(known, self.operator, offers)

    def wanted(self, zone: str) -> dict[str, Any]:
        """Give the operator and what is asked for, as a document says it."""
        if self.known is None:
            return {self.operator or "is": self.value}
        read = values.value_of(
            self.value, self.upto, field=self.known, operator=self.operator, zone=zone
        )
        return {self.operator: read}

    def written(self, zone: str) -> dict[str, Any]:
        """Give the document of the whole question."""
        return {"field": f"{self.name}{self.code}", **self.wanted(zone)}


def sent(tree: Nested) -> Asking:
    """Read a question that was sent."""
    return Asking(
        name=text_at(tree, "field"),
        code=text_at(tree, "code").strip()[:50],
        kind=text_at(tree, "kind") or "text",
        operator=text_at(tree, "op"),
        value=text_at(tree, "value"),
        upto=text_at(tree, "upto"),
    )


def read(document: dict[str, Any], scope: Scope, zone: str) -> Asking:
    """Read a question of a document."""
    name = str(document["field"])
    operator, value = next((word, one) for word, one in document.items() if word != "field")
    asking = Asking(name=name, kind=_kind_of(value), operator=operator)
    if isinstance(family := scope.find(name), Family):
        asking.name, asking.code = family.prefix, family.code_of(name)
    if known := known_in(asking, scope):
        asking.value, asking.upto = values.text_of(
            value, field=known, operator=operator, zone=zone
        )
    return asking


def read_measure(name: str, wanted: dict[str, Any], zone: str) -> Asking:
    """Read what a document asks of chosen lines."""
    [(operator, value)] = wanted.items()
    asking = Asking(name=name, operator=operator)
    asking.value, asking.upto = values.text_of(
        value, field=MEASURES[name], operator=operator, zone=zone
    )
    return asking


def known_in(asking: Asking, scope: Scope) -> Field | None:
    """Find the field in a scope; nothing is chosen yet where there is none."""
    for family in scope.families:
        if asking.name == family.prefix:
            return family.make(asking.code or _UNNAMED, KINDS.get(asking.kind, TEXT))
    return scope.fields.get(asking.name)


def _kind_of(value: object) -> str:
    match value[0] if isinstance(value, list) and value else value:
        case bool():
            return "bool"
        case int():
            return "number"
        case _:
            return "text"
