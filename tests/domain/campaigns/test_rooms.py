"""Which counter a budget is kept by (T32)."""

import datetime as dt
from uuid import UUID

import pytest

from plushka.domain.campaigns.rooms import Whose, key_of
from plushka.domain.programmes.deals.offer import Budget

ANNA = UUID(int=1)


@pytest.mark.parametrize(
    ("each", "per", "key"),
    [
        ("campaign", "all", "points:campaign::"),
        ("day", "all", "points:day:2027-01-01:"),
        # The week that a Friday of January ends began in the year before.
        ("week", "all", "points:week:2026-W53:"),
        ("month", "outlet", "points:month:2027-01:main"),
        ("campaign", "member", f"points:campaign::{ANNA}"),
    ],
)
def test_counter_is_named_by_its_stretch_and_by_whose_it_is(each, per, key):
    whose = Whose(ANNA, "main", dt.date(2027, 1, 1))

    assert key_of(Budget("points", 100, each, per), whose) == key
