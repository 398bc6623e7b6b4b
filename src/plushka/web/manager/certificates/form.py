"""The form that issues certificates: texts as they stand in it, and what they mean."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from plushka.domain.certificates.batches import MOST, NewBatch
from plushka.lib.days import term_end
from plushka.lib.refusal import BadField
from plushka.web.ui.amounts import read_hundredths

FIELDS = ("name", "nominal", "n", "until")
_LONGEST = 200


@dataclass(slots=True)
class Typed:
    """Texts by field, and what is wrong with which."""

    texts: dict[str, str] = field(default_factory=lambda: {"n": "10"})
    is_paid: bool = False
    has_pin: bool = False
    errors: dict[str, str] = field(default_factory=dict)


WORDS: Mapping[str, Callable[[], str]] = {
    "name": lambda: _("Write what you call them: 1 to 100 characters."),
    "nominal": lambda: _("Write a sum like 1500: what one of them costs."),
    "n": lambda: _("Issue 1 to %(most)d at once.") % {"most": MOST},
    "until": lambda: _("Choose a day that is not over."),
}
_PLACES = {"valid_until": "until"}


def posted(sent: Mapping[str, str]) -> Typed:
    """Take the form as it was sent."""
    texts = {name: sent.get(name, "").strip()[:_LONGEST] for name in FIELDS}
    return Typed(texts, is_paid=bool(sent.get("is_paid")), has_pin=bool(sent.get("has_pin")))


def read(form: Typed, *, zone: str, actor: str) -> NewBatch | None:
    """Read the form; None where something is wrong, which ``errors`` then says."""
    n, nominal, until = form.texts["n"], 0, None
    try:
        nominal = read_hundredths(form.texts["nominal"])
    except ValueError:
        _mark(form, "nominal")
    if form.texts["until"]:
        try:
            until = term_end(dt.date.fromisoformat(form.texts["until"]), 0, zone)
        except (ValueError, OverflowError):
            _mark(form, "until")
    if form.errors:
        return None
    return NewBatch(
        name=form.texts["name"],
        nominal=nominal,
        n=int(n) if n.isascii() and n.isdecimal() else 0,
        actor=actor,
        is_paid=form.is_paid,
        has_pin=form.has_pin,
        valid_until=until,
    )


def mark(form: Typed, wrong: BadField) -> None:
    """Say beside its field what the domain refused."""
    _mark(form, _PLACES.get(wrong.path, wrong.path))


def _mark(form: Typed, place: str) -> None:
    form.errors[place] = WORDS[place]()
