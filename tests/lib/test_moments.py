"""Moments as people and tills write them (RFC 3339)."""

import datetime as dt

import pytest

from plushka.lib.moments import read_moment

NEW_YEAR = dt.datetime(2017, 1, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2017-01-01T03:00:00+03:00", NEW_YEAR),
        ("2016-12-31T23:59:60Z", NEW_YEAR),
        ("2016-12-31T23:59:60.25Z", NEW_YEAR + dt.timedelta(seconds=0.25)),
        ("2017-01-01T02:59:60+03:00", NEW_YEAR),
        ("2016-12-31T15:59:60-08:00", NEW_YEAR),
        ("2017-01-01T05:29:60+05:30", NEW_YEAR),
    ],
)
def test_moment_is_read_in_utc_and_a_leap_second_as_the_next(written: str, moment: dt.datetime):
    assert read_moment(written, dt.datetime.fromisoformat) == moment


@pytest.mark.parametrize(
    "written",
    [
        "",
        "2016-12-31T12:59:60Z",
        "2016-12-31T23:58:60Z",
        "2016-12-31T23:59:60+03:00",
        "2016-12-31T23:59:61Z",
        "2016-02-30T23:59:60Z",
        "9999-12-31T23:59:60Z",
        "9999-12-31T23:59:59-05:00",
        "0001-01-01T00:00:00+03:00",
    ],
)
def test_moment_that_never_is_is_refused(written: str):
    with pytest.raises(ValueError, match=r"."):
        read_moment(written, dt.datetime.fromisoformat)
