"""Members who held their tiers before anybody kept since when."""

import pytest

from plushka.domain.members.models import PurchaseSummary
from tests.domain.sales.cast import ANNA, asked, join, promise, sell
from tests.migrating import migrate_anew

pytestmark = pytest.mark.slow


def test_earlier_tier_stays_and_is_to_be_looked_at_by_nobody(lipa):
    promise()
    join(ANNA)
    sell(asked("A-1", total=1_000_001))

    migrate_anew("members", after="0001_members")

    summary = PurchaseSummary.objects.get()
    assert (summary.tier, summary.paid_total) == ("gold", 1_000_001)
    assert (summary.floor, summary.beneath, summary.floor_until) == ("", "", None)
    assert (summary.tier_since, summary.tier_until, summary.check_at) == (None, None, None)
