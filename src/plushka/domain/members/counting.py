"""How many members there are."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models import Count, Q
from django.db.models.functions import TruncDate

from plushka.domain.members.models import Member, PurchaseSummary
from plushka.lib.days import start_of_day


@dataclass(frozen=True, slots=True)
class Members:
    """Members, neither erased nor merged into another, by tier; and who joined, by local day."""

    tiers: Mapping[str, int]
    joined: Mapping[dt.date, int]

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(self.tiers.values())


def count_members(*, last: dt.date, n_days: int, zone: str) -> Members:
    """Count the members of the company in context, and who joined on the days up to ``last``."""
    return Members(by_tier(), _joined_by_day(last, n_days, zone))


def _joined_by_day(last: dt.date, n_days: int, zone: str) -> dict[dt.date, int]:
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


def by_tier() -> dict[str, int]:
    """Count the members there are, by the codes of their tiers; two statements."""
    gone = Q(member__erased_at__isnull=False) | Q(member__merged_into__isnull=False)
    all_ever, gone_by_now = (
        dict(found.values_list("tier").annotate(n=Count("id")).order_by("tier"))
        for found in (PurchaseSummary.objects.all(), PurchaseSummary.objects.filter(gone))
    )
    # Those who are gone are few: it costs less to take them off than to look at everybody.
    counted = {tier: n - gone_by_now.get(tier, 0) for tier, n in all_ever.items()}
    return {tier: n for tier, n in counted.items() if n}
