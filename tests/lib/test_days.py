"""Local days begin and end where people's calendars say (T18)."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plushka.lib.days import local_day, start_of_day, term_end


def moment(text):
    return dt.datetime.fromisoformat(text)


def test_the_same_moment_is_another_day_in_vladivostok():
    at = moment("2026-11-21T20:00:00Z")

    assert local_day(at, "Europe/Moscow") == dt.date(2026, 11, 21)
    assert local_day(at, "Asia/Vladivostok") == dt.date(2026, 11, 22)


def test_a_term_covers_its_last_day_to_the_last_microsecond():
    day = local_day(moment("2026-11-21T10:00:00+10:00"), "Asia/Vladivostok")

    end = term_end(day, 7, "Asia/Vladivostok")

    assert end == moment("2026-11-29T00:00:00+10:00")
    assert local_day(end - dt.timedelta(microseconds=1), "Asia/Vladivostok") == dt.date(
        2026, 11, 28
    )


@pytest.mark.parametrize(
    ("day", "zone", "begins"),
    [
        # Clocks went forward at midnight: the day began at 01:00 of the new time.
        (dt.date(2026, 4, 24), "Africa/Cairo", "2026-04-24T01:00:00+03:00"),
        (dt.date(2026, 3, 29), "Asia/Beirut", "2026-03-29T01:00:00+03:00"),
        # Midnight came twice: the day began at the first.
        (dt.date(2026, 11, 1), "America/Havana", "2026-11-01T00:00:00-04:00"),
        # A day of 23 and one of 25 hours.
        (dt.date(2026, 3, 29), "Europe/Kyiv", "2026-03-29T00:00:00+02:00"),
        (dt.date(2026, 10, 26), "Europe/Kyiv", "2026-10-26T00:00:00+02:00"),
    ],
)
def test_a_day_begins_once_whatever_the_clocks_do(day, zone, begins):
    assert start_of_day(day, zone) == moment(begins)
    assert start_of_day(day, zone).tzinfo is dt.UTC


@given(
    day=st.dates(dt.date(2012, 1, 1), dt.date(2037, 12, 31)),
    zone=st.timezone_keys(allow_prefix=False),
)
def test_a_day_begins_where_the_one_before_ends(day, zone):
    begins = start_of_day(day, zone)

    assert local_day(begins, zone) == day
    assert local_day(begins - dt.timedelta(microseconds=1), zone) == day - dt.timedelta(days=1)
