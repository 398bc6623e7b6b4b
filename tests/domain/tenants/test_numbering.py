"""Suggested receipt numbers: short, and no two tills of an outlet are told the same."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest

from plushka.domain.tenants.models import Outlet
from plushka.domain.tenants.numbering import next_number
from plushka.domain.tenants.operations import add_outlet
from tests.domain.members.cast import at_work, open_shop

__all__ = ["open_shop"]

DAY = dt.date(2026, 11, 22)


@pytest.mark.django_db
def test_numbers_run_through_a_day_of_an_outlet_and_begin_anew(lipa):
    main, market = Outlet.objects.get(code="main"), add_outlet(code="market", name="Рынок")
    tomorrow = DAY + dt.timedelta(days=1)

    told = [
        next_number(outlet=outlet.id, day=day)
        for outlet, day in ((main, DAY), (main, DAY), (market, DAY), (main, tomorrow))
    ]

    assert told == ["261122-1", "261122-2", "261122-1", "261123-1"]


@pytest.mark.slow
def test_eight_tills_at_once_are_told_different_numbers(open_shop):
    with at_work(open_shop):
        outlet = Outlet.objects.get(code="main").id

    def ask(_till):
        with at_work(open_shop):
            return next_number(outlet=outlet, day=DAY)

    with ThreadPoolExecutor(8) as tills:
        told = sorted(tills.map(ask, range(24)), key=lambda number: int(number[7:]))

    assert told == [f"261122-{number}" for number in range(1, 25)]
