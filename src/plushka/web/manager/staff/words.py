"""Roles and refusals in words."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from plushka.domain.staffing.changing import LastOwner, StaffChanged
from plushka.domain.staffing.inviting import InvitationOver, StaffKnown, TooManyInvitations
from plushka.domain.tenants.models import Staff
from plushka.lib.refusal import BadField, Refusal


@dataclass(frozen=True, slots=True)
class RoleTold:
    """A role, what it is called, and what it is for."""

    code: str
    name: str
    does: str


def roles() -> list[RoleTold]:
    """All roles, the one that may most first."""
    return [
        RoleTold(Staff.Role.OWNER, _("Owner"), _("may do everything")),
        RoleTold(
            Staff.Role.MARKETER,
            _("Marketer"),
            _("runs the programme and campaigns, members and their points"),
        ),
        RoleTold(Staff.Role.ANALYST, _("Analyst"), _("looks at everything, changes nothing")),
        RoleTold(
            Staff.Role.SUPPORT,
            _("Support"),
            _("helps members: sees phones, changes members, stands at the till"),
        ),
        RoleTold(Staff.Role.CASHIER, _("Cashier"), _("stands at the till")),
    ]


def role_name(code: str) -> str:
    """Name one role."""
    return next((role.name for role in roles() if role.code == code), code)


def sentence(refusal: Refusal) -> str:
    """Say why, and what to do about it."""
    if isinstance(refusal, BadField):
        return field_sentence(refusal)
    said = _REFUSALS.get(type(refusal))
    return said() if said else _("This cannot be done. Check what was typed and try again.")


def field_sentence(refusal: BadField) -> str:
    """Say what a field has to be."""
    told = str(refusal).removeprefix(f"{refusal.path}: ")
    said = _FIELDS.get(told) or _FIELDS.get(refusal.path)
    return said() if said else told


_REFUSALS: dict[type[Refusal], Callable[[], str]] = {
    LastOwner: lambda: _("A company keeps an owner. Make somebody else an owner first."),
    StaffChanged: lambda: _(
        "Somebody changed this person meanwhile. Look at them as they are now."
    ),
    StaffKnown: lambda: _("Somebody signs in with this e-mail already. Take another one."),
    InvitationOver: lambda: _("This invitation is over already."),
    TooManyInvitations: lambda: _("A hundred invitations are open. Withdraw some of them first."),
}

_FIELDS: dict[str, Callable[[], str]] = {
    "name": lambda: _("Type a name of at most 200 plain characters."),
    "email": lambda: _("Type a whole e-mail address."),
    "role": lambda: _("Choose one of the roles."),
    "an owner works everywhere": lambda: _("An owner works in every outlet. Choose none."),
    "outlet": lambda: _("Choose one of the outlets."),
    "use four to six digits": lambda: _("A PIN has four to six digits."),
    "pin": lambda: _("Take digits that are neither all the same nor in a row."),
}
"""By what is wrong, else by the field. Of a password Django's own words are told."""
