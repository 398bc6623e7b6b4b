"""What somebody did on a day counts on that day; later only the alerts tell of it, for a while."""

import datetime as dt

from django.db.models import Q

from plushka.domain.limits.models import Alert, DayCount, WindowCount

KEPT = dt.timedelta(days=30)

WINDOWS_KEPT = dt.timedelta(days=2)
"""How long windows are kept: whoever asked from where is nobody's business later."""

SEEN_KEPT = dt.timedelta(days=90)
UNSEEN_KEPT = dt.timedelta(days=365)
"""How long alerts are kept: those somebody looked at, from then on, and those nobody did."""


def forget_old(*, at: dt.datetime) -> int:
    """Delete the counts of the tenant in context that are 30 days old, and windows of 2 days."""
    n_deleted: int = DayCount.objects.filter(day__lt=(at - KEPT).date()).delete()[0]
    windows = WindowCount.objects.filter(starts_at__lt=at - WINDOWS_KEPT)
    return n_deleted + int(windows.delete()[0])


def forget_alerts(*, at: dt.datetime) -> int:
    """Delete the alerts of the tenant in context whose time is over; give how many."""
    is_over = Q(seen_at__lt=at - SEEN_KEPT) | Q(at__lt=at - UNSEEN_KEPT)
    n_deleted: int = Alert.objects.filter(is_over).delete()[0]
    return n_deleted
