"""Reading and writing programme documents: JSON as it is stored, YAML as people edit it."""

from importlib.resources import files
from typing import Any, override

import msgspec
import yaml

from plushka.domain.programmes import checks
from plushka.domain.programmes.document import AMOUNT, CODE, CURRENCY, PERCENT, Programme
from plushka.lib.refusal import Refusal

_IN_WORDS = {
    AMOUNT: "use digits with at most two decimals, such as 146.98",
    PERCENT: "use digits with at most four decimals, such as 7.5",
    CURRENCY: "use three capital letters",
    CODE: "use a-z, 0-9 and _, beginning with a letter",
}


class ProgrammeInvalid(Refusal):
    """A document that is no programme; it names every field that is wrong."""

    code = "invalid"

    def __init__(self, errors: list[tuple[str, str]]) -> None:
        super().__init__(
            "; ".join(f"{path}: {message}" for path, message in errors),
            errors=[{"path": path, "message": message} for path, message in errors],
        )
        self.errors = errors


def read(document: object) -> Programme:
    """Make a programme of plain values, as JSON or YAML bring them.

    Numbers may stand for decimal strings. Refuses a document that is no programme.
    """
    try:
        programme = msgspec.convert(_written_out(document), Programme, strict=False)
    except msgspec.ValidationError as error:
        raise ProgrammeInvalid([_in_words(str(error))]) from error
    if errors := list(checks.problems(programme)):
        raise ProgrammeInvalid(errors)
    return programme


def read_yaml(text: str) -> Programme:
    """Make a programme of a YAML document. Refuses what is no YAML or no programme."""
    try:
        document = yaml.load(text, Loader=_Loader)  # noqa: S506 - a SafeLoader
    except yaml.YAMLError as error:
        raise ProgrammeInvalid([("", f"no YAML: {error}")]) from error
    return read(document)


def plain(programme: Programme) -> dict[str, Any]:
    """Give the document as JSON gives it back, every default written out."""
    values: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(programme))
    return values


def to_yaml(programme: Programme) -> str:
    """Write the document for people; reading it gives the same programme."""
    text: str = yaml.safe_dump(plain(programme), allow_unicode=True, sort_keys=False, width=99)
    return text


def preset(name: str) -> Programme:
    """Give a programme that ships with us. Refuses, with LookupError, an unknown name."""
    if name not in PRESETS:
        raise LookupError(f"no preset {name}; there are: {', '.join(sorted(PRESETS))}")
    place = files("plushka.domain.programmes") / "presets" / f"{name}.yaml"
    return read_yaml(place.read_text(encoding="utf-8"))


PRESETS = frozenset({"bonusplus"})
_RESOLVED = {"tag:yaml.org,2002:bool", "tag:yaml.org,2002:null"}


class _Loader(yaml.SafeLoader):
    """Leaves numbers as they are written: a float never comes near a sum, 010 is not eight."""

    @override
    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self.yaml_implicit_resolvers = {
            start: [(tag, shape) for tag, shape in resolvers if tag in _RESOLVED]
            for start, resolvers in self.yaml_implicit_resolvers.items()
        }


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


def _in_words(error: str) -> tuple[str, str]:
    """Split what msgspec says into the path of the field and a sentence."""
    message, _, path = error.rpartition(" - at `$")
    if not message:
        message, path = error, ""
    for pattern, sentence in _IN_WORDS.items():
        if repr(pattern) in message:
            message = sentence
    return path.strip("`.").replace("[...]", "[]"), message
