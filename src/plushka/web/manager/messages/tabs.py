"""The pages about messages, in the order of their tabs."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plushka.domain.tenants.rights import Right


@dataclass(frozen=True, slots=True)
class Tab:
    """One page: what it calls itself, its address, its words, and who may see it."""

    key: str
    address: str
    words: Any | Promise
    right: Right


TABS = (
    Tab("texts", "manager-message-texts", _("Texts"), Right.SEE_PROGRAMME),
    Tab("costs", "manager-message-costs", _("Costs"), Right.SEE_FIGURES),
    Tab("prices", "manager-message-prices", _("Prices"), Right.SEE_FIGURES),
    Tab("journal", "manager-message-journal", _("Journal"), Right.SEE_MEMBERS),
    Tab("trouble", "manager-message-trouble", _("Was not sent"), Right.CHANGE_MEMBERS),
    Tab("blocks", "manager-message-blocks", _("Blocked addresses"), Right.CHANGE_MEMBERS),
    Tab("rules", "manager-message-rules", _("Rules"), Right.CHANGE_SETTINGS),
    Tab("connections", "manager-message-connections", _("Connections"), Right.CHANGE_SETTINGS),
)


def tabs_for(rights: frozenset[Right]) -> list[Tab]:
    """Give the tabs of a person who has these rights."""
    return [tab for tab in TABS if tab.right in rights]
