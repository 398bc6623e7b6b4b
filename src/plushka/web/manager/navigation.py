"""The pages that the cabinet's navigation leads to, in its order."""

from dataclasses import dataclass, replace
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plushka.domain.tenants.rights import Right
from plushka.web.manager.waiting import MOST, count_waiting


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
    #: How much waits there for somebody.
    n_waiting: int = 0

    @property
    def waiting(self) -> str:
        """Write how much waits; nothing where nothing does."""
        if self.n_waiting > MOST:
            return f"{MOST}+"
        return str(self.n_waiting or "")


#: Of two with one key a person has the first they may open.
LINES = (
    Line("overview", "manager-overview", "chart-bar", _("Overview"), Right.SEE_FIGURES),
    Line("members", "manager-members", "users", _("Members"), Right.SEE_MEMBERS),
    Line("referrals", "manager-invitations", "user-plus", _("Invitations"), Right.SEE_MEMBERS),
    Line("sales", "manager-sales", "receipt", _("Sales"), Right.SEE_SALES),
    Line("programme", "manager-programme", "coin", _("Programme"), Right.SEE_PROGRAMME),
    Line("campaigns", "manager-campaigns", "sparkles", _("Campaigns"), Right.SEE_PROGRAMME),
    Line("codes", "manager-codes", "qrcode", _("Codes"), Right.SEE_CODES),
    Line("draws", "manager-draws", "trophy", _("Draws"), Right.SEE_PROGRAMME),
    Line("rewards", "manager-rewards", "gift", _("Rewards"), Right.SEE_PROGRAMME),
    Line("rewards", "manager-reward-orders", "gift", _("Rewards"), Right.SEE_SALES),
    Line("vouchers", "manager-vouchers", "discount", _("Vouchers"), Right.CHANGE_PROGRAMME),
    Line("certificates", "manager-certificates", "gift-card", _("Certificates"), Right.SEE_SALES),
    Line("messages", "manager-message-texts", "mail", _("Messages"), Right.SEE_PROGRAMME),
    Line("messages", "manager-message-journal", "mail", _("Messages"), Right.SEE_MEMBERS),
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


FIRST_HOUR = Line("first-hour", "manager-first-hour", "list", _("The first hour"), None)
"""In front of the others, for who is in the middle of it: each of its steps is another page."""


def lines_for(rights: frozenset[Right], *, tenant_id: int) -> list[Line]:
    """Give the lines of a person who has these rights, with what waits there."""
    n_waiting = count_waiting(rights, tenant_id=tenant_id)
    first: dict[str, Line] = {}
    for line in LINES:
        if line.right is None or line.right in rights:
            first.setdefault(line.key, line)
    return [replace(line, n_waiting=n_waiting.get(key, 0)) for key, line in first.items()]
