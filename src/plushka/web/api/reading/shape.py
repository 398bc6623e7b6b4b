"""A shape: what a body or a query must look like, and how it is read."""

import inspect
from functools import cache
from typing import Any, Protocol, cast

import msgspec
import msgspec.inspect as mi

from plushka.lib.refusal import BadField, Refusal
from plushka.web.api.reading.depth import MOST, is_too_deep
from plushka.web.api.reading.node import Fault, Node
from plushka.web.api.reading.nodes import (
    AnyNode,
    FieldsNode,
    FlagNode,
    ItemsNode,
    MapNode,
    MaybeNode,
    NotedNode,
    ValueNode,
    WholeNode,
    refused,
)
from plushka.web.api.reading.surrogates import without_halves
from plushka.web.api.reading.texts import DAY, ID, MOMENT, ChoiceNode, TextNode
from plushka.web.api.reading.tree import Unreadable, read_tree


class BodyUnreadable(Refusal):
    """The body is no JSON, or nested too deep; ``errors`` names what can be named."""

    code = "unreadable"


class Invalid(Refusal):
    """The body is JSON and not what is asked for; ``errors`` names every wrong field."""

    code = "invalid"


class Readable[Asked](Protocol):
    """A struct of what is sent, which turns itself into what is asked."""

    def asked(self, region: str) -> Asked:
        """Put it in the domain's words; raises ``ValueError`` or ``BadField``."""
        ...


class Shape[Asked]:
    """How bytes become what is asked.

    Where items are judged ``apart``, half a character in one is for whoever
    reads that item to refuse.
    """

    def __init__(self, kind: type[Readable[Asked]], *, apart: bool = False) -> None:
        self.kind = kind
        self.apart = apart
        self.node = cast("FieldsNode", node_of(mi.type_info(kind)))
        self._decoder = msgspec.json.Decoder(kind)

    def read(self, body: bytes, region: str) -> Asked:
        """Read a body strictly.

        Refuses with ``BodyUnreadable`` or ``Invalid``, the latter naming every
        wrong field. ``region`` is the country of phones written without one.
        """
        if is_too_deep(body):
            raise BodyUnreadable(f"It is nested deeper than {MOST}.")
        try:
            return self._decoded(body).asked(region)
        except (msgspec.DecodeError, ValueError, BadField) as error:
            raise self._refusal(body, region, error) from None

    def _decoded(self, body: bytes) -> Readable[Asked]:
        try:
            return self._decoder.decode(body)
        except msgspec.DecodeError:
            if not self.apart:
                raise
        return self._decoder.decode(without_halves(body))

    def _refusal(self, body: bytes, region: str, error: Exception) -> Refusal:
        try:
            tree = read_tree(body)
        except Unreadable as unreadable:
            return BodyUnreadable(str(unreadable))
        errors = refused(self.node.faults(tree.root, "", region))
        if not tree.is_json:
            return BodyUnreadable("It holds values that JSON does not have.", errors=errors)
        if isinstance(error, BadField) and not errors:
            return error
        errors = errors or refused(iter([_told(error)]))
        return Invalid("Some fields are not acceptable.", errors=errors)


def _told(error: Exception) -> Fault:
    """Take the path and the message out of msgspec's sentence."""
    message, _, path = str(error).partition(" - at `")
    return path.removeprefix("$").removeprefix(".").rstrip("`"), message


@cache
def definition_of(kind: type) -> FieldsNode:
    """The node of a struct, for those who describe it."""
    return cast("FieldsNode", node_of(mi.type_info(kind)))


def node_of(kind: Any) -> Node:  # noqa: PLR0911 - one line a kind
    """Find the node for a type as msgspec sees it."""
    match kind:
        case mi.Metadata(type=inner):
            return _noted(kind, inner)
        case mi.UnionType(types=types):
            [inner] = [one for one in types if not isinstance(one, mi.NoneType)]
            return MaybeNode(node_of(inner))
        case mi.StructType():
            return _fields(kind)
        case mi.ListType(item_type=item) | mi.VarTupleType(item_type=item):
            return ItemsNode(node_of(item), kind.min_length or 0, kind.max_length)
        case mi.DictType(value_type=value):
            return MapNode(node_of(value))
        case mi.StrType():
            return TextNode(kind.min_length or 0, kind.max_length)
        case mi.LiteralType(values=values):
            return ChoiceNode(tuple(str(value) for value in values))
        case _:
            return _plain(kind)


def _plain(kind: Any) -> Node:
    match kind:
        case mi.IntType():
            return WholeNode(kind.ge, kind.le)
        case mi.BoolType():
            return FlagNode()
        case mi.DateTimeType():
            return MOMENT
        case mi.DateType():
            return DAY
        case mi.UUIDType():
            return ID
        case mi.RawType() | mi.AnyType():
            return AnyNode()
        case _:
            raise TypeError(f"no node reads {kind}")


def _noted(kind: mi.Metadata, inner: mi.Type) -> Node:
    extra = kind.extra or {}
    if "node" in extra:
        return cast("Node", extra["node"])
    node = ValueNode(extra["value"]) if "value" in extra else node_of(inner)
    notes = kind.extra_json_schema or {}
    check = extra.get("check")
    return NotedNode(node, notes, check) if notes or check else node


def _fields(kind: mi.StructType) -> FieldsNode:
    fields = {}
    for field in kind.fields:
        node = node_of(field.type)
        # A token that may be left out may also be null; its type cannot say so.
        is_maybe = not field.required and isinstance(node, ValueNode)
        fields[field.encode_name] = MaybeNode(node) if is_maybe else node
    return FieldsNode(
        name=kind.cls.__name__,
        about=inspect.cleandoc(kind.cls.__doc__ or ""),
        fields=fields,
        needed=frozenset(field.encode_name for field in kind.fields if field.required),
        choices=getattr(kind.cls, "CHOICES", ()),
    )
