"""What somebody did on a day counts on that day; later only the alerts tell of it."""

import datetime as dt

from plushka.domain.limits.models import DayCount

KEPT = dt.timedelta(days=30)


def forget_old(*, at: dt.datetime) -> int:
    """Delete the counts of the tenant in context that are 30 days old; give how many."""
    n_deleted: int = DayCount.objects.filter(day__lt=(at - KEPT).date()).delete()[0]
    return n_deleted
