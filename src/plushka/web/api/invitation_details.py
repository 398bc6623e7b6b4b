"""What people read where somebody may not join, or not invite."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plushka.domain.referrals.refusals import (
    InvitationLimitReached,
    InvitationNeeded,
    NoRightToInvite,
)
from plushka.lib import money
from plushka.lib.refusal import Refusal

LIMITS: dict[str, Callable[[], str]] = {
    "month": lambda: _("This member has made all invitations of the month."),
    "all": lambda: _("This member has made as many invitations as one may make."),
    "company": lambda: _("The company has made all invitations of the month."),
}


def _no_right(refusal: NoRightToInvite) -> str:
    if not refusal.missing:
        return _("This member may not invite.")
    missing = money.localised(refusal.missing, get_language() or "en")
    return _("This member may not invite yet: %(missing)s points are missing.") % {
        "missing": missing
    }


INVITATIONS: dict[type[Refusal], Callable[[Any], str]] = {
    InvitationNeeded: lambda _refusal: _("Joining takes an invitation by a member."),
    NoRightToInvite: _no_right,
    InvitationLimitReached: lambda refusal: LIMITS[refusal.limit](),
}
