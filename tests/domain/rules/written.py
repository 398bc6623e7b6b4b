"""Rules as their authors write them."""

import pytest

from plushka.domain.rules import rule as rules
from plushka.domain.rules.invalid import RuleInvalid

GIFT = {"effect": "points", "points": "100.00"}


def a_rule(*effects: dict, trigger: str = "purchase", **known) -> dict:
    return {
        "code": "welcome",
        "name": "Добро пожаловать",
        "trigger": trigger,
        "effects": list(effects or [GIFT]),
        **known,
    }


def problems(document: object) -> list[tuple[str, str]]:
    with pytest.raises(RuleInvalid) as refused:
        rules.read(document, path="rules[1]")
    return refused.value.problems
