"""What is asked for, as it is typed: the field a page shows for it, and its JSON."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Literal
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from plushka.domain.rules.fields.field import Field
from plushka.web.manager.forms.inputs import LONGEST, LONGEST_LIST, read_text, whole
from plushka.web.manager.rules.offers import Offers, Pairs

type Draw = Literal[
    "text", "number", "date", "datetime-local", "time", "choice", "choices", "list"
]

YES, NO = "true", "false"
_NUMBERS = {"money", "number", "days"}
_INPUTS: dict[str, Draw] = {"date": "date", "moment": "datetime-local", "time": "time"}


@dataclass(frozen=True, slots=True)
class Widget:
    """How a value is typed or chosen."""

    draw: Draw
    choices: Pairs
    has_upto: bool = False


def widget(field: Field, operator: str, offers: Offers) -> Widget:
    """Choose how a value is typed."""
    if operator == "exists":
        return Widget("choice", [(YES, _("known")), (NO, _("not known"))])
    if field.type.name == "bool":
        return Widget("choice", [(YES, _("yes")), (NO, _("no"))])
    choices = offers.choices(field)
    if operator == "in":
        return Widget("choices" if choices else "list", choices)
    if choices:
        return Widget("choice", choices)
    draw: Draw = "number" if field.type.name in _NUMBERS else "text"
    return Widget(_INPUTS.get(field.type.name, draw), [], has_upto=operator == "between")


def value_of(text: str, upto: str, *, field: Field, operator: str, zone: str) -> Any:
    """Give the JSON of what was typed; what cannot be read stays as it is, to be refused."""
    if operator == "exists" or field.type.name == "bool":
        return {YES: True, NO: False}.get(text, text)
    if operator == "between":
        return [_one(text, field, zone), _one(upto, field, zone)]
    if operator == "in":
        lines = text[:LONGEST_LIST].splitlines()
        return [_one(line, field, zone) for line in lines if line.strip()]
    return _one(text, field, zone)


def text_of(value: Any, *, field: Field, operator: str, zone: str) -> tuple[str, str]:
    """Write the JSON of a value, as it is typed; the second text is the end of a span."""
    match value:
        case [low, high] if operator == "between":
            return _typed(low, field, zone), _typed(high, field, zone)
        case list():
            return "\n".join(_typed(one, field, zone) for one in value), ""
        case _:
            return _typed(value, field, zone), ""


def _one(text: str, field: Field, zone: str) -> Any:
    match field.type.name:
        case "money":
            return read_text("amount", text)
        case "number" | "days":
            return whole(text)
        case "moment":
            return _moment(text.strip(), zone)
        case _:
            return text.strip()[:LONGEST]


def _typed(value: Any, field: Field, zone: str) -> str:
    if isinstance(value, bool):
        return YES if value else NO
    if field.type.name == "moment" and isinstance(value, str):
        return f"{dt.datetime.fromisoformat(value).astimezone(ZoneInfo(zone)):%Y-%m-%dT%H:%M}"
    return str(value).removesuffix(".00") if field.type.name == "money" else str(value)


def _moment(text: str, zone: str) -> str:
    """Read a moment of the company's own clock."""
    try:
        return dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).isoformat()
    except ValueError:
        return text[:LONGEST]


def wrong(field: Field, operator: str) -> str:  # noqa: PLR0911 - one a kind
    """Say what to type."""
    if operator == "between":
        return _("Type both ends, the lower one first.")
    if operator == "in" and field.choices:
        return _("Choose at least one.")
    if operator == "in":
        return _("Name at least one value, each on a line of its own.")
    if operator == "exists" or field.choices:
        return _("Choose one.")
    match field.type.name:
        case "money":
            return _("Type a sum, such as 146.98.")
        case "number" | "days":
            return _("Type a whole number.")
        case "date" | "moment":
            return _("Choose a day.")
        case "time":
            return _("Choose a time.")
        case "bool":
            return _("Choose one.")
        case _:
            return _("Type what it has to be.")
