"""What is counted of a person's day, and of a company's codes, in words (U31, T38, E22)."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plushka.domain.limits.kinds import Kind
from plushka.lib.refusal import Refusal

NAMES: Mapping[Kind, Callable[[], str]] = {
    Kind.MEMBER_SALES: lambda: _("Purchases of one member"),
    Kind.REDEMPTIONS: lambda: _("Purchases paid with points"),
    Kind.RETURNS: lambda: _("Returns by receipt"),
    Kind.UNRECEIPTED: lambda: _("Returns without a receipt"),
    Kind.CLAIMS: lambda: _("Receipts claimed afterwards"),
    Kind.ENROLMENTS: lambda: _("New members"),
    Kind.ADJUSTMENTS: lambda: _("Corrections by hand"),
    Kind.ADJUSTED_POINTS: lambda: _("Points corrected by hand"),
    Kind.ADDRESS_CODES: lambda: _("Codes asked for from one address"),
    Kind.CODES: lambda: _("Codes sent"),
    Kind.CODE_COST: lambda: _("Price of codes"),
}


def reached(refusal: Refusal) -> str:
    """Say which limit a person has reached, and who can help."""
    kind = str(refusal.facts.get("kind"))
    if kind not in Kind:
        return _("Your limit for today is reached. Call the owner, who can lift it for today.")
    text = _("Your limit for today is reached: “%(what)s”. Call the owner, who can lift it today.")
    return text % {"what": NAMES[Kind(kind)]()}


def no_more_codes(refusal: Refusal) -> str:
    """Say which limit of codes is reached, until when, and who sets it."""
    minutes = -(-int(str(refusal.facts.get("retry_after", 60))) // 60)
    kind = str(refusal.facts.get("kind"))
    what = NAMES[Kind(kind)]() if kind in Kind else ""
    text = ngettext(
        "The limit “%(what)s” is reached: no more codes are sent for %(minutes)d minute."
        " The owner can raise it.",
        "The limit “%(what)s” is reached: no more codes are sent for %(minutes)d minutes."
        " The owner can raise it.",
        minutes,
    )
    return text % {"what": what, "minutes": minutes}


def no_codes(refusal: Refusal) -> str:
    """Say so to whoever asked for a code, and knows nothing of limits."""
    minutes = -(-int(str(refusal.facts.get("retry_after", 60))) // 60)
    text = ngettext(
        "No more codes are sent for now. Try again in %(minutes)d minute, or ask the shop’s"
        " staff.",
        "No more codes are sent for now. Try again in %(minutes)d minutes, or ask the shop’s"
        " staff.",
        minutes,
    )
    return text % {"minutes": minutes}
