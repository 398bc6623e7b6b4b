"""The form in which somebody says what the columns of a file mean."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from plushka.domain.imports.fields.field import ATTRIBUTE, Kind, attribute
from plushka.domain.imports.fields.guessing import is_meaning
from plushka.domain.imports.fields.kinds import FIELDS
from plushka.domain.imports.models import Import
from plushka.domain.imports.plan import MappingWrong, Options
from plushka.lib.latin import code_of as latin_code
from plushka.web.manager.importing.words import field_words

_TERMS = ("programme", "never", "day")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file: its name, a few of its cells, and what it means."""

    number: int
    name: str
    cells: tuple[str, ...]
    meaning: str


def columns(row: Import) -> list[Column]:
    """Give the columns of a file as the form shows them."""
    found = []
    for number, (name, meaning) in enumerate(zip(row.header, row.meanings, strict=True)):
        cells = (cells[number].strip() for cells in row.sample)
        kept = ATTRIBUTE if attribute(meaning) else meaning
        found.append(Column(number, name, tuple(cell for cell in cells if cell)[:3], kept))
    return found


def choices(kind: Kind) -> list[tuple[str, str]]:
    """Give what a column may mean, by code and in words."""
    return [(field.code, field_words(field.code)) for field in FIELDS[kind]]


def read_meanings(row: Import, sent: QueryDict) -> list[str]:
    """Read what was chosen for each column; raises ``MappingWrong`` for what no form offers."""
    kind, meanings = Kind(row.kind), []
    for number, name in enumerate(row.header):
        meaning = sent.get(f"column-{number}", "")
        if meaning == ATTRIBUTE:
            meaning = f"{ATTRIBUTE}:{code_of(name, number)}"
        if meaning and not is_meaning(kind, meaning):
            raise MappingWrong("columns")
        meanings.append(meaning)
    return meanings


def code_of(name: str, number: int) -> str:
    """Make the code of an attribute of a column's name: «Любимый цвет» is ``liubimyi_tsvet``."""
    return latin_code(name) or f"column_{number + 1}"


def read_options(sent: QueryDict) -> Options:
    """Read what was chosen beside the columns; what no form offers is the usual."""
    term = sent.get("term", "")
    try:
        until = dt.date.fromisoformat(sent.get("until", ""))
    except ValueError:
        until = None
    known: Mapping[str, Any] = {
        "term": term if term in _TERMS else "programme",
        "until": until,
        "points": "gift" if sent.get("points") == "gift" else "purchase",
        "is_welcoming": bool(sent.get("is_welcoming")),
        "makes_missing": bool(sent.get("makes_missing")),
    }
    return Options(**known)
