"""Fields that a trigger brings of its own: of its moment only."""

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

from plushka.domain.rules.facts import Facts
from plushka.domain.rules.fields.attributes import of_kind
from plushka.domain.rules.fields.field import Family, Field
from plushka.domain.rules.values.numbers import NUMBER
from plushka.domain.rules.values.texts import ANYTHING, TEXT
from plushka.domain.rules.values.truth import TRUTH
from plushka.domain.rules.values.type import Type
from plushka.domain.rules.words import Words

PREFIX = "event.data."
_KINDS: dict[str, tuple[type, ...]] = {
    TEXT.name: (str,),
    NUMBER.name: (int,),
    TRUTH.name: (bool,),
    ANYTHING.name: (str, int, bool),
}


def _happened(name: str, facts: Facts) -> object | None:
    value = facts.happened.get(name)
    return None if value in ("", ()) else value


def happened(
    name: str, kind: Type, words: Words, *, choices: Mapping[str, Words] = MappingProxyType({})
) -> Field:
    """Declare a field that facts bring in ``happened`` under the field's own name."""
    get = partial(_happened, name)
    return Field(name, kind, words, get, choices=tuple(choices), choice_words=choices)


def _data(name: str, kinds: tuple[type, ...], facts: Facts) -> object | None:
    return of_kind(facts.happened.get(name), kinds)


def _make(code: str, kind: Type) -> Field:
    return Field(
        PREFIX + code,
        kind,
        Words(f"«{code}» события", f"«{code}» події", f"the event’s “{code}”"),
        partial(_data, PREFIX + code, _KINDS[kind.name]),
    )


DATA = Family(
    PREFIX,
    Words("что прислано с событием", "що надіслано з подією", "what came with the event"),
    _make,
)
