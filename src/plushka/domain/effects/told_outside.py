"""What an outside system says, as the trigger that rules listen to (R16, R18, R19, R22).

Three types are moments of their own, whose data has a fixed form: ``review``,
``referrer_achievement`` and ``payout``. Every other type is an outside event,
and its data is whatever the company's rules ask of it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from plushka.domain.rules.fields.happened import PREFIX
from plushka.lib import money
from plushka.lib.refusal import BadField

type Scalar = str | int | bool | None

MOST_FIELDS = 50
LONGEST = 200
_CODE = re.compile(r"[a-z][a-z0-9_]{0,49}", re.ASCII)
_LARGEST = 2**53


@dataclass(frozen=True, slots=True)
class Moment:
    """A trigger and what it brings."""

    trigger: str
    happened: dict[str, Any] = field(default_factory=dict)
    outlet: str = ""
    staff: str = ""


def moment_of(*, source: str, event: str, kind: str, data: Mapping[str, Scalar]) -> Moment:
    """Make a moment of what was said. Refuses data by its field, ``data.rating``."""
    if kind not in _FORMS:
        return _external(source, event, kind, data)
    form = _FORMS[kind]
    for name in data:
        if name not in form:
            known = ", ".join(form)
            raise BadField(f"data.{name}", f"an event of this type tells {known}")
    read = {
        name: value
        for name, reader in form.items()
        if (value := reader(f"data.{name}", data.get(name))) is not None
    }
    own = {f"{_GROUPS[kind]}.{name}": read[name] for name in read if name not in _AROUND}
    if kind == "referrer_achievement":
        if "step" not in read:
            raise BadField("data.step", "this is needed")
    else:
        own[f"{kind}.id"] = f"{source}:{event}"
    return Moment(kind, own, read.get("outlet", ""), read.get("staff", ""))


def _external(source: str, event: str, kind: str, data: Mapping[str, Scalar]) -> Moment:
    if len(data) > MOST_FIELDS:
        raise BadField("data", f"send at most {MOST_FIELDS} fields")
    for name, value in data.items():
        if not _CODE.fullmatch(name):
            raise BadField(f"data.{name[:50]}", "name a field with a-z, 0-9 and _")
        _scalar(f"data.{name}", value)
    told = {PREFIX + name: value for name, value in data.items()}
    own = {"event.source": source, "event.type": kind, "event.id": event}
    return Moment("external", told | own)


def _scalar(path: str, value: object) -> None:
    match value:
        case None | bool():
            return
        case str() if len(value) <= LONGEST:
            return
        case int() if abs(value) <= _LARGEST:
            return
    raise BadField(path, f"write a whole number, a text of up to {LONGEST} characters, yes or no")


def _text(path: str, value: object) -> str | None:
    if value is None or (isinstance(value, str) and 0 < len(value) <= LONGEST):
        return value
    raise BadField(path, f"write a text of 1 to {LONGEST} characters")


def _whole(path: str, value: object) -> int | None:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    if value is None or (is_number and 0 <= value <= _LARGEST):  # type: ignore[operator]
        return value  # type: ignore[return-value]
    raise BadField(path, "write a whole number from 0")


def _truth(path: str, value: object) -> bool | None:
    if value is None or isinstance(value, bool):
        return value
    raise BadField(path, "write true or false")


def _sum(path: str, value: object) -> int | None:
    try:
        return None if value is None else money.parse(str(value))
    except ValueError as error:
        raise BadField(path, str(error)) from error


_AROUND = frozenset({"outlet", "staff"})
_GROUPS = {"review": "review", "referrer_achievement": "network", "payout": "payout"}
_FORMS: dict[str, dict[str, Callable[[str, object], Any]]] = {
    "review": {"rating": _whole, "has_text": _truth, "outlet": _text, "staff": _text},
    "referrer_achievement": {"step": _text, "invitees": _whole, "paid": _sum},
    "payout": {"amount": _sum, "method": _text},
}
