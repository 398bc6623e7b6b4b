"""What somebody did on a day counts on that day; later only the alerts tell of it, for a while."""

import datetime as dt

from django.db.models import Q

from plushka.domain.limits.models import Alert, DayCount

KEPT = dt.timedelta(days=30)

SEEN_KEPT = dt.timedelta(days=90)
UNSEEN_KEPT = dt.timedelta(days=365)
"""How long alerts are kept: those somebody looked at, from then on, and those nobody did."""


def forget_old(*, at: dt.datetime) -> int:
    """Delete the counts of the tenant in context that are 30 days old; give how many."""
    n_deleted: int = DayCount.objects.filter(day__lt=(at - KEPT).date()).delete()[0]
    return n_deleted


def forget_alerts(*, at: dt.datetime) -> int:
    """Delete the alerts of the tenant in context whose time is over; give how many."""
    is_over = Q(seen_at__lt=at - SEEN_KEPT) | Q(at__lt=at - UNSEEN_KEPT)
    n_deleted: int = Alert.objects.filter(is_over).delete()[0]
    return n_deleted
