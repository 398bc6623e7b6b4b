"""Draws in words."""

import re
from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plushka.domain.draws.refusals import DrawNotReady
from plushka.lib.refusal import BadField, Refusal

_ROW = re.compile(r"prizes\[(\d+)\]\.(name|count)")

STATES: Mapping[str, str | Promise] = {
    "DRAFT": gettext_lazy("being prepared"),
    "OPEN": gettext_lazy("open"),
    "CLOSED": gettext_lazy("list fixed"),
    "DRAWN": gettext_lazy("drawn"),
    "CANCELLED": gettext_lazy("cancelled"),
}
CHIPS = {"OPEN": "chip-running", "CANCELLED": "chip-stop", "DRAWN": "chip-ended"}

WINNERS: Mapping[str, str | Promise] = {
    "RESERVE": gettext_lazy("in reserve"),
    "WON": gettext_lazy("to be handed over"),
    "HANDED_OVER": gettext_lazy("given to the winner"),
    "PASSED_ON": gettext_lazy("passed on"),
}
REASONS: Mapping[str, str | Promise] = {
    "DECLINED": gettext_lazy("would not have it"),
    "UNREACHABLE": gettext_lazy("could not be reached"),
    "NOT_ALLOWED": gettext_lazy("may not win by the rules"),
    "LEFT": gettext_lazy("is a member no more"),
}

FIELDS: Mapping[str, str | Promise] = {
    #: Of a line of prizes what it is has the same sentence as the draw's own name.
    "name": gettext_lazy("Type a name of 1 to 100 letters."),
    "count": gettext_lazy("Type how many of them there are: 1 or more."),
    "prizes": gettext_lazy("Type at least one prize, and at most 10 000 in 50 lines."),
    "opens_at": gettext_lazy("Choose a day and a time."),
    "closes_at": gettext_lazy("Choose a day and a time after the beginning."),
    "reserves": gettext_lazy("Type a whole number from 0 to 1000."),
    "rules": gettext_lazy("Type at most 5000 letters."),
    "outside": gettext_lazy("Choose one."),
    "outside_promise": gettext_lazy("Say in 1 to 300 letters which value it will be."),
    "outside_value": gettext_lazy(
        "Type what is published of this very round: for drand, the 96 digits after “signature”."
    ),
    "outside_source": gettext_lazy("Say in 1 to 300 letters where everybody can look it up."),
    "reason": gettext_lazy("Say why, in 1 to 500 letters: everybody reads it."),
}


def sentence(refusal: Refusal) -> str:
    """Say why something was refused, and what to do."""
    if isinstance(refusal, BadField):
        return field_sentence(refusal)
    if isinstance(refusal, DrawNotReady):
        return _not_ready(refusal.why)
    return _("Somebody changed the draw meanwhile. Here it is as it stands now.")


def field_of(wrong: BadField) -> str:
    """Say beside which field of the form a fault is told; a line of prizes by its number."""
    row = _ROW.fullmatch(wrong.path)
    return f"prizes.{row[1]}" if row else wrong.path


def field_sentence(wrong: BadField) -> str:
    """Say what to type."""
    row = _ROW.fullmatch(wrong.path)
    return str(FIELDS[row[2] if row else wrong.path])


def _not_ready(why: str) -> str:
    match why:
        case "opened":
            return _("The draw is promised already; what it promises is changed no more.")
        case "too_late":
            return _("The time for chances is over already. Change it first, then open the draw.")
        case "too_early":
            return _("It is too early for that. The page says from when on it can be done.")
        case "seed_unreadable":
            return _(
                "The seed cannot be opened, because the installation’s secret was changed. "
                "Cancel the draw and say why."
            )
        case "not_due" | "not_handed_over" | "no_winner":
            return _("Somebody has settled this prize meanwhile. Here it is as it stands now.")
        case _:
            return _("The draw has gone on meanwhile. Here it is as it stands now.")
