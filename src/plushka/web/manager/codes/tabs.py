"""The pages about codes, in the order of their tabs."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plushka.domain.tenants.rights import Right


@dataclass(frozen=True, slots=True)
class Tab:
    """One page: what it calls itself, its address, its words."""

    key: str
    address: str
    words: Any | Promise
    right: Right = Right.SEE_CODES


TABS = (
    Tab("batches", "manager-codes", _("Batches")),
    Tab("activations", "manager-codes-activations", _("Activations")),
    Tab("funnel", "manager-codes-funnel", _("What came of them")),
    Tab("forensics", "manager-codes-forensics", _("Who tries codes")),
    Tab("found", "manager-codes-found", _("A code that was found")),
    Tab("settings", "manager-codes-settings", _("Settings"), Right.CHANGE_CODES),
)
