"""Codes that were used, or that nobody used, are of no use later."""

import datetime as dt

from plushka.domain.confirmations.models import Confirmation

KEPT = dt.timedelta(days=30)


def forget_old(*, at: dt.datetime) -> int:
    """Delete the codes of the tenant in context that ended 30 days ago; give how many."""
    n_deleted: int = Confirmation.objects.filter(expires_at__lt=at - KEPT).delete()[0]
    return n_deleted
