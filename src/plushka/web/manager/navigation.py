"""The pages that the cabinet's navigation leads to, in its order."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plushka.domain.tenants.rights import Right


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what pages call themselves (``here``), its address, its icon and words."""

    key: str
    address: str
    icon: str
    words: Any | Promise
    #: None = for everybody who has a cabinet.
    right: Right | None
    #: The first line of another part: what the company itself consists of.
    opens_part: bool = False


LINES = (
    Line("overview", "manager-overview", "chart-bar", _("Overview"), Right.SEE_FIGURES),
    Line("members", "manager-members", "users", _("Members"), Right.SEE_MEMBERS),
    Line("sales", "manager-sales", "receipt", _("Sales"), Right.SEE_SALES),
    Line("programme", "manager-programme", "coin", _("Programme"), Right.SEE_PROGRAMME),
    Line("campaigns", "manager-campaigns", "sparkles", _("Campaigns"), Right.SEE_PROGRAMME),
    Line("alerts", "manager-alerts", "alert-triangle", _("Alerts"), Right.WATCH_TILLS),
    Line("calls", "manager-calls", "lifebuoy", _("Members call"), Right.CHANGE_MEMBERS),
    Line("imports", "manager-imports", "file-import", _("Imports"), Right.IMPORT),
    Line("bulk", "manager-bulks", "send", _("For many"), Right.SEE_MEMBERS),
    Line("tasks", "manager-tasks", "list", _("Tasks"), None),
    Line(
        "outlets",
        "manager-outlets",
        "building-store",
        _("Outlets"),
        Right.MANAGE_OUTLETS,
        opens_part=True,
    ),
    Line("devices", "manager-devices", "device-tablet", _("Tills"), Right.MANAGE_OUTLETS),
    Line("staff", "manager-staff", "users-group", _("Staff"), Right.MANAGE_STAFF),
    Line("keys", "manager-keys", "key", _("Keys"), Right.MANAGE_KEYS),
    Line("audit", "manager-audit", "history", _("Changes"), Right.SEE_AUDIT),
    Line("security", "mfa_index", "shield-lock", _("Security"), None),
    Line("settings", "manager-settings", "settings", _("Settings"), None),
)


def lines_for(rights: frozenset[Right]) -> list[Line]:
    """Give the lines of a person who has these rights."""
    return [line for line in LINES if line.right is None or line.right in rights]
