"""The page of the campaign document: its example is a campaign, and its table has every field."""

import re

import msgspec

from plushka.domain.campaigns.document import Budget, Campaign, Hours, Stacking
from plushka.domain.campaigns.reading import read
from plushka.domain.programmes.given import read_yaml_text
from tests.docs.pages import reference, sections


def test_the_example_is_a_campaign() -> None:
    [example] = re.findall(r"```yaml\n(.*?)```", reference("campaign"), re.DOTALL)

    known = read(read_yaml_text(example))

    assert known.document.code == "brunch"
    assert [rule.code for rule in known.rules] == ["double"]


def test_the_table_has_every_field() -> None:
    told = set(re.findall(r"`([a-z_.\[\]]+)`", sections(reference("campaign"))["Fields"]))

    fields = {
        prefix + field.encode_name
        for prefix, part in (("", Campaign), ("stacking.", Stacking))
        for field in msgspec.structs.fields(part)
    } - {"stacking"}
    assert fields - {"budgets"} <= told
    assert {f".{field.encode_name}" for field in msgspec.structs.fields(Budget)} <= {
        one.replace("budgets[]", "") for one in told
    }
    assert {field.encode_name for field in msgspec.structs.fields(Hours)} <= told
