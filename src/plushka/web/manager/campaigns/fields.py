"""The plain fields of a campaign, and the rows of its hours and budgets."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plushka.domain.rules.fields.circumstances import WEEKDAY_WORDS, WEEKDAYS
from plushka.web.manager.forms.inputs import Input

NAMES = (
    Input("name.ru", "text", _("Name in Russian")),
    Input("name.uk", "text", _("Name in Ukrainian")),
    Input("name.en", "text", _("Name in English")),
)
STACKING = (
    Input("stacking.group", "code", _("Group"), _("Campaigns of one group meet each other.")),
    Input("stacking.mode", "choice", _("When campaigns of the group meet"), "", [
        ("sum", _("all are given")),
        ("best", _("the best for the member is given")),
        ("first", _("the first by priority is given")),
        ("exclusive", _("this one alone is given")),
    ]),
    Input("stacking.priority", "whole", _("Priority"), _("The smaller comes first.")),
)  # fmt: skip
MARGIN = Input(
    "margin_share",
    "percent",
    _("Of the margin at most, percent"),
    _("Where the till tells what goods cost. Empty is no limit."),
    is_optional=True,
)
PLAIN = (*NAMES, *STACKING, MARGIN)

OF: dict[str, Promise] = {
    "points": _("points"),
    "money": _("money off"),
    "uses": _("uses"),
}
EACH: dict[str, Promise] = {
    "campaign": _("for all its time"),
    "day": _("a day"),
    "week": _("a week"),
    "month": _("a month"),
}
PER: dict[str, Promise] = {
    "all": _("for all together"),
    "member": _("for each member"),
    "outlet": _("for each outlet"),
}


def weekdays(language: str) -> list[tuple[str, str]]:
    """Give the days of the week with their names."""
    return [(code, WEEKDAY_WORDS[code].said_in(language)) for code in WEEKDAYS]
