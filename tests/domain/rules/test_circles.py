"""Rules that would set each other off are refused."""

import pytest

from plushka.domain.rules import rule as rules
from plushka.domain.rules.invalid import RuleInvalid

POINTS = {"effect": "points", "points": "1"}


def badge(code: str) -> dict:
    return {"effect": "badge", "badge": code}


def on(achieved: str) -> dict:
    return {"field": "achievement.code", "is": achieved}


def a_rule(code: str, condition: dict, *effects: dict, trigger: str = "achievement") -> dict:
    return {
        "code": code,
        "name": code,
        "trigger": trigger,
        "condition": condition,
        "effects": list(effects),
    }


def problems(*documents: dict) -> list[tuple[str, str]]:
    with pytest.raises(RuleInvalid) as refused:
        rules.read_all(documents)
    return refused.value.problems


def test_a_rule_that_sets_itself_off_is_refused() -> None:
    assert problems(a_rule("a", on("x"), POINTS, badge("x"))) == [
        ("rules[0].effects[1]", "rules set each other off: a → a")
    ]


def test_a_circle_through_others_is_told_once() -> None:
    assert problems(
        a_rule("a", on("x"), badge("y")),
        a_rule("other", on("q"), badge("r")),
        a_rule("b", on("y"), badge("elsewhere") | {"code": "first"}, badge("z")),
        a_rule("c", on("z"), badge("x")),
    ) == [("rules[0].effects[0]", "rules set each other off: a → b → c → a")]


def test_a_tier_is_an_achievement_too() -> None:
    gold = {"effect": "tier", "tier": "gold", "days": 30}
    is_tier = {"field": "achievement.kind", "is": "tier"}

    assert problems(a_rule("a", is_tier, gold)) == [
        ("rules[0].effects[0]", "rules set each other off: a → a")
    ]


@pytest.mark.parametrize(
    "condition",
    [
        {"all": []},
        {"not": on("y")},
        {"any": [on("y"), {"field": "member.age", "gt": 3}]},
        {"all": [on("x"), {"not": {"field": "member.age", "gt": 3}}]},
    ],
)
def test_a_condition_that_may_hold_closes_the_circle(condition: dict) -> None:
    assert problems(a_rule("a", condition, badge("x"))) == [
        ("rules[0].effects[0]", "rules set each other off: a → a")
    ]


@pytest.mark.parametrize(
    "condition",
    [
        on("y"),
        {"not": on("x")},
        {"any": [on("y"), on("z")]},
        {"all": [{"field": "member.age", "gt": 3}, {"field": "achievement.kind", "is": "tier"}]},
    ],
)
def test_a_condition_that_cannot_hold_closes_none(condition: dict) -> None:
    assert len(rules.read_all([a_rule("a", condition, badge("x"))])) == 1


def test_a_way_into_a_circle_is_not_a_circle() -> None:
    assert problems(
        a_rule("into", on("start"), badge("x")),
        a_rule("a", on("x"), badge("y")),
        a_rule("b", on("y"), badge("x")),
    ) == [("rules[1].effects[0]", "rules set each other off: a → b → a")]


def test_badges_for_purchases_close_no_circle() -> None:
    bought = {"any_line": {"field": "line.sku", "is": "7"}}

    assert (
        len(
            rules.read_all(
                [
                    a_rule("first", bought, badge("x"), trigger="purchase"),
                    a_rule("then", on("x"), badge("y"), {"effect": "gift", "reward": "mug"}),
                ]
            )
        )
        == 2
    )
