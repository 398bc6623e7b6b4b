"""Which role of a company may do what.

A right is asked for by the page or the operation that needs it; nothing asks
for a role by name. Narrowing to one outlet is apart: ``Staff.outlet_id``.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from plushka.domain.tenants.models import Staff


class Right(StrEnum):
    """Something that not everybody of a company may do."""

    SEE_FIGURES = "see_figures"
    SEE_MEMBERS = "see_members"
    #: Whole phones; everybody else sees them masked (U28).
    SEE_PHONES = "see_phones"
    CHANGE_MEMBERS = "change_members"
    ADJUST_POINTS = "adjust_points"
    #: Points and tags of many members in one go.
    CHANGE_MANY = "change_many"
    #: To be the second person, where one is not enough (T38).
    APPROVE = "approve"
    EXPORT = "export"
    IMPORT = "import"
    SEE_SALES = "see_sales"
    SEE_PROGRAMME = "see_programme"
    CHANGE_PROGRAMME = "change_programme"
    SEE_CODES = "see_codes"
    CHANGE_CODES = "change_codes"
    #: The plain codes, for the printer: whoever has them could activate them.
    PRINT_CODES = "print_codes"
    MANAGE_STAFF = "manage_staff"
    MANAGE_OUTLETS = "manage_outlets"
    MANAGE_KEYS = "manage_keys"
    SEE_AUDIT = "see_audit"
    CHANGE_SETTINGS = "change_settings"
    #: Alerts of what is done at the tills, and what a cashier may not do alone (T38, T41).
    WATCH_TILLS = "watch_tills"
    #: To stand at a till.
    SELL = "sell"


_ANALYST = frozenset(
    {
        Right.SEE_FIGURES,
        Right.SEE_MEMBERS,
        Right.SEE_SALES,
        Right.SEE_PROGRAMME,
        Right.SEE_CODES,
        Right.EXPORT,
    }
)
_MARKETER = _ANALYST | {
    Right.CHANGE_MEMBERS,
    Right.ADJUST_POINTS,
    Right.CHANGE_MANY,
    Right.CHANGE_PROGRAMME,
    Right.CHANGE_CODES,
    Right.PRINT_CODES,
}
_SUPPORT = frozenset(
    {
        Right.SEE_MEMBERS,
        Right.SEE_PHONES,
        Right.CHANGE_MEMBERS,
        Right.ADJUST_POINTS,
        Right.SEE_SALES,
        Right.SEE_CODES,
        Right.SELL,
        Right.WATCH_TILLS,
    }
)

RIGHTS: Mapping[str, frozenset[Right]] = MappingProxyType(
    {
        Staff.Role.OWNER: frozenset(Right),
        Staff.Role.MARKETER: _MARKETER,
        Staff.Role.ANALYST: _ANALYST,
        Staff.Role.SUPPORT: _SUPPORT,
        Staff.Role.CASHIER: frozenset({Right.SELL}),
    }
)


def may(role: str, right: Right) -> bool:
    """Tell whether a role has a right; a role nobody knows has none."""
    return right in RIGHTS.get(role, frozenset())
