"""When somebody has to look whether members' tiers still stand (T15)."""

import datetime as dt

from django.db.models import Value
from django.db.models.functions import Least

from plushka.domain.members.models import PurchaseSummary


def check_all(*, by: dt.datetime) -> None:
    """Ask for a look at everybody's tier, no later than at a moment."""
    # LEAST passes over a null: whoever was to be looked at earlier still is.
    PurchaseSummary.objects.update(check_at=Least("check_at", Value(by)))
