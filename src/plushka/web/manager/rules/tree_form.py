"""A condition as a form: groups within groups, with questions at their ends."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from plushka.domain.rules.conditions.measures import MEASURES
from plushka.domain.rules.fields.kinds import OF_LINES, Scope
from plushka.web.manager.forms.nested import Nested, rows_at, text_at
from plushka.web.manager.rules import asking, choosing
from plushka.web.manager.rules.asking import Asking
from plushka.web.manager.rules.offers import Offers, Pairs

HOWS = ("all", "any", "not")
LINE_HOWS = ("any_line", "all_lines", "lines")
OF_LINES_HOWS = frozenset(LINE_HOWS)
DEEPEST = 8
"""No group is begun deeper by hand; what YAML brought deeper is shown."""


@dataclass(slots=True)
class Leaf:
    """A question."""

    asking: Asking
    path: str = ""
    scope: Scope = OF_LINES
    error: str = ""
    is_new: bool = False
    fields: choosing.Grouped = field(default_factory=list)

    @property
    def id(self) -> str:
        """What labels point at."""
        return self.path.replace(".", "-")

    @property
    def is_group(self) -> bool:
        """Tell templates which of both it is."""
        return False


@dataclass(slots=True)
class Group:
    """Parts that hold together as ``how`` says; those of ``lines`` are measured besides."""

    how: str
    parts: list["Node"]
    measure: Asking = field(default_factory=Asking)
    path: str = ""
    scope: Scope = OF_LINES
    depth: int = 1
    error: str = ""
    #: Whether the focus goes here: a part was taken away.
    is_left: bool = False
    measures: Pairs = field(default_factory=list)

    @property
    def id(self) -> str:
        """What labels point at."""
        return self.path.replace(".", "-")

    @property
    def is_group(self) -> bool:
        """Tell templates which of both it is."""
        return True

    @property
    def hows(self) -> tuple[str, ...]:
        """What may be chosen here."""
        return (*HOWS, *LINE_HOWS) if self.scope.has_lines else HOWS

    @property
    def shown_hows(self) -> list[tuple[str, str | Promise]]:
        """What may be chosen here, in words."""
        return choosing.hows(self.hows)

    @property
    def inner(self) -> Scope:
        """What its parts may ask of."""
        return OF_LINES if self.how in OF_LINES_HOWS else self.scope

    @property
    def may_nest(self) -> bool:
        """Whether a group may be begun within."""
        return self.depth < DEEPEST


type Node = Leaf | Group


def sent(tree: Nested) -> Group:
    """Read a group that was sent; what is no group is one of nothing."""
    parts: list[Node] = [
        sent(row) if "how" in row else Leaf(asking.sent(row)) for row in rows_at(tree, "parts")
    ]
    how = text_at(tree, "how")
    measure = Asking(
        name=text_at(tree, "measure") or "total",
        operator=text_at(tree, "op") or "from",
        value=text_at(tree, "value"),
        upto=text_at(tree, "upto"),
    )
    return Group(how if how in {*HOWS, *LINE_HOWS} else "all", parts, measure)


def read(document: dict[str, Any] | None, scope: Scope, zone: str) -> Group:
    """Read a condition of a document as one group."""
    if document is None:
        return Group("all", [])
    node = _read(document, scope, zone)
    return node if isinstance(node, Group) else Group("all", [node])


def _read(document: dict[str, Any], scope: Scope, zone: str) -> Node:
    match document:
        case {"field": _}:
            return Leaf(asking.read(document, scope, zone))
        case {"all": list(parts)}:
            return Group("all", [_read(part, scope, zone) for part in parts])
        case {"any": list(parts)}:
            return Group("any", [_read(part, scope, zone) for part in parts])
        case {"lines": dict(part), **measured}:
            [(name, wanted)] = measured.items()
            measure = asking.read_measure(str(name), wanted, zone)
            return Group("lines", _within(part, OF_LINES, zone), measure)
    [(how, part)] = document.items()
    return Group(how, _within(part, OF_LINES if how in OF_LINES_HOWS else scope, zone))


def _within(document: dict[str, Any], scope: Scope, zone: str) -> list[Node]:
    """Give the parts of a group that holds one condition: those of an ``all`` directly."""
    node = _read(document, scope, zone)
    return node.parts if isinstance(node, Group) and node.how == "all" else [node]


def settle(group: Group, *, path: str, scope: Scope, offers: Offers, depth: int = 1) -> None:
    """Tell each part where it stands and what may be asked there."""
    group.path, group.scope, group.depth = path, scope, depth
    if group.how not in group.hows:
        group.how = "all"
    if group.how == "lines":
        known = MEASURES.get(group.measure.name, MEASURES["total"])
        group.measure.name = known.name
        group.measure.settle(known, offers)
        group.measures = [
            (code, one.words.said_in(offers.language)) for code, one in MEASURES.items()
        ]
    for number, part in enumerate(group.parts):
        place = f"{path}.parts.{number}"
        if isinstance(part, Group):
            settle(part, path=place, scope=group.inner, offers=offers, depth=depth + 1)
        else:
            part.path, part.scope = place, group.inner
            part.fields = choosing.fields(group.inner, offers.language)
            part.asking.settle(asking.known_in(part.asking, group.inner), offers)


def every(group: Group) -> Iterator[Node]:
    """Give a group and all that stands within."""
    yield group
    for part in group.parts:
        if isinstance(part, Group):
            yield from every(part)
        else:
            yield part
