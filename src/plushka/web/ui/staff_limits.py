"""What is counted of a person's day, in words (U31, T38)."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

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
}


def reached(refusal: Refusal) -> str:
    """Say which limit a person has reached, and who can help."""
    kind = str(refusal.facts.get("kind"))
    if kind not in Kind:
        return _("Your limit for today is reached. Call the owner, who can lift it for today.")
    text = _("Your limit for today is reached: “%(what)s”. Call the owner, who can lift it today.")
    return text % {"what": NAMES[Kind(kind)]()}
