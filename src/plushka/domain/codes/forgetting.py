"""Who tried codes is forgotten; what came of it is kept for as long as a campaign is looked at."""

import datetime as dt

from plushka.domain.codes.models import Guard, Tally

KEPT = dt.timedelta(days=2)
"""Longer than the longest lock, so that nobody is let go by forgetting."""

TALLIES_KEPT = dt.timedelta(days=800)


def forget_guards(*, at: dt.datetime) -> int:
    """Delete what the company's senders tried, where it counts no more; give how many."""
    n_deleted: int = Guard.objects.filter(day__lt=(at - KEPT).date()).delete()[0]
    return n_deleted


def forget_tallies(*, at: dt.datetime) -> int:
    """Delete the counts of hours that nobody compares with any more; give how many."""
    n_deleted: int = Tally.objects.filter(hour__lt=at - TALLIES_KEPT).delete()[0]
    return n_deleted
