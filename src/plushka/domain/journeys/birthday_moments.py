"""Birthdays as moments that rules listen to (R12, T17), beside the programme's own gift.

A rule that asks how many days there are to the birthday is heard that many
days before it; every other on the day itself. Whoever had something for a
birthday less than a year ago, because the date was changed since, and whoever
told the date after the birthday, is passed over.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from uuid import UUID

from plushka.domain.effects import operations as effects
from plushka.domain.effects import promises
from plushka.domain.effects.operations import Happening
from plushka.domain.effects.promises import Promise
from plushka.domain.journeys.birthdays import ACTOR, CATCH_UP, NO_SECOND, days_of
from plushka.domain.rules.conditions.possibility import outcomes
from plushka.domain.rules.conditions.seeing import fields
from plushka.domain.rules.rule import Rule
from plushka.domain.rules.triggers.birthday import BIRTHDAY
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place
from plushka.lib.days import local_day, start_of_day
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run

LONGEST_BEFORE = 31
"""So many days before a birthday a rule may be heard."""

_AT_ONCE = 1000
_FIELD = "member.birthday_in"
_NEVER = UUID(int=0)


def happen(*, at: dt.datetime, most: int) -> int:
    """Let the birthdays that are due happen, to at most so many members; give to how many.

    A day that nobody looked at in time is caught up with for a week. Runs in
    the tenant's transaction; nobody is locked to whom nothing is due.
    """
    zone = get_place(current_tenant()).zone
    known = promises.load(zone=zone)
    waiting: list[Happening] = []
    for late in range(CATCH_UP + 1):
        day = local_day(at, zone) - dt.timedelta(days=late)
        ends_at = start_of_day(day + dt.timedelta(days=1), zone)
        moment = min(at, ends_at - dt.timedelta(seconds=1))
        for before, rules in _listening(known.at(moment)).items():
            birthday = day + dt.timedelta(days=before)
            for page in _pages(birthday, zone=zone, at=at):
                found = _moments(page, birthday.year, frozenset(rules), at=moment)
                waiting += effects.awaiting(found)
                if len(waiting) >= most:
                    effects.happen(waiting[:most], at=at, actor=ACTOR)
                    return most
    effects.happen(waiting, at=at, actor=ACTOR)
    return len(waiting)


def _listening(found: Sequence[Promise]) -> dict[int, set[str]]:
    """Say how many days before a birthday which rules listen."""
    rules: defaultdict[int, set[str]] = defaultdict(set)
    for promise in found:
        for ready in promise.rules.get(BIRTHDAY.code, ()):
            for days in _leads_of(ready.rule):
                rules[days].add(ready.rule.code)
    return dict(sorted(rules.items()))


def _leads_of(rule: Rule) -> Iterator[int]:
    if _FIELD not in {field.name for field in fields(rule.condition)}:
        yield 0
        return
    for days in range(LONGEST_BEFORE + 1):
        if True in outcomes(rule.condition, {_FIELD: days}):
            yield days


def _pages(birthday: dt.date, *, zone: str, at: dt.datetime) -> Iterator[list[UUID]]:
    """Find whose birthday it is, page by page."""
    values = {
        "tenant": current_tenant(),
        "month": birthday.month,
        "days": days_of(birthday),
        "birthday": birthday,
        "over": start_of_day(birthday + dt.timedelta(days=1), zone),
        "year": f":{birthday.year}:",
        "year_ago": at - NO_SECOND,
        "most": _AT_ONCE,
    }
    sql = load(__package__ or "", "find_birthday_members")
    after = _NEVER
    while True:
        statement = Statement("find_birthday_members", sql, {**values, "after": after})
        [rows] = run(raw(), [statement])
        if not rows:
            return
        yield [member for (member,) in rows]
        after = rows[-1][0]


def _moments(
    members: Sequence[UUID], year: int, rules: frozenset[str], *, at: dt.datetime
) -> Iterator[Happening]:
    for member in members:
        yield Happening(
            trigger=BIRTHDAY.code,
            member=member,
            at=at,
            source_kind="MEMBER",
            source_id=member,
            happened={"birthday.year": year},
            only=rules,
        )
