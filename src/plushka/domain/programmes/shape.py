"""What is wrong with the shape of a document: every place, not only the first.

The structs of ``document`` say what is allowed; this walks them beside the values, so a new field
or section needs no word here.
"""

import re
import typing
from collections.abc import Iterator
from itertools import islice
from types import NoneType, UnionType

import msgspec
from msgspec import UnsetType, structs

from plushka.domain.programmes.document import AMOUNT, CODE, CURRENCY, PERCENT, Programme

type Fault = tuple[str, str]

MOST_TOLD = 100
"""Nobody reads more faults than that at once."""

_IN_WORDS = {
    AMOUNT: "use digits with at most two decimals, such as 146.98",
    PERCENT: "use digits with at most four decimals, such as 7.5",
    CURRENCY: "use three capital letters",
    CODE: "use a-z, 0-9 and _, beginning with a letter",
}
_LONGEST_NAME = 60
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""All but the line feed, which a text of several lines needs."""


def faults(document: object, kind: type[msgspec.Struct] = Programme) -> list[Fault]:
    """Name what keeps plain values from being a programme, or another struct, with each path."""
    return list(islice(_faults(document, kind, ""), MOST_TOLD))


def unwritable(value: object, path: str = "") -> Iterator[Fault]:
    """Name the texts with characters that no page and no database takes."""
    match value:
        case str() if _CONTROLS.search(value):
            yield path, "leave out control characters and lone surrogates"
        case dict():
            for name, part in value.items():
                inside = _inside(path, name)
                yield from unwritable(str(name), inside)
                yield from unwritable(part, inside)
        case list():
            for place, part in enumerate(value):
                yield from unwritable(part, f"{path}[{place}]")


def _faults(value: object, kind: typing.Any, path: str) -> Iterator[Fault]:
    kind = _unwrapped(kind, value)
    match value:
        case dict() if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            yield from _of_section(value, kind, path)
        case dict() if typing.get_origin(kind) is dict:
            name_kind, part_kind = typing.get_args(kind)
            for name, part in value.items():
                yield from _of_value(name, name_kind, _inside(path, name))
                yield from _faults(part, part_kind, _inside(path, name))
        case list() if typing.get_origin(kind) is tuple:
            yield from _of_list(value, kind, path)
        case _:
            yield from _of_value(value, kind, path)


def _of_section(
    values: dict[str, object], kind: type[msgspec.Struct], path: str
) -> Iterator[Fault]:
    fields = {field.encode_name: field for field in structs.fields(kind)}
    for name in values:
        if name not in fields:
            yield _inside(path, name), "there is no such field"
    for name, field in fields.items():
        if name in values:
            yield from _faults(values[name], field.type, _inside(path, name))
        elif field.required:
            yield _inside(path, name), "this is needed"


def _of_list(values: list[object], kind: typing.Any, path: str) -> Iterator[Fault]:
    kinds = typing.get_args(kind)
    if kinds[-1] is Ellipsis:
        kinds = kinds[:1] * len(values)
    if len(kinds) != len(values):
        yield path, f"write {len(kinds)} values, not {len(values)}"
        return
    for place, (value, one) in enumerate(zip(values, kinds, strict=True)):
        yield from _faults(value, one, f"{path}[{place}]")


def _of_value(value: object, kind: typing.Any, path: str) -> Iterator[Fault]:
    try:
        msgspec.convert(value, kind, strict=False)
    except msgspec.ValidationError as error:
        yield path, _message(str(error))


def _unwrapped(kind: typing.Any, value: object) -> typing.Any:
    """Take away names of types, and of a choice what the value is not."""
    while isinstance(kind, typing.TypeAliasType):
        kind = kind.__value__
    if isinstance(kind, UnionType) or typing.get_origin(kind) is typing.Union:
        kinds = [one for one in typing.get_args(kind) if one is not UnsetType]
        if value is not None:
            kinds = [one for one in kinds if one is not NoneType]
        if len(kinds) == 1:
            return _unwrapped(kinds[0], value)
    return kind


def _message(error: str) -> str:
    message = error.rpartition(" - at `$")[0] or error
    return next((words for sign, words in _IN_WORDS.items() if repr(sign) in message), message)


def _inside(path: str, name: object) -> str:
    """Write the path of a field; the longest and strangest names are shortened."""
    shown = str(name)
    shown = shown if len(shown) <= _LONGEST_NAME else f"{shown[:_LONGEST_NAME]}…"
    shown = shown.encode("utf-8", "replace").decode()
    return f"{path}.{shown}" if path else shown
