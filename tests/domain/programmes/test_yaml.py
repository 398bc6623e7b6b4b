"""Numbers in YAML: as written in the programme, whole numbers in its rules."""

import pytest

from plushka.domain.programmes import files, yaml_text
from plushka.domain.rules import rule as rules
from tests.domain.programmes.making import DEFAULT

RULES = """
rules:
  - code: welcome
    name: Приветствие
    trigger: registration
    condition: {field: purchases.count, from: 3}
    effects:
      - {effect: points, points: 100, valid_days: 7}
  - code: percent
    name: Каждому
    trigger: purchase
    condition: {field: receipt.total, from: 1000.50}
    effects:
      - {effect: percent, percent: 5, of: receipt.to_pay}
"""


def test_rules_in_yaml_read_as_in_json():
    plain = files.plain(DEFAULT) | {
        "rules": [
            {
                "code": "welcome",
                "name": "Приветствие",
                "trigger": "registration",
                "condition": {"field": "purchases.count", "from": 3},
                "effects": [{"effect": "points", "points": "100", "valid_days": 7}],
            },
            {
                "code": "percent",
                "name": "Каждому",
                "trigger": "purchase",
                "condition": {"field": "receipt.total", "from": "1000.50"},
                "effects": [{"effect": "percent", "percent": "5", "of": "receipt.to_pay"}],
            },
        ]
    }

    text = files.to_yaml(DEFAULT).replace("rules: []\n", "") + RULES

    assert files.read_yaml(text) == files.read(plain)
    assert files.read_yaml(files.to_yaml(files.read(plain))) == files.read(plain)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("rules: [{a: 7}]", {"rules": [{"a": 7}]}),
        ("rules: [{a: '7'}]", {"rules": [{"a": "7"}]}),
        ("rules: [{a: -7}]", {"rules": [{"a": -7}]}),
        ("rules: [{a: 007}]", {"rules": [{"a": "007"}]}),
        ("rules: [{a: 1e3, b: 0x10, c: 7.0}]", {"rules": [{"a": "1e3", "b": "0x10", "c": "7.0"}]}),
        ("rules: [{7: yes}]", {"rules": [{"7": True}]}),
        ("tiers: [{percent: 5}]", {"tiers": [{"percent": "5"}]}),
        (
            "campaign: {rules: [{days: 5}], priority: 1}",
            {"campaign": {"rules": [{"days": 5}], "priority": "1"}},
        ),
    ],
)
def test_whole_numbers_without_quotes_are_numbers_in_rules_alone(text, value):
    assert yaml_text.read(text) == value


def test_an_effect_reads_numbers_and_texts_alike():
    def effect(**parts):
        document = {"code": "a", "name": "A", "trigger": "registration"}
        return rules.read(document | {"effects": [{"effect": "points", **parts}]})

    assert effect(points=100, valid_days="7") == effect(points="100", valid_days=7)
