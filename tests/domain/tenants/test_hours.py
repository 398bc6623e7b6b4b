"""When an outlet is open."""

import datetime as dt

import pytest

from plushka.domain.tenants.hours import clashing, is_open, read_day, write_day

MONDAY = dt.datetime(2026, 11, 23, 0, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("typed", "spans"),
    [
        ("", []),
        ("9-21", [["09:00", "21:00"]]),
        ("15:00–21:00, 9.30 — 14", [["09:30", "14:00"], ["15:00", "21:00"]]),
        ("0-24", [["00:00", "24:00"]]),
        ("20-02", [["20:00", "02:00"]]),
    ],
)
def test_hours_are_read_as_people_type_them(typed: str, spans: list[list[str]]):
    assert read_day(typed) == spans
    assert read_day(write_day(spans)) == spans


@pytest.mark.parametrize(
    "typed", ["9", "24-25", "9-9", "9:60-10", "закрыто", "1-2,3-4,5-6,7-8,9-10"]
)
def test_what_is_no_time_is_refused(typed: str):
    with pytest.raises(ValueError, match=r"."):
        read_day(typed)


@pytest.mark.parametrize(
    ("hours", "day"),
    [
        ({}, None),
        ({"mon": [["00:00", "24:00"]], "tue": [["00:00", "24:00"]]}, None),
        ({"mon": [["09:00", "12:00"], ["11:00", "13:00"]]}, "mon"),
        ({"sun": [["22:00", "03:00"]], "mon": [["02:00", "10:00"]]}, "mon"),
        ({"sun": [["22:00", "02:00"]], "mon": [["02:00", "10:00"]]}, None),
    ],
)
def test_spans_that_meet_are_found_around_the_week(
    hours: dict[str, list[list[str]]], day: str | None
):
    assert clashing(hours) == day


def test_it_is_open_by_the_clock_of_the_place_and_over_midnight():
    hours = {"sun": [["22:00", "02:00"]], "mon": [["09:00", "18:00"]]}

    def at(hour: int) -> bool:
        return is_open(hours, at=MONDAY + dt.timedelta(hours=hour), zone="Europe/Moscow")

    # Moscow is three hours ahead.
    assert [at(hour) for hour in (-6, -5, -2, -1, 5, 6, 14, 15)] == [
        False, True, True, False, False, True, True, False,
    ]  # fmt: skip
    assert not is_open({}, at=MONDAY, zone="UTC")
