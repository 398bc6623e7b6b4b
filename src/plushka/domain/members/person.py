"""What a member may be called, be born on and be known for; read before it is kept."""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping

from plushka.domain.members.models import Member
from plushka.lib.days import NO_YEAR
from plushka.lib.refusal import BadField

LONGEST_NAME = 200
LONGEST_EMAIL = 254
LONGEST_NOTE = 2000
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(?:\.[^@\s.]+)+")
_EARLIEST_BIRTH = dt.date(1900, 1, 1)
_CODE = re.compile(r"[a-z][a-z0-9_]{0,49}", re.ASCII)
_MOST_ATTRIBUTES = 50
_LARGEST_NUMBER = 2**53
"""Beyond it JSON readers round."""

type Attribute = str | int | bool | None


def is_plain(text: str, longest: int) -> bool:
    """Tell whether a text is short enough and free of control characters and lone surrogates."""
    return len(text) <= longest and not any(
        unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} for character in text
    )


def read_name(text: str, *, path: str) -> str:
    """Read a name: up to 200 characters, spaces around it dropped."""
    if not is_plain(text, LONGEST_NAME):
        raise BadField(path, "use up to 200 characters, none of them control characters")
    return text.strip()


def read_sex(text: str, *, path: str) -> str:
    """Read a sex: FEMALE, MALE, or empty where it was not told."""
    if text not in {"", *Member.Sex.values}:
        raise BadField(path, "use female or male, or leave it out")
    return text


def read_email(text: str, *, path: str) -> str:
    """Read an e-mail address: something, @, and a domain; empty takes it away."""
    address = text.strip()
    if address and not (is_plain(address, LONGEST_EMAIL) and _EMAIL.fullmatch(address)):
        raise BadField(path, "write an address such as anna@example.com")
    return address


def read_note(text: str, *, path: str) -> str:
    """Read a note: up to 2000 characters, also several lines."""
    note = "\n".join(line.rstrip() for line in text.strip().splitlines())
    if not is_plain(note.replace("\n", " "), LONGEST_NOTE):
        raise BadField(path, "use up to 2000 characters, none of them control characters")
    return note


def read_birth_date(day: dt.date | None, *, today: dt.date, path: str) -> dt.date | None:
    """Read a birth date: from 1900 to today, or a day of ``NO_YEAR``, its year untold."""
    if day is not None and day.year != NO_YEAR and not _EARLIEST_BIRTH <= day <= today:
        raise BadField(path, "use a date from 1900-01-01 to today")
    return day


def read_code(text: str, *, path: str) -> str:
    """Read a code of the tenant's own, such as a reason: ``lost_card``."""
    if not _CODE.fullmatch(text):
        raise BadField(path, "use 1 to 50 of a-z, 0-9 and _, a letter first")
    return text


def read_attributes(given: Mapping[str, object], *, path: str) -> dict[str, Attribute]:
    """Read attributes: up to 50, each a short text, a whole number, yes or no, or nothing."""
    if len(given) > _MOST_ATTRIBUTES:
        raise BadField(path, "use up to 50 attributes")
    return {
        read_code(name, path=path): _read_attribute(value, path=f"{path}.{name}")
        for name, value in given.items()
    }


def _read_attribute(value: object, *, path: str) -> Attribute:
    match value:
        case None | bool():
            return value
        case int() if abs(value) <= _LARGEST_NUMBER:
            return value
        case str() if is_plain(value, LONGEST_NAME):
            return value
        case _:
            raise BadField(
                path, "use up to 200 plain characters, a whole number, true, false or null"
            )
