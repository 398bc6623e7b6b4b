"""Reading and writing programme documents: JSON as it is stored, YAML as people edit it."""

from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from plushka.domain.programmes import checks, shape, yaml_text
from plushka.domain.programmes.document import Programme
from plushka.domain.rules.invalid import RuleInvalid
from plushka.domain.rules.rule import document as normal_document
from plushka.domain.rules.rule import read_all
from plushka.lib.refusal import Refusal


class ProgrammeInvalid(Refusal):
    """A document that is no programme; it names every field that is wrong."""

    code = "invalid"

    def __init__(self, errors: list[tuple[str, str]]) -> None:
        super().__init__(
            "; ".join(f"{path}: {message}" if path else message for path, message in errors),
            errors=[{"path": path, "message": message} for path, message in errors],
        )
        self.errors = errors


def read(document: object) -> Programme:
    """Make a programme of plain values, as JSON or YAML bring them.

    Numbers may stand for decimal strings. Refuses a document that is no programme.
    """
    try:
        written = _with_numbers_written_out(document)
        programme = msgspec.convert(written, Programme, strict=False)
    except msgspec.ValidationError as error:
        raise ProgrammeInvalid(shape.faults(written) or [("", str(error))]) from error
    except RecursionError as error:
        raise ProgrammeInvalid([("", "it is nested too deep")]) from error
    try:
        rules = read_all(programme.rules)
    except RuleInvalid as invalid:
        raise ProgrammeInvalid(invalid.problems) from invalid
    if errors := list(checks.problems(programme, rules)):
        raise ProgrammeInvalid(errors)
    return msgspec.structs.replace(programme, rules=tuple(map(normal_document, rules)))


def read_yaml(text: str) -> Programme:
    """Make a programme of a YAML document. Refuses what is no YAML or no programme."""
    return read(from_yaml(text))


def from_yaml(text: str) -> object:
    """Give the plain values of a YAML text, checked by nobody yet. Refuses what is no YAML."""
    try:
        return yaml_text.read(text)
    except ValueError as error:
        raise ProgrammeInvalid([("", str(error))]) from error


def plain(programme: Programme) -> dict[str, Any]:
    """Give the document as JSON gives it back, every default written out."""
    values: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(programme))
    return values


def to_yaml(programme: Programme) -> str:
    """Write the document for people; reading it gives the same programme."""
    return yaml_text.write(plain(programme))


@cache
def preset(name: str) -> Programme:
    """Give a programme that ships with us. Refuses, with LookupError, an unknown name.

    Read once, for every company begins with one: who wants another takes ``plain`` of it.
    """
    if name not in PRESETS:
        raise LookupError(f"no preset {name}; there are: {', '.join(sorted(PRESETS))}")
    place = files("plushka.domain.programmes") / "presets" / f"{name}.yaml"
    return read_yaml(place.read_text(encoding="utf-8"))


PRESETS = frozenset({"bands", "bonusplus", "cafe", "clothes", "fuel", "operator", "per_full"})


def _with_numbers_written_out(document: object) -> object:
    """Numbers as text, but in rules, which tell whole numbers from decimals themselves."""
    if not isinstance(document, dict) or "rules" not in document:
        return _written_out(document)
    others = {name: part for name, part in document.items() if name != "rules"}
    return {**_written_out(others), "rules": document["rules"]}  # type: ignore[dict-item]


def _written_out(value: object) -> object:
    """Numbers as text, so that one shape reads both 5 and "5"."""
    match value:
        case bool():
            return value
        case int() | float():
            return str(value)
        case dict():
            return {str(name): _written_out(part) for name, part in value.items()}
        case list() | tuple():
            return [_written_out(part) for part in value]
        case _:
            return value
