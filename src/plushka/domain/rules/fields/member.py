"""Who the member is: can be asked of a sale and of all members."""

import datetime as dt

from plushka.domain.rules.facts import Facts
from plushka.domain.rules.fields.field import Field
from plushka.domain.rules.values.numbers import DAYS, NUMBER
from plushka.domain.rules.values.texts import TEXT, WORDS
from plushka.domain.rules.values.times import DATE, MOMENT
from plushka.domain.rules.values.truth import TRUTH
from plushka.domain.rules.words import Words
from plushka.lib.days import NO_YEAR, local_day


def birthday_in(year: int, born: dt.date) -> dt.date:
    """Give the birthday of a year; who was born on 29 February has it on the 28th (T17)."""
    is_leap_day = (born.month, born.day) == (2, 29)
    if is_leap_day and (year % 4 or (not year % 100 and year % 400)):
        return dt.date(year, 2, 28)
    return born.replace(year=year)


def _birth_date(facts: Facts) -> dt.date | None:
    """Give it where the year is known too."""
    born = facts.member.birth_date
    return None if born is None or born.year == NO_YEAR else born


def _age(facts: Facts) -> int | None:
    born = _birth_date(facts)
    if born is None:
        return None
    today = facts.local.date()
    return today.year - born.year - (birthday_in(today.year, born) > today)


def _birthday_in(facts: Facts) -> int | None:
    born = facts.member.birth_date
    if born is None:
        return None
    today = facts.local.date()
    coming = birthday_in(today.year, born)
    if coming < today:
        coming = birthday_in(today.year + 1, born)
    return (coming - today).days


def _registered_on(facts: Facts) -> dt.date | None:
    created_at = facts.member.created_at
    return None if created_at is None else local_day(created_at, facts.zone)


def _registered_ago(facts: Facts) -> int | None:
    day = _registered_on(facts)
    return None if day is None else (facts.local.date() - day).days


_BIRTHDAY = (
    "(known.birth_date + make_interval(years => (date_part('year', {today})"
    " - date_part('year', known.birth_date))::int))::date"
)
"""This year's; PostgreSQL puts 29 February on the 28th of other years, as T17 does."""

_NEXT_BIRTHDAY = (
    "(known.birth_date + make_interval(years => (date_part('year', {today})"
    " - date_part('year', known.birth_date))::int + 1))::date"
)

_WITH_YEAR = (
    f"(CASE WHEN date_part('year', known.birth_date) <> {NO_YEAR} THEN known.birth_date END)"
)

FIELDS = (
    Field(
        "member.tier",
        TEXT,
        Words("уровень", "рівень", "tier"),
        lambda facts: facts.member.tier or None,
        "NULLIF(known.tier, '')",
    ),
    Field(
        "member.tags",
        WORDS,
        Words("теги", "теги", "tags"),
        lambda facts: facts.member.tags or None,
        "NULLIF(known.tags, '{{}}')",
    ),
    Field(
        "member.outlet",
        TEXT,
        Words("точка регистрации", "точка реєстрації", "outlet of enrolment"),
        lambda facts: facts.member.outlet or None,
        "NULLIF(known.outlet, '')",
    ),
    Field(
        "member.sex",
        TEXT,
        Words("пол", "стать", "sex"),
        lambda facts: facts.member.sex or None,
        "NULLIF(lower(known.sex), '')",
        choices=("female", "male"),
        choice_words={
            "female": Words("женский", "жіноча", "female"),
            "male": Words("мужской", "чоловіча", "male"),
        },
    ),
    Field(
        "member.birth_date",
        DATE,
        Words("дата рождения", "дата народження", "birth date"),
        _birth_date,
        _WITH_YEAR,
    ),
    Field(
        "member.age",
        NUMBER,
        Words("возраст в годах", "вік у роках", "age in years"),
        _age,
        f"(date_part('year', {{today}}) - date_part('year', {_WITH_YEAR}))::bigint"
        f" - ({_BIRTHDAY} > {{today}})::int",
    ),
    Field(
        "member.birthday_in",
        DAYS,
        Words("до дня рождения", "до дня народження", "time to the birthday"),
        _birthday_in,
        f"CASE WHEN {_BIRTHDAY} < {{today}} THEN {_NEXT_BIRTHDAY} - {{today}}"
        f" ELSE {_BIRTHDAY} - {{today}} END",
    ),
    Field(
        "member.registered_at",
        MOMENT,
        Words("момент регистрации", "момент реєстрації", "moment of enrolment"),
        lambda facts: facts.member.created_at,
        "known.created_at",
    ),
    Field(
        "member.registered_on",
        DATE,
        Words("дата регистрации", "дата реєстрації", "date of enrolment"),
        _registered_on,
        "(known.created_at AT TIME ZONE {zone})::date",
    ),
    Field(
        "member.registered_ago",
        DAYS,
        Words("прошло с регистрации", "минуло з реєстрації", "time since enrolment"),
        _registered_ago,
        "{today} - (known.created_at AT TIME ZONE {zone})::date",
    ),
    Field(
        "member.is_invited",
        TRUTH,
        Words("пришёл по рекомендации", "прийшов за рекомендацією", "came by a recommendation"),
        lambda facts: facts.member.is_invited,
        "known.is_invited",
    ),
    Field(
        "member.has_alias",
        TRUTH,
        Words("есть псевдоним", "є псевдонім", "has an alias"),
        lambda facts: facts.member.has_alias,
        "known.has_alias",
    ),
    Field(
        "member.is_blocked",
        TRUTH,
        Words("заблокирован", "заблокований", "is blocked"),
        lambda facts: facts.member.is_blocked,
        "known.is_blocked",
    ),
)
