"""A section of the document becomes texts of its fields, and texts become the section again."""

from collections.abc import Mapping
from typing import Any

from plushka.web.manager.forms.inputs import read_text, shown_text
from plushka.web.manager.terms.sections import Section

type Texts = dict[str, str]
type Document = dict[str, Any]

_TOP = "receipts"
_PARTLY = frozenset({_TOP, "money"})
_KINDS = ("purchase", "gift")


def texts_of(section: Section, document: Document) -> Texts:
    """Give the texts of a section's fields."""
    values = document if section.name == _TOP else _flat(section.name, document)
    return {one.name: shown_text(one.kind, _at(values, one.name)) for one in section.inputs}


def folded(section: Section, texts: Mapping[str, str], before: Document) -> Document | None:
    """Give the section that texts say; None where it is left out.

    What of ``before`` has no field stays as it was, such as the currency.
    """
    if section.needed and not any(texts[name].strip() for name in section.needed):
        return None
    values = dict(before) if section.name in _PARTLY else {}
    for one in section.inputs:
        text = texts.get(one.name, "")
        if text.strip() or not one.is_optional:
            _put(values, one.name, read_text(one.kind, text))
    return _whole(section.name, values)


def _flat(name: str, section: Document) -> Document:
    """Make what has several shapes one that has a place for each field."""
    match name:
        case "expiry":
            return section | {kind: _term(section, kind) for kind in _KINDS}
        case "paying":
            limits = {kind: section.get(kind) or {"with_discount": True} for kind in _KINDS}
            return section | limits
        case "referral":
            keys = section.get("keys", ["phone", "card"])
            return section | {"keys": {key: key in keys for key in ("phone", "card")}}
        case _:
            return section


def _whole(name: str, values: Document) -> Document:
    """Bring a section back into the shape that the document has."""
    match name:
        case "expiry":
            return _expiry(values)
        case "paying":
            return {
                one: part for one, part in values.items() if one not in _KINDS or _limits(part)
            }
        case "referral":
            keys = [key for key, is_named in values["keys"].items() if is_named]
            newcomer = {"gift": "0"} | values["newcomer"]
            referrer = {"percent": "0"} | values["referrer"]
            return values | {"keys": keys, "newcomer": newcomer, "referrer": referrer}
        case _:
            return values


def _term(expiry: Document, kind: str) -> Document:
    """Give a term of points; days have a short form of their own."""
    if isinstance(term := expiry.get(kind), dict):
        return term
    days = expiry.get(f"{kind}_days")
    return {"mode": "never"} if days is None else {"mode": "days", "days": days}


def _expiry(values: Document) -> Document:
    for kind in _KINDS:
        term = values.pop(kind)
        match term:
            case {"mode": "days", "days": days}:
                values[f"{kind}_days"] = days
            case {"mode": "never"} if len(term) == 1:
                values[f"{kind}_days"] = None
            case _:
                values[kind] = term
    return values


def _limits(part: Document) -> bool:
    """Whether a limit of one kind of points says anything."""
    return "max_percent" in part or bool(part["exclusions"]) or not part["with_discount"]


def _at(values: Any, name: str) -> Any:
    for step in name.split("."):
        values = values.get(step) if isinstance(values, dict) else None
    return values


def _put(values: Document, name: str, value: Any) -> None:
    *steps, last = name.split(".")
    for step in steps:
        values = values.setdefault(step, {})
    values[last] = value
