"""What staff do to a member with one press: the reasons there are, and why it was refused."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plushka.domain.members import card
from plushka.domain.members.person import is_plain
from plushka.lib.refusal import BadField, Refusal
from plushka.web.ui.refusals import sentence as till_sentence

BLOCKS: Mapping[str, Any | Promise] = {
    "fraud": gettext_lazy("points are abused"),
    "own_wish": gettext_lazy("the member asked for it"),
    "duplicate": gettext_lazy("the same person twice"),
    "staff_card": gettext_lazy("a card that staff use for others"),
    "other": gettext_lazy("something else"),
}
REPLACEMENTS: Mapping[str, Any | Promise] = {
    "lost": gettext_lazy("lost"),
    "stolen": gettext_lazy("stolen"),
    "damaged": gettext_lazy("damaged"),
    "replaced": gettext_lazy("a new one was wanted"),
}
LONGEST_REASON = 200
_BETWEEN = re.compile(r"[,;\r\n]+")


def read_reason(text: str) -> str:
    """Read why something is done, in a person's own words; refuses what is too long."""
    if not is_plain(text, LONGEST_REASON):
        raise BadField("reason", f"use up to {LONGEST_REASON} plain characters")
    return text


def read_tags(text: str) -> list[str]:
    """Read tags, with commas or lines between them."""
    return [tag for part in _BETWEEN.split(text) if (tag := part.strip())]


def read_card(text: str) -> str:
    """Read a card number as it is kept; nothing where it is none."""
    try:
        return card.normalise(text)
    except ValueError:
        return ""


def read_day(text: str) -> dt.date:
    """Read a day as a browser sends it."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise BadField("until", "choose a day") from None


def sentence(what: str, refusal: Refusal) -> str:  # noqa: PLR0911 - one a reason
    """Say why it cannot be done."""
    if refusal.code == "member_outdated":
        return _(
            "Somebody changed this member meanwhile. Open the page anew, and change what is"
            " still to be changed."
        )
    path = refusal.path if isinstance(refusal, BadField) else ""
    match what, path:
        case _, "reason" if what == "tier":
            return _("Say why, in up to 200 characters.")
        case _, "reason":
            return _("The words about it have at most 200 plain characters.")
        case "block", "blocked.reason":
            return _("Choose why the member is blocked.")
        case "tags", _:
            return _("A tag has 1 to 50 characters, and a member carries up to 50 tags.")
        case "tier", "tier":
            return _("Choose a tier of the programme.")
        case "tier", "until":
            return _("Choose the last day of the tier.")
        case "card", "card":
            return _("A card number has thirteen digits, and this one has a slip or is void.")
    if refusal.code == "already_member":
        return _("Another member has this card.")
    return till_sentence(refusal)
