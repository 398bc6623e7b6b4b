"""A marketer changes what a company promises, on the command line."""

import json
from pathlib import Path

import pytest

from tests.stories.installed import Installed

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", autouse=True)
def companies(plushka: Installed) -> None:
    for slug in ("lipa", "dub", "elm", "ash"):
        plushka.run("tenant", "create", slug, "--name", slug)


def exported(plushka: Installed, folder: Path, *, gold: str, tenant: str = "lipa") -> Path:
    """Write the programme in force with another percent for gold."""
    text = plushka.run("programme", "export", "--tenant", tenant).out
    file = folder / "lipa.yaml"
    file.write_text(text.replace("percent: '10'", f"percent: '{gold}'"), encoding="utf-8")
    return file


def test_a_programme_is_exported_changed_looked_through_and_published(
    plushka: Installed, tmp_path: Path
):
    file = exported(plushka, tmp_path, gold="12.5")

    linted = plushka.run("programme", "lint", file)
    imported = plushka.run("programme", "import", file, "--tenant", "lipa")
    diff = plushka.run("programme", "diff", "--tenant", "lipa", "--language", "ru")
    draft = plushka.run("programme", "export", "--tenant", "lipa", "--draft")
    published = plushka.run("programme", "publish", "--tenant", "lipa", "--json")
    later = plushka.run("programme", "diff", "--tenant", "lipa", "--version", "2", "--json")

    assert (linted.code, linted.out) == (0, "There is nothing to find fault with.\n")
    assert imported.out == "The draft of lipa is changed, based on version 1.\n"
    assert diff.out == "Золотая: начисление 10 % → 12,5 %\n"
    assert draft.out == file.read_text(encoding="utf-8")
    assert published.told["version"] == 2
    assert published.told["valid_from"].endswith("+03:00")
    assert later.told == {
        "since": 1,
        "changes": [
            {
                "path": "tiers[1].earning[0].percent",
                "kind": "changed",
                "before": "10",
                "after": "12.5",
                "text": "Gold: earning 10% → 12.5%",
            }
        ],
    }
    assert plushka.run("programme", "export", "--tenant", "lipa").out == draft.out
    first = plushka.run("programme", "export", "--tenant", "lipa", "--version", "1").out
    assert "percent: '10'" in first
    assert plushka.run("programme", "publish", "--tenant", "lipa").err == (
        "There is no draft of the programme; change something to open one.\n"
    )


def test_a_version_begins_by_the_clocks_of_the_company(plushka: Installed, tmp_path: Path):
    file = exported(plushka, tmp_path, gold="11", tenant="elm")
    plushka.run("programme", "import", file, "--tenant", "elm", "--based-on", "1")

    past = plushka.run("programme", "publish", "--tenant", "elm", "--valid-from", "2026-01-01")
    said = plushka.run("programme", "publish", "--tenant", "elm", "--valid-from", "2036-01-01")

    assert (past.code, past.err) == (1, "valid_from: a version cannot begin in the past.\n")
    assert said.out == "Version 2 of elm is valid from 2036-01-01T00:00:00+03:00.\n"
    assert "percent: '10'" in plushka.run("programme", "export", "--tenant", "elm").out


def test_a_file_that_is_no_programme_names_its_places_and_changes_nothing(
    plushka: Installed, tmp_path: Path
):
    file = tmp_path / "wrong.yaml"
    text = plushka.run("programme", "export", "--tenant", "dub").out
    file.write_text(
        text.replace("late_limit_days: 7", "late_limit_days: soon\ncolour: red"), encoding="utf-8"
    )

    for command in (["import", file, "--tenant", "dub"], ["lint", file]):
        said = plushka.run("programme", *command)
        assert (said.code, said.out) == (1, "")
        assert said.err == (
            "colour: there is no such field; late_limit_days: Expected `int`, got `str`.\n"
        )
    assert plushka.run("programme", "lint", "--tenant", "dub").err == (
        "There is no draft of the programme; change something to open one.\n"
    )


def test_an_error_of_the_lint_is_an_exit_code(plushka: Installed, tmp_path: Path):
    text = plushka.run("programme", "export", "--tenant", "ash").out
    file = tmp_path / "ash.yaml"
    early = text.replace("days_before: 0", "days_before: 30")
    file.write_text(early, encoding="utf-8")

    said = plushka.run("programme", "lint", file, "--language", "ru")
    plushka.run("programme", "import", file, "--tenant", "ash")
    drafted = plushka.run("programme", "lint", "--tenant", "ash", "--json")

    sentence = "Подарок живёт 7 дней и сгорит до дня рождения: он приходит за 30"
    assert (said.code, said.out) == (1, f"error: birthday.valid_days: {sentence}\n")
    assert drafted.code == 1
    assert drafted.told == {
        "ok": False,
        "findings": [
            {
                "path": "birthday.valid_days",
                "level": "error",
                "code": "birthday_gift_over",
                "text": "The gift lives 7 days and ends before the birthday: it comes 30 ahead",
            }
        ],
    }
    published = plushka.run("programme", "publish", "--tenant", "ash")
    assert published.code == 1
    assert published.err.startswith("The lint found errors. birthday.valid_days: The gift")
    assert published.err.count("\n") == 1


def test_a_programme_is_copied_into_the_draft_of_another_company(
    plushka: Installed, tmp_path: Path
):
    plushka.run("tenant", "create", "oak", "--name", "Дуб")
    plushka.run("tenant", "create", "pine", "--name", "Сосна")
    file = exported(plushka, tmp_path, gold="14", tenant="oak")
    plushka.run("programme", "import", file, "--tenant", "oak")
    plushka.run("programme", "publish", "--tenant", "oak")

    said = plushka.run("programme", "copy", "oak", "pine")
    again = plushka.run("programme", "copy", "oak", "pine")
    diff = plushka.run("programme", "diff", "--tenant", "pine")

    assert said.out == "The programme of oak is the draft of pine now.\n"
    assert (again.code, again.err) == (
        1,
        "There is a draft already; publish or discard it first.\n",
    )
    assert diff.out == "Gold: earning 10% → 14%\n"
    assert plushka.run("programme", "copy", "oak", "nobody").err == (
        "There is no company 'nobody': plushka tenant create nobody founds it.\n"
    )
    assert plushka.run("programme", "copy", "oak", "ash", "--version", "7").err == (
        "There is no version 7 of the programme.\n"
    )


def test_a_file_may_be_json(plushka: Installed, tmp_path: Path):
    document = plushka.run("programme", "lint", "/dev/null")
    file = tmp_path / "x.json"
    file.write_text(json.dumps({"name": 1}), encoding="utf-8")
    broken = tmp_path / "y.json"
    broken.write_text("{", encoding="utf-8")
    latin = tmp_path / "z.yaml"
    latin.write_bytes(b"name: \xe9")
    large = tmp_path / "l.yaml"
    large.write_bytes(b"# " + b"x" * 5_000_000)

    said = [plushka.run("programme", "lint", one) for one in (file, broken, latin, large)]

    assert document.code == 1
    assert [one.code for one in said] == [1] * 4
    assert said[0].err.startswith("name: Expected `object`, got `str`; money: this is needed;")
    assert said[1].err.startswith("no JSON: ")
    assert said[2].err == f"{latin}: byte 6 is no UTF-8.\n"
    assert said[3].err == "A programme may have 1 MiB of JSON.\n"
