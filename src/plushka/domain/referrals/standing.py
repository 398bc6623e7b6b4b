"""Who may invite, and how many more (U24)."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q

from plushka.domain.ledger import queries as ledger
from plushka.domain.members.queries import Profile
from plushka.domain.programmes.document import Inviting
from plushka.domain.referrals.models import Invitation, MonthCount
from plushka.domain.referrals.refusals import InvitationLimitReached, NoRightToInvite
from plushka.lib import money
from plushka.lib.days import local_day, start_of_day


@dataclass(frozen=True, slots=True)
class Standing:
    """What a member has of what it takes to invite; points in hundredths."""

    points: int
    needed: int
    of_balance: bool
    left_month: int
    left_in_all: int
    is_company_full: bool
    is_blocked: bool

    @property
    def missing(self) -> int:
        """So many points are missing to the right to invite."""
        return max(0, self.needed - self.points)

    @property
    def left(self) -> int:
        """So many invitations may still be made this month."""
        return 0 if self.is_company_full else max(0, min(self.left_month, self.left_in_all))

    @property
    def may(self) -> bool:
        """Whether one more invitation may be made now."""
        return not self.is_blocked and not self.missing and self.left > 0

    def check(self) -> None:
        """Refuse ``NoRightToInvite`` and ``InvitationLimitReached``."""
        if self.is_blocked or self.missing:
            raise NoRightToInvite(missing=self.missing)
        if self.left_in_all <= 0:
            raise InvitationLimitReached("all")
        if self.left_month <= 0:
            raise InvitationLimitReached("month")
        if self.is_company_full:
            raise InvitationLimitReached("company")


def standing_of(profile: Profile, *, terms: Inviting, zone: str, at: dt.datetime) -> Standing:
    """Say where a member stands."""
    account = ledger.accounts_of(members=[profile.id])[profile.id]
    if terms.right_of == "balance":
        points = ledger.balance(account=account, at=at).spendable
    else:
        points = ledger.earned(account=account)
    begins = month_of(at, zone)
    counted = Invitation.objects.filter(inviter_id=profile.id).filter(COUNTED)
    is_of_month = Q(made_at__gte=start_of_day(begins, zone))
    made = counted.aggregate(in_all=Count("id"), month=Count("id", filter=is_of_month))
    used = MonthCount.objects.filter(month=begins).values_list("used", flat=True).first() or 0
    return Standing(
        points=points,
        needed=money.parse(terms.right_from),
        of_balance=terms.right_of == "balance",
        left_month=terms.a_month - made["month"],
        left_in_all=terms.in_all - made["in_all"],
        is_company_full=used >= terms.company_a_month,
        is_blocked=profile.blocked_at is not None,
    )


COUNTED = ~Q(way=Invitation.Way.OWN) & ~Q(
    way=Invitation.Way.LINK, withdrawn_at__isnull=False, opened_at__isnull=True
)
"""A link that was withdrawn before anybody opened it was as good as never made."""


def month_of(at: dt.datetime, zone: str) -> dt.date:
    """Give the first day of a moment's local month."""
    return local_day(at, zone).replace(day=1)
