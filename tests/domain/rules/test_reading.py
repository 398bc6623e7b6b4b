"""Conditions are read from JSON, and what is wrong is named by its place."""

import pytest
from hypothesis import given

from plushka.domain.rules.conditions.reading import read
from plushka.domain.rules.conditions.tree import ALWAYS
from plushka.domain.rules.conditions.writing import document
from plushka.domain.rules.fields.kinds import OF_MEMBERS
from plushka.domain.rules.invalid import RuleInvalid
from plushka.domain.rules.triggers.kinds import scope_of
from tests.domain.rules.trees import of_members, of_sales

OF_SALES = scope_of("purchase")
GOLD = {"field": "member.tier", "is": "gold"}
SHAPE = "write all, any, not, any_line, all_lines, lines with a measure, or field with an operator"


def problems(wrong: object, scope=OF_SALES, path: str = "") -> list[tuple[str, str]]:
    with pytest.raises(RuleInvalid) as refused:
        read(wrong, scope, path=path)
    return refused.value.problems


def nested(levels: int) -> dict:
    tree: dict = GOLD
    for _ in range(levels - 1):
        tree = {"not": tree}
    return tree


@pytest.mark.parametrize(
    ("wrong", "path", "message"),
    [
        ([], "", SHAPE),
        ({}, "", SHAPE),
        (None, "", SHAPE),
        ({"none": [GOLD]}, "none", SHAPE),
        ({1: [GOLD]}, "1", SHAPE),
        ({"all": [GOLD], "any": [GOLD]}, "", f"{SHAPE}, and nothing beside it"),
        ({"all": GOLD}, "all", "write a list of conditions"),
        ({"any": []}, "any", "write at least one condition"),
        ({"any": [GOLD, "gold"]}, "any[1]", SHAPE),
        ({"field": 7, "is": "gold"}, "field", "write the name of a field"),
        ({"field": "member.shoe", "is": 43}, "field", "no such field: member.shoe"),
        (
            {"field": "member.attributes.No", "is": 4},
            "field",
            "no such field: member.attributes.No",
        ),
        (
            {"field": "line.sku", "is": "1"},
            "field",
            "the trigger purchase does not bring line.sku",
        ),
        (
            {"field": "member.age"},
            "",
            "write field with one of is, in, gt, from, lt, upto, between, has, exists",
        ),
        (
            {"field": "member.age", "like": 4},
            "like",
            "no such operator; there are is, in, gt, from, lt, upto, between, has, exists",
        ),
        ({"field": "member.tier", "gt": "gold"}, "gt", "gt does not go with text"),
        ({"field": "member.tags", "is": "vip"}, "is", "is does not go with words"),
        ({"field": "member.age", "has": 3}, "has", "has does not go with number"),
        ({"field": "member.age", "gt": "18"}, "gt", "write a whole number"),
        ({"field": "member.age", "gt": 18.5}, "gt", "write a whole number"),
        ({"field": "member.age", "gt": True}, "gt", "write a whole number"),
        ({"field": "member.age", "gt": 2**53 + 1}, "gt", "write a whole number"),
        ({"field": "member.attributes.x", "is": 1.5}, "is", "write a whole number"),
        ({"field": "purchases.last_ago", "gt": 10**6}, "gt", "write a number of days"),
        (
            {"field": "receipt.total", "from": 100.5},
            "from",
            'write a sum as text, such as "146.98"',
        ),
        (
            {"field": "receipt.total", "from": "1e3"},
            "from",
            "use digits with at most two decimals, such as 146.98",
        ),
        ({"field": "member.tier", "is": ""}, "is", "write a text of 1 to 200 characters"),
        ({"field": "member.tier", "is": "a\0b"}, "is", "a text has no control characters"),
        ({"field": "member.tier", "is": "\ud800"}, "is", "a text has no control characters"),
        ({"field": "member.tags", "has": "  "}, "has", "a text needs a letter"),
        ({"field": "member.is_blocked", "is": 1}, "is", "write true or false"),
        ({"field": "member.tier", "exists": "yes"}, "exists", "write true or false"),
        ({"field": "member.tier", "in": []}, "in", "write a list of 1 to 500 values"),
        ({"field": "member.tier", "in": "gold"}, "in", "write a list of 1 to 500 values"),
        ({"field": "member.tier", "in": ["x"] * 501}, "in", "write a list of 1 to 500 values"),
        (
            {"field": "member.age", "between": [1]},
            "between",
            "write a list of two values, the lower one first",
        ),
        ({"field": "member.age", "between": [2, 1]}, "between", "the lower value comes first"),
        (
            {"field": "member.birth_date", "is": "2026-2-1"},
            "is",
            'write a date, such as "2026-11-21"',
        ),
        (
            {"field": "member.birth_date", "is": "2026-02-29"},
            "is",
            "there is no such day or time",
        ),
        (
            {"field": "member.birth_date", "is": "1899-12-31"},
            "is",
            "write a date from 1900 to 2199",
        ),
        (
            {"field": "time.at", "gt": "2026-01-01T00:00:00"},
            "gt",
            'write a moment with its zone, such as "2026-11-21T12:00:00+03:00"',
        ),
        (
            {"field": "time.at", "gt": "2200-01-01T00:00:00Z"},
            "gt",
            "write a moment from 1900 to 2199",
        ),
        (
            {"field": "time.of_day", "gt": "24:00"},
            "gt",
            'write a time of day, such as "18:30"',
        ),
        (
            {"field": "time.weekday", "is": "monday"},
            "is",
            "one of mon, tue, wed, thu, fri, sat, sun",
        ),
        ({"any_line": GOLD}, "any_line.field", "member.tier cannot be asked of a line"),
        (
            {"any_line": {"any_line": {"field": "line.sku", "is": "1"}}},
            "any_line.any_line",
            "a line of a receipt cannot be asked of a line",
        ),
        (
            {"lines": {"field": "line.sku", "is": "1"}},
            "",
            "write lines with one of total, pieces, count",
        ),
        (
            {"lines": {"field": "line.sku", "is": "1"}, "total": "5.00"},
            "total",
            'write one operator with its value, such as {"from": 2}',
        ),
        (
            {"lines": {"field": "line.sku", "is": "1"}, "total": {"from": 5.5}},
            "total.from",
            'write a sum as text, such as "146.98"',
        ),
    ],
)
def test_a_wrong_condition_is_refused_with_its_place(wrong, path, message) -> None:
    assert problems(wrong) == [(path, message)]


