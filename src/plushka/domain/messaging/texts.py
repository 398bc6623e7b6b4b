"""The language of texts: words, and named values in braces.

``{code}`` is a value, ``{points|points}`` a value written in some way, ``{days|plural:день,дня,
дней}`` a way that is told words. A brace itself is written twice. Everything that could go wrong
is refused while a text is edited, with its place; a text that was accepted can be sent whatever
its values are.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from plushka.domain.messaging.filters import FILTERS, Voice, n_forms, plain
from plushka.domain.messaging.kinds.kind import Given, Kind, Value
from plushka.lib.refusal import Refusal

type Why = Literal[
    "empty", "unclosed", "stray", "nameless", "doubled", "unknown_value", "unknown_filter",
    "unfit", "forms", "words", "may_be_empty", "needed",
]  # fmt: skip

_BRACE = re.compile(r"\{\{|\}\}|\{|\}")


class TextInvalid(Refusal):
    """A text cannot be sent as it is written: why, and from which letter on, counted from 1."""

    code = "text_invalid"

    def __init__(self, why: Why, *, place: int, piece: str, field: str = "text") -> None:
        super().__init__(
            f"{field}: {why} at {place}: {piece}", field=field, why=why, place=place, piece=piece
        )
        self.why: Why = why
        self.place = place
        self.piece = piece
        self.field = field

    def of(self, field: str) -> "TextInvalid":
        """Give the same, said of a field."""
        return TextInvalid(self.why, place=self.place, piece=self.piece, field=field)


class ValueMissing(Exception):  # noqa: N818 - a fault said in the trade's words
    """A message was put in the queue without a value of its kind: a fault of ours."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a value goes: its name, and how it is written; an empty filter is as it is."""

    name: str
    filter: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """A text that was read: words and slots, one after the other."""

    parts: tuple[str | Slot, ...]

    @property
    def names(self) -> frozenset[str]:
        """The values it needs."""
        return frozenset(part.name for part in self.parts if isinstance(part, Slot))


@lru_cache(maxsize=2_000)
def read(kind: Kind, source: str, language: str) -> Text:
    """Read a text of a kind; refuses ``TextInvalid`` for whatever could not be sent."""
    if not source.strip():
        raise TextInvalid("empty", place=1, piece="")
    return Text(tuple(_parts(kind, source, language)))


def render(kind: Kind, source: str, *, values: Mapping[str, Given], voice: Voice) -> str:
    """Write a text that was accepted with its values; it is their caller's fault if one is
    missing.
    """
    return "".join(
        part if isinstance(part, str) else _written(kind, part, values, voice)
        for part in read(kind, source, voice.language).parts
    )


def _written(kind: Kind, slot: Slot, values: Mapping[str, Given], voice: Voice) -> str:
    if slot.name not in values:
        raise ValueMissing(f"{kind.code}: {slot.name}")
    given, measure = values[slot.name], kind.values[slot.name].measure
    if not slot.filter:
        return plain(given, measure, voice)
    return FILTERS[slot.filter].write(given, slot.words, measure, voice)


def _parts(kind: Kind, source: str, language: str) -> Iterator[str | Slot]:
    at = 0
    while found := _BRACE.search(source, at):
        if found.start() > at:
            yield source[at : found.start()]
        match found.group():
            case "{":
                end = source.find("}", found.end())
                inner = source[found.end() : end]
                if end < 0 or "{" in inner:
                    raise _invalid("unclosed", source, found.start(), end)
                yield _slot(kind, inner, language, found.start() + 1)
                at = end + 1
            case "}":
                raise TextInvalid("stray", place=found.start() + 1, piece="}")
            case "{{" if name := _doubled(kind, source, found.start()):
                raise TextInvalid("doubled", place=found.start() + 1, piece=name)
            case brace:
                yield brace[0]
                at = found.end()
    if at < len(source):
        yield source[at:]


def _doubled(kind: Kind, source: str, start: int) -> str:
    """Give what stands in doubled braces, as other systems write values, if it is a value."""
    found = re.match(r"\{\{\s*(\w+)[^{}]*\}\}", source[start:])
    return found.group() if found and found.group(1) in kind.values else ""


def _slot(kind: Kind, inner: str, language: str, place: int) -> Slot:
    name, bar, written = (part.strip() for part in inner.partition("|"))
    if not name:
        raise TextInvalid("nameless", place=place, piece=f"{{{inner}}}")
    value = kind.values.get(name)
    if value is None:
        raise TextInvalid("unknown_value", place=place, piece=name)
    filter_, colon, told = (part.strip() for part in written.partition(":"))
    if not bar:
        filter_, told = "", ""
    elif filter_ not in FILTERS:
        raise TextInvalid("unknown_filter", place=place, piece=filter_)
    words = tuple(word.strip() for word in told.split(",")) if colon else ()
    if filter_ == "or":
        words = (told,) if told else ()
    _check(Slot(name, filter_, words), value, language, place)
    return Slot(name, filter_, words)


def _check(slot: Slot, value: Value, language: str, place: int) -> None:
    """Refuse a way of writing that does not fit the value, or was not told what it needs."""
    if value.may_be_empty and slot.filter != "or":
        raise TextInvalid("may_be_empty", place=place, piece=slot.name)
    if not slot.filter:
        return
    way = FILTERS[slot.filter]
    if value.measure not in way.fits:
        raise TextInvalid("unfit", place=place, piece=f"{slot.name}|{slot.filter}")
    if way.has_forms and (len(slot.words) not in n_forms(language) or not all(slot.words)):
        raise TextInvalid("forms", place=place, piece=slot.filter)
    if way.has_words and not slot.words:
        raise TextInvalid("words", place=place, piece=slot.filter)
    if slot.words and not (way.has_forms or way.has_words):
        raise TextInvalid("words", place=place, piece=slot.filter)


def _invalid(why: Why, source: str, start: int, end: int) -> TextInvalid:
    piece = source[start:] if end < 0 else source[start:end]
    return TextInvalid(why, place=start + 1, piece=piece[:40])
