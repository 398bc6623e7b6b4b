"""Conditions are asked of facts."""

import datetime as dt

import pytest

from plushka.domain.rules.conditions.predicate import predicate
from plushka.domain.rules.conditions.reading import read
from plushka.domain.rules.facts import Facts, Line, Member, facts_at
from plushka.domain.rules.fields.kinds import FIELDS
from plushka.domain.rules.triggers.kinds import TRIGGERS, scope_of
from plushka.lib.days import NO_YEAR
from tests.domain.rules.receipts import NOON, bought

COFFEE = Line(
    sku="7", category="Кава ", supplier="Roast", price=15_000, total=30_000, quantity=2000
)
CAKE = Line(sku="8", category="торти", price=20_000, total=20_000)
CHEESE = Line(sku="9", total=9_900, quantity=1_500)


def holds(condition: object, facts: Facts, trigger: str = "purchase") -> bool:
    return predicate(read(condition, scope_of(trigger)))(facts)


def of(member: Member, at: dt.datetime = NOON) -> Facts:
    return facts_at(at, zone="Europe/Moscow", member=member)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"any_line": {"field": "line.category", "is": "КАВА"}}, True),
        ({"any_line": {"field": "line.category", "is": "чай"}}, False),
        ({"all_lines": {"field": "line.category", "exists": True}}, False),
        ({"all_lines": {"field": "line.total", "gt": "50.00"}}, True),
        ({"not": {"any_line": {"field": "line.price", "exists": False}}}, False),
        ({"lines": {"field": "line.category", "exists": True}, "total": {"is": "500.00"}}, True),
        ({"lines": {"field": "line.sku", "in": ["7", "9"]}, "pieces": {"is": 3}}, True),
        ({"lines": {"field": "line.sku", "is": "none"}, "count": {"is": 0}}, True),
        ({"lines": {"all": []}, "count": {"between": [2, 3]}}, True),
        ({"field": "receipt.lines", "is": 3}, True),
        ({"field": "receipt.total", "between": ["599.00", "599.00"]}, True),
        ({"field": "receipt.total", "gt": "599.00"}, False),
        ({"field": "receipt.to_pay", "lt": "599.01"}, True),
        ({"field": "time.weekday", "in": ["sat", "sun"]}, True),
        ({"field": "time.of_day", "between": ["12:00", "12:00"]}, True),
        ({"field": "time.date", "is": "2026-11-21"}, True),
        ({"field": "time.at", "from": "2026-11-21T12:00:00+03:00"}, True),
        ({"field": "time.day_of_month", "upto": 20}, False),
        ({"field": "outlet.code", "is": "main"}, True),
        ({"field": "staff.name", "exists": False}, True),
        ({"all": []}, True),
        ({"not": {"all": []}}, False),
    ],
)
def test_a_condition_is_asked_of_a_receipt(condition, expected) -> None:
    assert holds(condition, bought(COFFEE, CAKE, CHEESE, outlet="main")) is expected


def test_of_no_lines_neither_any_nor_all_is_so() -> None:
    always = {"all": []}

    assert not holds({"any_line": always}, bought())
    assert not holds({"all_lines": always}, bought())


@pytest.mark.parametrize("name", [name for name in FIELDS if not name.startswith("time.")])
def test_a_missing_value_satisfies_nothing_but_its_absence(name: str) -> None:
    nothing = facts_at(NOON, zone="Europe/Moscow")

    assert holds({"field": name, "exists": False}, nothing)
    assert not holds({"field": name, "exists": True}, nothing)


def test_not_is_plain_negation_also_of_what_is_missing() -> None:
    assert holds({"not": {"field": "member.age", "gt": 18}}, of(Member()))


@pytest.mark.parametrize(
    ("today", "age", "days"),
    [
        (dt.date(2025, 2, 27), 24, 1),
        (dt.date(2025, 2, 28), 25, 0),
        (dt.date(2025, 3, 1), 25, 364),
        (dt.date(2024, 2, 28), 23, 1),
        (dt.date(2024, 2, 29), 24, 0),
        (dt.date(2100, 2, 28), 100, 0),
    ],
)
def test_who_was_born_on_the_29th_of_february_has_a_birthday_every_year(today, age, days) -> None:
    noon = dt.datetime.combine(today, dt.time(9), dt.UTC)
    born = of(Member(birth_date=dt.date(2000, 2, 29)), noon)

    assert holds({"field": "member.age", "is": age}, born)
    assert holds({"field": "member.birthday_in", "is": days}, born)


def test_who_did_not_tell_the_year_has_a_birthday_and_no_age() -> None:
    """T17."""
    born = of(Member(birth_date=dt.date(NO_YEAR, 11, 23)))

    assert holds({"field": "member.birthday_in", "is": 2}, born)
    assert holds({"field": "member.age", "exists": False}, born)
    assert holds({"field": "member.birth_date", "exists": False}, born)


def test_days_are_those_of_the_company() -> None:
    """21:30 in London is the next day in Moscow."""
    before = dt.datetime(2026, 11, 20, 20, 59, tzinfo=dt.UTC)
    after = dt.datetime(2026, 11, 20, 21, 1, tzinfo=dt.UTC)

    assert holds({"field": "purchases.last_ago", "is": 1}, of(Member(last_purchase_at=before)))
    assert holds({"field": "purchases.last_ago", "is": 0}, of(Member(last_purchase_at=after)))
    assert holds(
        {"field": "member.registered_on", "is": "2026-11-21"}, of(Member(created_at=after))
    )


@pytest.mark.parametrize(
    ("value", "condition", "expected"),
    [
        ("5", {"is": "5"}, True),
        ("5", {"is": 5}, False),
        (5, {"is": 5}, True),
        (5, {"in": [4, 5]}, True),
        (1, {"is": True}, False),
        (True, {"is": True}, True),
        (True, {"is": 1}, False),
        (False, {"exists": True}, True),
        ("", {"exists": True}, False),
        (None, {"exists": True}, False),
    ],
)
def test_an_attribute_of_another_type_is_missing(value, condition, expected) -> None:
    facts = of(Member(attributes={"size": value}))

    assert holds({"field": "member.attributes.size", **condition}, facts) is expected


def test_an_outside_event_is_asked_for_what_came_with_it() -> None:
    happened = {"event.type": "visit", "event.id": "1", "event.data.minutes": 40}
    facts = facts_at(NOON, zone="Europe/Moscow", happened=happened)
    visit = {
        "all": [
            {"field": "event.type", "is": "visit"},
            {"field": "event.data.minutes", "from": 30},
            {"field": "event.data.place", "exists": False},
        ]
    }

    assert holds(visit, facts, "external")


def test_every_own_field_of_a_trigger_is_asked_of_what_happened() -> None:
    for trigger in TRIGGERS.values():
        for field in trigger.own:
            missing = facts_at(NOON, zone="UTC", happened={field.name: ""})
            there = facts_at(NOON, zone="UTC", happened={field.name: 1})

            assert (field.get(missing), field.get(there)) == (None, 1)
