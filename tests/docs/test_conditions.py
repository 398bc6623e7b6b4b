"""The page of conditions is what the declarations say, and its examples are read."""

import json
import re

from tools import conditions

from plushka.domain.rules import rule as rules
from plushka.domain.rules.conditions.reading import read
from plushka.domain.rules.triggers.kinds import scope_of
from tests.docs.pages import REFERENCE, blocks, reference


def test_the_tables_are_written_from_the_declarations() -> None:
    assert reference("conditions") == conditions.page(), "run python -m tools.conditions"


def test_the_example_is_a_rule() -> None:
    [example] = blocks(REFERENCE / "conditions.md", "json")

    assert rules.read(json.loads(example)).code == "coffee_for_gold"


def test_the_nodes_told_are_read() -> None:
    nodes = re.findall(r"^\| `(\{.*\})` \|", reference("conditions"), re.MULTILINE)
    for node in nodes:
        part = '{"field": "line.sku", "is": "7"}' if "line" in node else '{"all": []}'
        read(json.loads(node.replace("…", part)), scope_of("purchase"))

    assert len(nodes) == 7
