"""The pages about codes, in the order of their tabs."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Tab:
    """One page: what it calls itself, its address, its words."""

    key: str
    address: str
    words: Any | Promise


TABS = (Tab("batches", "manager-codes", _("Batches")),)
