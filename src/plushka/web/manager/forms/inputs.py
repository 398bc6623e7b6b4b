"""One field of a form: how its text is read from a document and written into it.

What cannot be read goes into the document as it was typed, so that the domain refuses it and
names its place; the sentence beside the field is ours.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from plushka.lib import money
from plushka.web.ui.amounts import read_hundredths

type Kind = Literal[
    "amount", "percent", "whole", "text", "code", "choice", "flag", "list", "date", "colour"
]
type Choices = Sequence[tuple[str, str | Promise]]

LONGEST = 200
LONGEST_LIST = 20_000
_WHOLE = re.compile(r"-?[0-9]{1,15}", re.ASCII)
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Input:
    """A field; an empty text leaves it out of the document where ``is_optional``."""

    name: str
    kind: Kind
    label: str | Promise
    hint: str | Promise = ""
    choices: Choices = ()
    is_optional: bool = False


@dataclass(slots=True)
class Shown:
    """A field as a page shows it: with its text, and what is wrong with it."""

    input: Input
    path: str
    text: str
    error: str = ""
    notes: list[str] = field(default_factory=list)
    choices: Choices = ()

    @property
    def id(self) -> str:
        """What labels point at."""
        return self.path.replace(".", "-")

    @property
    def kind(self) -> str:
        """Which template draws it."""
        return self.input.kind

    @property
    def is_number(self) -> bool:
        """Whether digits are typed."""
        return self.input.kind in {"amount", "percent", "whole"}


def shown_text(kind: Kind, value: Any) -> str:
    """Write a value of a document as people edit it."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else ""
        case list() | tuple():
            return "\n".join(str(one) for one in value)
        case str() if kind in {"amount", "percent"}:
            return value.removesuffix(".00")
        case _:
            return str(value)


def read_text(kind: Kind, text: str) -> Any:
    """Give what stands in a document for a text that was typed."""
    match kind:
        case "amount":
            return _amount(text)
        case "percent":
            return _SPACES.sub("", text).replace(",", ".").rstrip("%")[:LONGEST]
        case "whole":
            return whole(text)
        case "flag":
            return bool(text)
        case "list":
            lines = (line.strip() for line in text[:LONGEST_LIST].splitlines())
            return [line for line in lines if line]
        case _:
            return text.strip()[:LONGEST]


def whole(text: str) -> int | str:
    """Read a whole number; whatever else was typed stays as it is."""
    plain = _SPACES.sub("", text)
    return int(plain) if _WHOLE.fullmatch(plain) else plain[:LONGEST]


def _amount(text: str) -> str:
    try:
        return money.show(read_hundredths(text))
    except ValueError:
        return text.strip()[:LONGEST]


def wrong(kind: Kind) -> str:  # noqa: PLR0911 - one a kind
    """Say what to type into a field of a kind."""
    match kind:
        case "amount":
            return _("Type a sum, such as 146.98.")
        case "percent":
            return _("Type a percent that can be, such as 7.5.")
        case "whole":
            return _("Type a whole number.")
        case "code":
            return _("Use small Latin letters, digits and _, beginning with a letter.")
        case "choice":
            return _("Choose one.")
        case "date":
            return _("Choose a day.")
        case _:
            return _("Fill this in, shortly.")
