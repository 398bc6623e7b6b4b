"""Dates, moments, times of day."""

import datetime as dt
import re

from plushka.domain.rules.values.type import Type

_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)", re.ASCII)
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)", re.ASCII)
_YEARS = range(1900, 2200)


def _parsed[Kind: dt.date](kind: type[Kind], text: str) -> Kind:
    try:
        return kind.fromisoformat(text)
    except ValueError as error:
        raise ValueError("there is no such day or time") from error


def _read_date(value: object) -> dt.date:
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        raise ValueError('write a date, such as "2026-11-21"')
    day = _parsed(dt.date, value)
    if day.year not in _YEARS:
        raise ValueError("write a date from 1900 to 2199")
    return day


def _read_moment(value: object) -> dt.datetime:
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        raise ValueError('write a moment with its zone, such as "2026-11-21T12:00:00+03:00"')
    moment = _parsed(dt.datetime, value)
    if moment.year not in _YEARS:
        raise ValueError("write a moment from 1900 to 2199")
    return moment.astimezone(dt.UTC)


def _write_moment(value: dt.datetime) -> str:
    return value.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")


def _read_time(value: object) -> int:
    found = _TIME.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise ValueError('write a time of day, such as "18:30"')
    return int(found[1]) * 60 + int(found[2])


def _write_time(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _tell_date(value: dt.date, language: str, _currency: str) -> str:
    return value.isoformat() if language == "en" else f"{value:%d.%m.%Y}"


def _tell_moment(value: dt.datetime, language: str, currency: str) -> str:
    return f"{_tell_date(value.date(), language, currency)} {value:%H:%M} UTC"


def _tell_time(minutes: int, _language: str, _currency: str) -> str:
    return _write_time(minutes)


DATE = Type("date", "date", _read_date, dt.date.isoformat, _tell_date, is_ordered=True)
MOMENT = Type("moment", "timestamptz", _read_moment, _write_moment, _tell_moment, is_ordered=True)
#: Minutes since midnight.
TIME = Type("time", "bigint", _read_time, _write_time, _tell_time, is_ordered=True)