def test_all_that_is_wrong_is_told_at_once_below_the_place_of_the_condition() -> None:
    wrong = {
        "all": [
            {"field": "member.shoe", "is": 43},
            {"not": {"any": [GOLD, {"field": "member.age", "gt": "x"}]}},
        ]
    }

    assert problems(wrong, path="rules[2].condition") == [
        ("rules[2].condition.all[0].field", "no such field: member.shoe"),
        ("rules[2].condition.all[1].not.any[1].gt", "write a whole number"),
    ]


@pytest.mark.parametrize(
    "field",
    ["receipt.total", "time.of_day", "outlet.code", "staff.name", "review.rating", "event.data.x"],
)
def test_what_is_known_of_a_moment_is_refused_of_members(field: str) -> None:
    assert problems({"field": field, "exists": True}, OF_MEMBERS) == [
        ("field", f"{field} is known of a moment and cannot be asked of members")
    ]


def test_lines_are_refused_of_members_and_where_a_trigger_brings_none() -> None:
    lines = {"any_line": {"field": "line.sku", "is": "1"}}

    assert problems(lines, OF_MEMBERS) == [
        ("any_line", "a line of a receipt is known of a moment and cannot be asked of members")
    ]
    assert problems(lines, scope_of("birthday")) == [
        ("any_line", "the trigger birthday does not bring a line of a receipt")
    ]


def test_twenty_levels_are_read() -> None:
    assert document(read(nested(20), OF_SALES)) == nested(20)


@pytest.mark.parametrize("levels", [21, 100, 100_000])
def test_more_levels_are_refused_where_they_begin(levels: int) -> None:
    assert problems(nested(levels)) == [
        (".".join(["not"] * 20), "conditions are nested at most 20 deep")
    ]


def test_five_hundred_nodes_are_read_and_one_more_is_refused() -> None:
    assert len(read({"all": [GOLD] * 499}, OF_SALES).parts) == 499
    assert problems({"all": [GOLD] * 100_000}) == [
        ("all[499]", "a condition has at most 500 nodes")
    ]


def test_the_empty_list_of_all_always_holds() -> None:
    assert read({"all": []}, OF_MEMBERS) == ALWAYS


def test_the_refusal_names_places_for_programs() -> None:
    with pytest.raises(RuleInvalid) as refused:
        read({"not": {}}, OF_SALES)

    assert (refused.value.code, str(refused.value)) == ("invalid", f"not: {SHAPE}")
    assert refused.value.facts == {"errors": [{"path": "not", "message": SHAPE}]}


@given(condition=of_members)
def test_what_is_written_reads_back_as_the_same_of_members(condition: dict) -> None:
    tree = read(condition, OF_MEMBERS)

    assert read(document(tree), OF_MEMBERS) == tree


@given(condition=of_sales)
def test_what_is_written_reads_back_as_the_same_of_sales(condition: dict) -> None:
    tree = read(condition, OF_SALES)

    assert read(document(tree), OF_SALES) == tree


def test_a_sum_may_be_a_whole_number() -> None:
    """YAML and JSON write 100 where a sum is "100.00"."""
    assert read({"field": "receipt.total", "from": 100}, OF_SALES) == read(
        {"field": "receipt.total", "from": "100.00"}, OF_SALES
    )
