"""How many members there are."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models import Count, Q
from django.db.models.functions import TruncDate

from plushka.domain.members.models import Member, PurchaseSummary
from plushka.lib.days import start_of_day


@dataclass(frozen=True, slots=True)
class Members:
    """Members, neither erased nor merged into another; and those who joined on one local day."""

    total: int
    joined: int


def count_members(*, day: dt.date, zone: str) -> Members:
    """Count the members of the company in context."""
    begins, ends = start_of_day(day, zone), start_of_day(day + dt.timedelta(days=1), zone)
    counted = Member.objects.filter(erased_at=None, merged_into=None).aggregate(
        total=Count("id"),
        joined=Count("id", filter=Q(created_at__gte=begins, created_at__lt=ends)),
    )
    return Members(counted["total"], counted["joined"])


def joined_by_day(*, last: dt.date, n_days: int, zone: str) -> dict[dt.date, int]:
    """Count who joined on each of the days that end with ``last``."""
    days = [last - dt.timedelta(days=back) for back in range(n_days - 1, -1, -1)]
    begins = start_of_day(days[0], zone)
    ends = start_of_day(last + dt.timedelta(days=1), zone)
    counted = (
        Member.objects.filter(
            erased_at=None, merged_into=None, created_at__gte=begins, created_at__lt=ends
        )
        .annotate(day=TruncDate("created_at", tzinfo=ZoneInfo(zone)))
        .values_list("day")
        .annotate(n=Count("id"))
        .order_by("day")
    )
    return dict.fromkeys(days, 0) | dict(counted)


def count_by_tier() -> dict[str, int]:
    """Count the members of each tier who have not been erased."""
    counted = (
        PurchaseSummary.objects.filter(member__erased_at=None, member__merged_into=None)
        .values_list("tier")
        .annotate(n=Count("id"))
        .order_by("tier")
    )
    return dict(counted)
