"""Conditions have one form, and say the same in it."""

import pytest
from hypothesis import given

from plushka.domain.rules.conditions.normal import normal
from plushka.domain.rules.conditions.predicate import predicate
from plushka.domain.rules.conditions.reading import read
from plushka.domain.rules.conditions.writing import document
from plushka.domain.rules.facts import Facts
from plushka.domain.rules.triggers.kinds import scope_of
from tests.domain.rules.receipts import facts
from tests.domain.rules.trees import of_sales

OF_SALES = scope_of("purchase")
GOLD = {"field": "member.tier", "is": "gold"}
VIP = {"field": "member.tags", "has": "vip"}
ALWAYS = {"all": []}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({"all": [GOLD]}, GOLD),
        ({"all": [GOLD, {"all": [VIP, GOLD]}]}, {"all": [GOLD, VIP]}),
        ({"any": [{"any": [GOLD, VIP]}, GOLD]}, {"any": [GOLD, VIP]}),
        ({"any": [GOLD, {"all": []}]}, ALWAYS),
        ({"all": [GOLD, {"all": []}]}, GOLD),
        ({"not": {"not": {"not": GOLD}}}, {"not": GOLD}),
        ({"field": "member.tier", "in": ["gold", "gold"]}, GOLD),
        ({"field": "member.tags", "has": " VIP"}, VIP),
        (
            {"field": "member.tier", "in": ["b", "a", "b"]},
            {"field": "member.tier", "in": ["a", "b"]},
        ),
        (
            {"field": "receipt.total", "from": "100"},
            {"field": "receipt.total", "from": "100.00"},
        ),
        (
            {"field": "time.at", "gt": "2026-01-01T00:00+03:00"},
            {"field": "time.at", "gt": "2025-12-31T21:00:00Z"},
        ),
        (
            {"all_lines": {"all": [{"field": "line.sku", "in": ["1"]}]}},
            {"all_lines": {"field": "line.sku", "is": "1"}},
        ),
        (
            {"lines": {"any": [{"field": "line.sku", "is": "1"}]}, "count": {"in": [2]}},
            {"lines": {"field": "line.sku", "is": "1"}, "count": {"is": 2}},
        ),
    ],
)
def test_what_is_said_in_two_ways_has_one_form(written, expected) -> None:
    assert document(normal(read(written, OF_SALES))) == expected


@given(condition=of_sales, known=facts)
def test_the_normal_form_holds_of_the_same_facts(condition: dict, known: Facts) -> None:
    tree = read(condition, OF_SALES)

    assert predicate(normal(tree))(known) is predicate(tree)(known)


@given(condition=of_sales)
def test_the_normal_form_is_its_own(condition: dict) -> None:
    once = normal(read(condition, OF_SALES))

    assert normal(once) == once
    assert normal(read(document(once), OF_SALES)) == once
