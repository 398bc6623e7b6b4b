"""Answers grow old (T6): natural keys are for ever, keys of requests are not."""

import datetime as dt

from plushka.domain.repeats.models import Answer

KEPT = dt.timedelta(days=30)


def forget_old(*, at: dt.datetime) -> int:
    """Delete the answers of the tenant in context that are older than 30 days; give how many."""
    n_deleted: int = Answer.objects.filter(created_at__lt=at - KEPT).delete()[0]
    return n_deleted
