"""The charts of the overview: each a picture, its table, and a file of the same name."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.core.cache import cache
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plushka.domain.members.counting import Members, count_members
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.sales.sums import Sum, Sums, of_days
from plushka.domain.tenants.models import Outlet
from plushka.domain.tenants.queries import Place
from plushka.lib.money import show
from plushka.web.manager.lab.charts import Bar, Course, bars, course

DAYS = 30
TOP = 10
MANY = 50_000
"""So many members, or sales of the latest days, take a while to count: once a minute is enough."""

_MINUTE = 60

NAMES = ("sales", "points", "members", "hours", "tiers", "outlets")


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart: columns in the course of time, or bars side by side, and its table."""

    code: str
    title: str
    #: The names of the numbers, the first of the first colour.
    legend: list[str]
    head: list[str]
    #: As people read them, and as a spreadsheet does.
    rows: list[list[str]]
    plain: list[list[str]]
    course: Course | None = None
    bars: list[Bar] | None = None
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """What the charts are drawn of."""

    sums: Sums
    members: Members
    outlets: Sequence[tuple[str, Sum]]
    programme: Compiled
    written: "Written"


@dataclass(frozen=True, slots=True)
class Written:
    """How numbers are written for who reads."""

    money: Callable[[int], str]
    points: Callable[[int], str]
    whole: Callable[[int], str]


def count(
    place: Place, today: dt.date, *, members: Members, programme: Compiled, written: Written
) -> Counted:
    """Count the latest days."""
    sums = _sums_of(place, today, programme=programme)
    top = sums.top(TOP)
    names = dict(
        Outlet.objects.filter(id__in=[key for key, _sum in top]).values_list("id", "name")
    )
    return Counted(
        sums=sums,
        members=members,
        outlets=[(names[key], one) for key, one in top],
        programme=programme,
        written=written,
    )


def members_of(place: Place, today: dt.date) -> Members:
    """Count the members; where they are many, at most a minute ago."""
    key = f"overview:members:{place.id}:{today}"
    known: Members | None = cache.get(key)
    if known is not None:
        return known
    counted = count_members(last=today, n_days=DAYS, zone=place.zone)
    if counted.total > MANY:
        cache.set(key, counted, _MINUTE)
    return counted


def _sums_of(place: Place, today: dt.date, *, programme: Compiled) -> Sums:
    """Sum up what was sold; where it is much, at most a minute ago."""
    key = f"overview:sums:{place.id}:{today}:{programme.version}"
    known: Sums | None = cache.get(key)
    if known is not None:
        return known
    sums = of_days(today, DAYS, programme=programme, zone=place.zone)
    if sum(day.n_sales for day in sums.days.values()) > MANY:
        cache.set(key, sums, _MINUTE)
    return sums


def charts(found: Counted) -> list[Chart]:
    """Draw them all."""
    return [
        _sales(found),
        _points(found),
        _members(found),
        _hours(found),
        *([_tiers(found)] if found.members.tiers else []),
        *([_outlets(found)] if len(found.outlets) > 1 else []),
    ]


def _sales(found: Counted) -> Chart:
    rows = found.sums.days.items()
    return Chart(
        "sales",
        _("Paid with money, by day"),
        [],
        [_("Day"), _("Receipts"), _("Paid with money")],
        [
            [_day(day), found.written.whole(one.n_sales), found.written.money(one.paid)]
            for day, one in rows
        ],
        [[day.isoformat(), str(one.n_sales), show(one.paid)] for day, one in rows],
        course([(one.paid,) for one in found.sums.days.values()]),
        first=_ends(found)[0],
        last=_ends(found)[1],
    )


def _points(found: Counted) -> Chart:
    rows = found.sums.days.items()
    return Chart(
        "points",
        _("Accrued and redeemed, by day"),
        [_("Accrued"), _("Redeemed")],
        [_("Day"), _("Accrued"), _("Redeemed")],
        [
            [_day(day), found.written.points(one.accrued), found.written.points(one.redeemed)]
            for day, one in rows
        ],
        [[day.isoformat(), show(one.accrued), show(one.redeemed)] for day, one in rows],
        course([(one.accrued, one.redeemed) for one in found.sums.days.values()]),
        first=_ends(found)[0],
        last=_ends(found)[1],
    )


def _members(found: Counted) -> Chart:
    rows = found.members.joined.items()
    return Chart(
        "members",
        _("New members, by day"),
        [],
        [_("Day"), _("New members")],
        [[_day(day), found.written.whole(n)] for day, n in rows],
        [[day.isoformat(), str(n)] for day, n in rows],
        course([(n,) for n in found.members.joined.values()]),
        first=_ends(found)[0],
        last=_ends(found)[1],
    )


def _hours(found: Counted) -> Chart:
    rows = [(f"{hour:02d}:00", one) for hour, one in enumerate(found.sums.hours)]
    return Chart(
        "hours",
        _("Receipts by the hour of the day"),
        [],
        [_("Hour"), _("Receipts"), _("Paid with money")],
        [
            [hour, found.written.whole(one.n_sales), found.written.money(one.paid)]
            for hour, one in rows
        ],
        [[hour, str(one.n_sales), show(one.paid)] for hour, one in rows],
        course([(one.n_sales,) for one in found.sums.hours]),
        first="00:00",
        last="23:00",
    )


def _tiers(found: Counted) -> Chart:
    language = get_language() or "en"
    names = {tier.code: tier.name.said_in(language) for tier in found.programme.document.tiers}
    tiers = found.members.tiers
    known = [(code, tiers[code]) for code in names if code in tiers]
    rest = [(code, n) for code, n in tiers.items() if code not in names]
    rows = [(names.get(code, code), n) for code, n in (*known, *rest)]
    total = sum(n for _name, n in rows)
    return Chart(
        "tiers",
        _("Members by tier"),
        [],
        [_("Tier"), _("Members"), _("Share")],
        [[name, found.written.whole(n), _percent(n, total)] for name, n in rows],
        [[name, str(n), _percent(n, total)] for name, n in rows],
        bars=bars((name, n, found.written.whole(n)) for name, n in rows),
    )


def _outlets(found: Counted) -> Chart:
    rows = found.outlets
    return Chart(
        "outlets",
        _("Outlets where most was paid"),
        [],
        [_("Outlet"), _("Receipts"), _("Paid with money")],
        [
            [name, found.written.whole(one.n_sales), found.written.money(one.paid)]
            for name, one in rows
        ],
        [[name, str(one.n_sales), show(one.paid)] for name, one in rows],
        bars=bars((name, one.paid, found.written.money(one.paid)) for name, one in rows),
    )


def _ends(found: Counted) -> tuple[str, str]:
    first, *_others, last = found.sums.days
    return _day(first), _day(last)


def _day(day: dt.date) -> str:
    return date_format(day, "j E")


def _percent(n: int, total: int) -> str:
    tenths = n * 1000 // max(1, total)
    mark = "." if get_language() == "en" else ","
    return f"{tenths // 10}{mark}{tenths % 10}\N{NO-BREAK SPACE}%"
