"""How many members there are."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q

from plushka.domain.members.models import Member
from plushka.lib.days import start_of_day


@dataclass(frozen=True, slots=True)
class Members:
    """Members who have not been erased, and those of them who joined on one local day."""

    total: int
    joined: int


def count_members(*, day: dt.date, zone: str) -> Members:
    """Count the members of the company in context."""
    begins, ends = start_of_day(day, zone), start_of_day(day + dt.timedelta(days=1), zone)
    counted = Member.objects.filter(erased_at=None).aggregate(
        total=Count("id"),
        joined=Count("id", filter=Q(created_at__gte=begins, created_at__lt=ends)),
    )
    return Members(counted["total"], counted["joined"])
