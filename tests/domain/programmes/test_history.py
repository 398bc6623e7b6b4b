"""Which versions ever ruled, and when."""

import datetime as dt
from uuid import UUID

from plushka.domain.programmes.history import Period, periods
from plushka.domain.programmes.queries import Published, in_force
from tests.domain.programmes.making import NOON

DAY = dt.timedelta(days=1)


def published(*days):
    """Versions that begin so many days after noon, in the order of their numbers."""
    return [
        Published(UUID(int=number), number, NOON + day * DAY) for number, day in enumerate(days, 1)
    ]


def test_each_rules_until_the_next_begins():
    first, second = published(0, 5)

    found = periods([first, second])

    assert found == [Period(first, NOON + 5 * DAY), Period(second, None)]
    assert [found[0].holds(NOON + 5 * DAY), found[1].holds(NOON + 5 * DAY)] == [False, True]


def test_a_version_overruled_before_it_began_never_ruled():
    versions = published(0, 9, 5, 5)

    assert [period.version.number for period in periods(versions)] == [1, 4]


def test_whoever_is_in_force_is_the_one_whose_period_holds():
    versions = published(0, 9, 5, 7, 6)

    for day in range(12):
        at = NOON + day * DAY
        [holding] = [period.version for period in periods(versions) if period.holds(at)]
        assert holding == in_force(versions, at)
