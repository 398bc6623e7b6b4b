"""A tier's simple terms as a form: read from a document, and written into a copy of it.

What a form cannot say, bands or other ends of a term, is left as it stands and edited as YAML.
"""

import re
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

type Document = dict[str, Any]

_SPACES = re.compile(r"[\s\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]+")
LONGEST = 20
MODES = ("immediate", "next_day", "after_days", "event")

PLACES = {
    "threshold": "when",
    "earning": "earning",
    "discount": "discount",
    "max_percent": "paying",
    "purchase_days": "expiry",
    "activation": "activation",
    "activation_days": "activation.days",
}
"""The part of a tier that a field stands for."""


@dataclass(slots=True)
class TierForm:
    """The fields that can be edited for a tier, as texts; ``notes`` are of the lint."""

    code: str
    place: int
    values: dict[str, str]
    errors: dict[str, str] = field(default_factory=dict)
    notes: dict[str, list[str]] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Everything of the tier that has a field can be edited in it."""
        return PLACES.keys() - {"threshold"} <= self.values.keys()

    def field_at(self, path: str) -> str | None:
        """Name the field that stands for a path of the document."""
        inside = path.removeprefix(f"tiers[{self.place}].")
        if inside == path:
            # What the tier leaves out is the programme's.
            inside = path if path.startswith(("paying", "expiry", "activation")) else ""
        fitting = [name for name, place in PLACES.items() if inside.startswith(place)]
        return next((name for name in reversed(fitting) if name in self.values), None)

    def say_wrong(self, path: str) -> bool:
        """Put a sentence beside the field of a path; tell whether there is one."""
        name = self.field_at(path)
        if name is not None:
            self.errors[name] = _wrong(name)
        return name is not None


def read(document: Document, code: str) -> TierForm:
    """Read a tier; of one that is not there, the first."""
    codes = [tier["code"] for tier in document["tiers"]]
    place = codes.index(code) if code in codes else 0
    tier = document["tiers"][place]
    values = {
        "earning": _earning(tier),
        "discount": _discount(tier),
        "max_percent": _of(tier, document, "paying")["max_percent"],
        "purchase_days": _purchase_days(_of(tier, document, "expiry")),
        "activation": _of(tier, document, "activation")["mode"],
        "activation_days": str(_of(tier, document, "activation").get("days", "")),
        "threshold": tier.get("when", {}).get("lifetime_purchases", {}).get("gt"),
    }
    known = {name: value for name, value in values.items() if value is not None}
    return TierForm(codes[place], place, known)


def sent(form: TierForm, posted: QueryDict) -> TierForm:
    """Put what was typed in the place of what stands in the document."""
    typed = {name: _clean(posted.get(name, value)) for name, value in form.values.items()}
    return TierForm(form.code, form.place, typed)


def written(form: TierForm, document: Document) -> Document:
    """Give a copy of the document in which the tier says what the form says."""
    copy = deepcopy(document)
    tier, values = copy["tiers"][form.place], form.values
    if "earning" in values:
        tier["earning"][0]["percent"] = values["earning"]
    if values.get("discount"):
        tier["discount"] = tier.get("discount", {}) | {"percent": values["discount"]}
    elif "discount" in values:
        tier.pop("discount", None)
    if "threshold" in values:
        tier["when"]["lifetime_purchases"]["gt"] = values["threshold"]
    _change(tier, copy, "paying", {"max_percent": values["max_percent"]})
    if "purchase_days" in values:
        _change(tier, copy, "expiry", {"purchase_days": values["purchase_days"] or None})
    mode, days = values["activation"], values["activation_days"]
    terms = {"mode": mode} | ({"days": days} if mode == "after_days" and days else {})
    before = {name: str(one) for name, one in _of(tier, copy, "activation").items()}
    # What points wait for is edited as YAML.
    if mode != "event" and terms != before:
        tier["activation"] = terms
    return copy


def _change(tier: Document, document: Document, name: str, fields: Document) -> None:
    """Change fields of a section; a tier that had the programme's gets one of its own."""
    section = _of(tier, document, name)
    known = {one: section.get(one) and str(section[one]) for one in fields}
    if known != fields:
        tier[name] = section | fields


def _of(tier: Document, document: Document, name: str) -> Document:
    section: Document = (tier if name in tier else document)[name]
    return section


def _earning(tier: Document) -> str | None:
    rules = tier["earning"]
    return rules[0].get("percent") if len(rules) == 1 else None


def _discount(tier: Document) -> str | None:
    return tier["discount"].get("percent") if "discount" in tier else ""


def _purchase_days(expiry: Document) -> str | None:
    if "purchase" in expiry:
        return None
    days = expiry.get("purchase_days")
    return "" if days is None else str(days)


def _clean(text: str) -> str:
    return _SPACES.sub("", text).replace(",", ".")[:LONGEST]


def _wrong(name: str) -> str:
    match name:
        case "earning" | "discount" | "max_percent":
            return _("Type a percent that can be, such as 7.5.")
        case "threshold":
            return _("Type a sum above that of the tier before it.")
        case _:
            return _("Type whole days; points have to open before they end.")
