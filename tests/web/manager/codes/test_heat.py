"""Hours are shaded by how much happened in them."""

import datetime as dt

from plushka.web.manager.codes.heat import HOURS, heat

NOON = dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)


def test_hours_are_those_of_the_company_and_the_darkest_is_the_worst():
    day = NOON.date()
    hours = [(NOON, 1), (NOON + dt.timedelta(hours=1), 400), (NOON - dt.timedelta(days=1), 9)]

    [row] = heat(hours, days=[day], zone="Europe/Moscow")

    told = {cell.hour: (cell.n, cell.shade) for cell in row.cells if cell.n}
    assert told == {15: (1, 1), 16: (400, 4)}
    assert (len(row.cells), row.total) == (HOURS, 401)


def test_an_hour_before_midnight_belongs_to_the_next_day_further_east():
    late = dt.datetime(2026, 6, 1, 22, tzinfo=dt.UTC)

    [row] = heat([(late, 2)], days=[dt.date(2026, 6, 2)], zone="Europe/Moscow")

    assert row.cells[1].n == 2


def test_nothing_is_not_shaded():
    [row] = heat([], days=[NOON.date()], zone="UTC")

    assert {cell.shade for cell in row.cells} == {0}
