"""What pages about codes call things, and what to do about what was refused."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from plushka.domain.codes import odds, policies
from plushka.domain.codes.alphabets import LONGEST_PREFIX, Alphabet
from plushka.lib.refusal import BadField, Refusal

STATES: Mapping[str, Any | Promise] = {
    "MAKING": gettext_lazy("are being made"),
    "PRINTED": gettext_lazy("made, to be printed"),
    "SHIPPED": gettext_lazy("handed over"),
    "ACTIVE": gettext_lazy("active"),
    "CLOSED": gettext_lazy("closed"),
    "REVOKED": gettext_lazy("revoked"),
}
SOURCES: Mapping[str, Any | Promise] = {
    "API": gettext_lazy("API"),
    "SMS": gettext_lazy("SMS"),
    "BOT": gettext_lazy("Bot"),
    "WEB": gettext_lazy("Web page"),
    "PAGE": gettext_lazy("Member’s page"),
    "TILL": gettext_lazy("Till"),
}
OUTCOMES: Mapping[str, Any | Promise] = {
    "accepted": gettext_lazy("Accepted"),
    "code_unknown": gettext_lazy("No such code"),
    "code_mistyped": gettext_lazy("Mistyped"),
    "code_used": gettext_lazy("Used already"),
    "code_not_active": gettext_lazy("Not active yet"),
    "code_finished": gettext_lazy("Closed, or its time is over"),
    "code_revoked": gettext_lazy("Revoked"),
    "activation_limit_reached": gettext_lazy("Above the member’s limit"),
    "too_many_tries": gettext_lazy("Tried too often"),
    "member_unknown": gettext_lazy("Nobody we know"),
    "member_blocked": gettext_lazy("A blocked member"),
}
STOCKS: Mapping[str, Any | Promise] = {
    "70x37": gettext_lazy("Labels 70 × 37 mm, 24 a page"),
    "63x38": gettext_lazy("Labels 63.5 × 38.1 mm, 21 a page"),
    "48x25": gettext_lazy("Labels 48.5 × 25.4 mm, 40 a page"),
    "38x21": gettext_lazy("Labels 38.1 × 21.2 mm, 65 a page"),
    "cap20": gettext_lazy("Round stickers of 20 mm for caps, 88 a page"),
    "card": gettext_lazy("Cards 85 × 54 mm, 10 a page"),
}
LEVELS: Mapping[str, Any | Promise] = {
    "m": gettext_lazy("usual: large modules"),
    "q": gettext_lazy("for what gets wet or scratched: more spare modules, each smaller"),
    "h": gettext_lazy("for rough use: most spare modules, each the smallest"),
}
FORMS: Mapping[str, Any | Promise] = {
    "pdf": gettext_lazy("PDF, sheets of labels"),
    "csv": gettext_lazy("CSV, a table"),
    "xlsx": gettext_lazy("Excel, a table"),
}

_OF_FIELD: dict[str, Callable[[], str]] = {
    "name": lambda: _("Type a name of up to 100 characters."),
    "n_codes": lambda: (
        _("Type how many codes are wanted, from 1 to %(most)s.") % {"most": odds.MOST_CODES}
    ),
    "prefix": lambda: (
        _(
            "Type up to %(most)d Latin letters and digits, digits alone for codes of digits, "
            "or nothing."
        )
        % {"most": LONGEST_PREFIX}
    ),
    "points": lambda: _("Say what a code gives: points above zero, or chances in a draw."),
    "days": lambda: _("Type a whole number of days from 1 to 3660, or nothing."),
    "draw": lambda: _("Choose a draw that is open or going to be, or none."),
    "chances": lambda: _("Choose a draw and type from 1 to 1000 chances, or leave both out."),
    "valid_from": lambda: _("Choose a day."),
    "valid_until": lambda: _("Choose a last day that is not before the first one."),
    "most_per_member": lambda: _("Type a whole number above zero, or nothing for no limit."),
    "most_per_day": lambda: _("Type a whole number above zero, or nothing for no limit."),
    "most_a_day": lambda: (
        _("Type a whole number from 1 to %(most)d.") % {"most": policies.MOST_A_DAY}
    ),
    "alarm_at": lambda: (
        _("Type a whole number from 1 to %(most)d.") % {"most": policies.MOST_ALARM_AT}
    ),
    "reason": lambda: _("Say why, in up to 200 characters."),
    "form": lambda: _("So many codes do not fit into this form. Take a CSV."),
}


def wrong(refusal: BadField, *, alphabet: str = "LETTERS", n_codes: int = 1) -> str:
    """Say what to type into a field that was refused."""
    if refusal.path == "length":
        return _length(alphabet, n_codes)
    if refusal.path.startswith("points."):
        return _("Type points, such as 10 or 12.50, or nothing.")
    said = _OF_FIELD.get(refusal.path)
    return said() if said else _("This cannot be used. Choose or type another one.")


def _length(alphabet: str, n_codes: int) -> str:
    """Say how long codes have to be; of the whole company's, which may be more."""
    kind: Alphabet = "DIGITS" if alphabet == "DIGITS" else "LETTERS"
    least = odds.shortest(alphabet=kind, issued=max(1, n_codes))
    text = ngettext(
        "So many codes need at least %(least)d random character, and have at most %(most)d. "
        "Where another batch has the same prefix, its codes count too: choose another prefix.",
        "So many codes need at least %(least)d random characters, and have at most %(most)d. "
        "Where another batch has the same prefix, its codes count too: choose another prefix.",
        least,
    )
    return text % {"least": least, "most": odds.MOST_RANDOM}


_REFUSED: dict[str, Callable[[], str]] = {
    "batch_changed": lambda: _(
        "Somebody changed this batch meanwhile. Look at it as it is now, and do it again."
    ),
    "codes_policy_changed": lambda: _(
        "Somebody changed these settings meanwhile. Look at them as they are now, and do it again."
    ),
    "batch_not_there": lambda: _(
        "This cannot be done with the batch as it is now. Look at its state below."
    ),
    "codes_forgotten": lambda: _(
        "These codes were handed over: nobody can write them again, neither we. "
        "Replace the batch if the list is lost."
    ),
    "code_mistyped": lambda: _(
        "A character is wrong or missing: the check character does not fit. "
        "Compare it with the one that is printed."
    ),
    "code_unknown": lambda: _(
        "Your company never made this code. It is made up, or of another company."
    ),
    "file_gone": lambda: _("This file is gone. Ask for it again below."),
    "too_many_tasks": lambda: _("Much long work is waiting already. Try again later."),
}


def sentence(refusal: Refusal) -> str:
    """Say why something was not done, and what to do about it."""
    if isinstance(refusal, BadField):
        return wrong(refusal)
    said = _REFUSED.get(refusal.code)
    return said() if said else _("This cannot be done. Check what was typed and try again.")
