"""Rules are read, checked, told and written."""

import pytest

from plushka.domain.rules import rule as rules
from plushka.domain.rules.effects.kinds import EFFECTS
from plushka.domain.rules.invalid import RuleInvalid
from plushka.domain.rules.triggers.kinds import TRIGGERS
from tests.domain.rules.written import GIFT, a_rule, problems

CODES = ", ".join(TRIGGERS)
KINDS = ", ".join(EFFECTS)


def test_a_rule_reads_back_as_it_was_written() -> None:
    document = a_rule(
        GIFT | {"code": "extra", "valid_days": 7},
        {"effect": "discount", "percent": "5", "lines": {"field": "line.sku", "is": "7"}},
        condition={"field": "member.tier", "is": "gold"},
    )

    once = rules.read(document)
    assert rules.read(rules.document(once)) == once


def test_a_rule_without_a_condition_always_holds() -> None:
    assert rules.read(a_rule(condition={"all": []})) == rules.read(a_rule())
    assert "condition" not in rules.document(rules.read(a_rule()))


@pytest.mark.parametrize("path", ["", "rules[0]"])
def test_a_field_of_a_rule_that_is_not_there_is_named_below_its_place(path: str) -> None:
    with pytest.raises(RuleInvalid) as refused:
        rules.read([], path=path)

    assert refused.value.problems == [(path, "Expected `object`, got `array`")]


@pytest.mark.parametrize(
    ("document", "path", "message"),
    [
        (
            a_rule(code="Welcome"),
            "rules[1].code",
            "use a-z, 0-9 and _, beginning with a letter",
        ),
        (a_rule(when=1), "rules[1]", "Object contains unknown field `when`"),
        (a_rule(trigger="visit"), "rules[1].trigger", f"no such trigger; there are {CODES}"),
        (
            a_rule(effects=[]),
            "rules[1].effects",
            "Expected `array` of length >= 1",
        ),
        (a_rule("gift"), "rules[1].effects[0].effect", f"no such effect; there are {KINDS}"),
        (
            a_rule({"effect": "luck"}),
            "rules[1].effects[0].effect",
            f"no such effect; there are {KINDS}",
        ),
        (
            a_rule(GIFT, {"effect": "points", "points": "1,5"}),
            "rules[1].effects[1].points",
            "use digits with at most two decimals, such as 146.98",
        ),
        (
            a_rule(GIFT | {"valid": 7}),
            "rules[1].effects[0]",
            "Object contains unknown field `valid`",
        ),
        (
            a_rule({"effect": "upline", "points": ["1", "x"]}),
            "rules[1].effects[0].points[1]",
            "use digits with at most two decimals, such as 146.98",
        ),
        (
            a_rule(GIFT, GIFT),
            "rules[1].effects[1].code",
            "give each effect of one kind its own code",
        ),
        (
            a_rule(condition={"not": {"field": "birthday.year", "is": 2026}}),
            "rules[1].condition.not.field",
            "the trigger purchase does not bring birthday.year",
        ),
        (
            a_rule(condition={"field": "receipt.total", "gt": "1"}, trigger="birthday"),
            "rules[1].condition.field",
            "the trigger birthday does not bring receipt.total",
        ),
    ],
)
def test_a_wrong_rule_is_refused_with_its_place(document, path, message) -> None:
    assert problems(document) == [(path, message)]


def test_a_rule_with_a_condition_is_told() -> None:
    one = rules.read(a_rule(condition={"field": "member.age", "from": 60}))

    assert [rules.told(one, language, currency="RUB") for language in ("ru", "uk", "en")] == [
        "Покупка, если возраст в годах: не меньше 60: 100 бонусов",
        "Покупка, якщо вік у роках: не менше 60: 100 бонусів",
        "Purchase, if age in years is at least 60: 100 points",
    ]


def test_all_wrong_rules_of_a_document_are_told_at_once() -> None:
    with pytest.raises(RuleInvalid) as refused:
        rules.read_all([a_rule(trigger="visit"), a_rule(), a_rule(code="")])

    assert [path for path, _ in refused.value.problems] == ["rules[0].trigger", "rules[2].code"]


def test_two_rules_of_one_code_are_refused() -> None:
    with pytest.raises(RuleInvalid) as refused:
        rules.read_all([a_rule(), a_rule()], path="campaign.rules")

    assert refused.value.problems == [
        ("campaign.rules[1].code", "welcome is the code of an earlier rule")
    ]


def test_five_hundred_rules_are_read() -> None:
    badges = [
        a_rule(
            {"effect": "badge", "badge": f"b{number + 1}"},
            trigger="achievement",
            code=f"rule_{number}",
            condition={"field": "achievement.code", "is": f"b{number}"},
        )
        for number in range(500)
    ]

    assert len(rules.read_all(badges)) == 500
