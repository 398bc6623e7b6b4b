"""A marketer runs a campaign on the command line, and says who a supplier is."""

import json
from pathlib import Path

import pytest

from tests.stories.installed import Installed

pytestmark = pytest.mark.slow

BRUNCH = {
    "code": "brunch",
    "name": {"ru": "Бранч", "uk": "Бранч", "en": "Brunch"},
    "starts": "2020-01-01T00:00",
    "ends": "2090-01-01T00:00",
    "rules": [
        {
            "code": "double",
            "name": "Вдвое",
            "trigger": "purchase",
            "effects": [{"effect": "multiplier", "factor": "2"}],
        }
    ],
    "budgets": [{"of": "uses", "most": 2}],
}


@pytest.fixture(scope="module", autouse=True)
def company(plushka: Installed) -> None:
    plushka.run("tenant", "create", "mint", "--name", "Мята")


def test_a_campaign_is_saved_shown_launched_and_stopped(plushka: Installed, tmp_path: Path):
    file, again = tmp_path / "brunch.json", tmp_path / "brunch.yaml"
    file.write_text(json.dumps(BRUNCH), encoding="utf-8")
    of = ("--tenant", "mint")

    saved = plushka.run("campaign", "save", file, *of)
    shown = plushka.run("campaign", "show", "brunch", *of)
    again.write_text(shown.out, encoding="utf-8")
    plushka.run("campaign", "save", again, *of)
    launched = plushka.run("campaign", "launch", "brunch", *of)
    listed = plushka.run("campaign", "list", *of)
    used = plushka.run("campaign", "budgets", "brunch", *of)
    stopped = plushka.run("campaign", "stop", "brunch", *of)
    kept = plushka.run("campaign", "show", "brunch", *of, "--launched")

    assert (saved.err, saved.out) == ("", "The draft of brunch is saved.\n")
    assert kept.out == shown.out
    assert "each: campaign" in shown.out
    term = "from 2020-01-01T00:00:00+03:00 to 2090-01-01T00:00:00+03:00"
    assert launched.out == f"brunch is launched as version 1: {term}.\n"
    assert listed.out == f"brunch  running  {term}\n"
    assert used.out == "Nothing was used of the budgets of brunch.\n"
    assert stopped.out == "brunch is stopped.\n"


def test_what_is_no_campaign_is_named_and_changes_nothing(plushka: Installed, tmp_path: Path):
    file = tmp_path / "wrong.json"
    file.write_text(json.dumps(BRUNCH | {"code": "wrong", "rules": []}), encoding="utf-8")

    refused = plushka.run("campaign", "save", file, "--tenant", "mint")
    unknown = plushka.run("campaign", "launch", "wrong", "--tenant", "mint")

    assert refused.code == 1
    assert refused.err.startswith("rules: a campaign promises something")
    assert (unknown.code, unknown.err) == (1, "There is no such campaign.\n")


def test_a_supplier_is_a_member_or_nobody(plushka: Installed):
    refused = plushka.run("supplier", "set", "Луг", "4608877000015", "--tenant", "mint")
    listed = plushka.run("supplier", "list", "--tenant", "mint", "--json")

    assert (refused.code, refused.err) == (1, "There is no such member.\n")
    assert listed.told == {"items": []}
