"""Titles of the parts of a programme that is told in words."""

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

register = template.Library()

TITLES: dict[str, Promise] = {
    "when": gettext_lazy("Who is here"),
    "earning": gettext_lazy("Earning"),
    "discount": gettext_lazy("Discount"),
    "paying": gettext_lazy("Paying with points"),
    "activation": gettext_lazy("When points open"),
    "expiry": gettext_lazy("How long points live"),
    "birthday": gettext_lazy("Birthday"),
    "referral": gettext_lazy("Friends"),
    "inviting": gettext_lazy("Invitations"),
    "exclusions": gettext_lazy("What does not count"),
    "money": gettext_lazy("What a point is worth"),
    "rounding": gettext_lazy("Rounding"),
    "spending_order": gettext_lazy("Which points go first"),
    "negative": gettext_lazy("Returns"),
    "confirmations": gettext_lazy("Codes at the till"),
}


@register.filter
def part_title(part: str) -> str:
    """Name a part in the reader's language."""
    return str(TITLES[part])
