"""What was sold in a day, in a few numbers."""

import datetime as dt

from plushka.domain.programmes.queries import rules
from plushka.domain.sales import figures
from plushka.domain.sales.figures import Figures
from plushka.domain.sales.sums import of_days
from plushka.lib.days import local_day
from plushka.lib.ids import earliest_id, new_id
from tests.domain.sales import cast

ZONE = "Europe/Moscow"
NOW = dt.datetime.now(dt.UTC)
"""Ids go with the clock of the machine, so these sales are of today."""

TODAY = local_day(NOW, ZONE)


def of_day(day):
    """The figures, in points of now."""
    return figures.of_day(day, programme=rules(zone=ZONE).at(NOW), zone=ZONE)


def test_points_and_what_they_paid_are_told_apart(anna):
    """E19, T35: 40 points of 1.00 in the morning, 100 of 0.50 later."""
    cast.give(20_000, member=anna, at=NOW)
    cast.sell(cast.asked("A-1", 10_000, redeem=4_000), at=NOW)
    cast.promise(money={"currency": "RUB", "point_value": "0.50"}, at=NOW)
    cast.sell(cast.asked("A-2", 10_000, redeem=10_000, at=NOW), at=NOW)

    found = of_day(TODAY)

    assert (found.paid_with_points, found.redeemed) == (9_000, 18_000)
    assert found.accrued == 300 * 2 + 250


def test_a_day_counts_its_own_sales_and_returns(anna):
    cast.give(10_000, member=anna, at=NOW)
    sold = cast.sell(cast.asked("A-1", 100_000, redeem=10_000), at=NOW)
    cast.sell(cast.asked("A-2", 50_000, member=None), at=NOW)
    cast.sell(cast.asked("A-0", 7_700, at=NOW - dt.timedelta(days=1)), at=NOW)
    cast.back(sold, "R-1", total=None, at=NOW)

    found = of_day(TODAY)

    assert found == Figures(
        n_sales=2,
        paid=140_000,
        accrued=4_500,
        redeemed=10_000,
        paid_with_points=10_000,
        n_returns=1,
        money_back=90_000,
    )
    assert of_day(TODAY - dt.timedelta(days=1)).paid == 7_700


def test_a_company_that_sold_nothing_has_noughts(programme):
    assert of_day(TODAY) == Figures(0, 0, 0, 0, 0, 0, 0)
    assert not figures.any_sold()


def test_the_earliest_id_of_a_moment_is_before_all_that_are_made_after_it():
    before = dt.datetime.now(dt.UTC)

    assert earliest_id(before) < new_id() < earliest_id(before + dt.timedelta(minutes=1))


def test_days_and_hours_begin_where_the_zone_says_to_the_minute(anna):
    """Kathmandu is a quarter of an hour beside the full one: 18:15 UTC is its midnight."""
    day = TODAY - dt.timedelta(days=2)
    midnight = dt.datetime.combine(day, dt.time(18, 15), dt.UTC)
    for receipt, minutes in (("A-1", -1), ("A-2", 0), ("A-3", 59), ("A-4", 60)):
        at = midnight + dt.timedelta(minutes=minutes)
        cast.sell(cast.asked(receipt, 10_000, at=at), at=NOW)

    zone = "Asia/Kathmandu"
    found = of_days(TODAY, 5, programme=rules(zone=zone).at(NOW), zone=zone)

    sold = {day: one.n_sales for day, one in found.days.items() if one.n_sales}
    assert sold == {day: 1, day + dt.timedelta(days=1): 3}
    assert [found.hours[hour].n_sales for hour in (23, 0, 1)] == [1, 2, 1]
    assert [(one.n_sales, one.paid) for one in found.outlets.values()] == [(4, 40_000)]
