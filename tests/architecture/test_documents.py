"""What the documents say is so."""

import re
from pathlib import Path

import pytest

from tests.architecture.tree import DOMAIN, ROOT, layers

MAP = re.compile(r"```map (\w+)\n(.*?)```", re.DOTALL)
TARGET = re.compile(r"^([a-z]+):.*## \S", re.MULTILINE)
PATH = re.compile(r"`((?:domain|web|config|integrations|tests|docs)/[\w/.]*)`")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")

DECISIONS = sorted((ROOT / "docs/adr").glob("[0-9]*.md"))
DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]


def maps() -> dict[str, str]:
    return dict(MAP.findall((ROOT / "ARCHITECTURE.md").read_text()))


def lines_of(drawn: str) -> list[set[str]]:
    """The ideas of each line of a map, without brackets and without the words beside them."""
    names = (re.split(r"\s{2,}", line)[0] for line in drawn.splitlines() if line[:1] != " ")
    present = (re.sub(r"\([^)]*\)", "", name) for name in names)
    return [found for line in present if (found := set(re.findall(r"\w+", line)))]


@pytest.mark.parametrize("contract", ["plushka", "domain"])
def test_the_map_is_the_contract(contract: str) -> None:
    assert lines_of(maps()[contract]) == layers(contract)


def test_ideas_to_come_are_not_there_yet() -> None:
    to_come = set(re.findall(r"\w+", " ".join(re.findall(r"\(([^)]*)\)", maps()["domain"]))))

    assert {idea for idea in to_come if (DOMAIN / idea).exists()} == set()


def test_paths_named_by_the_architecture_exist() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text()
    missing = {
        path
        for path in PATH.findall(text)
        if not (ROOT / path).exists() and not (ROOT / "src/plushka" / path).exists()
    }

    assert missing == set()


def test_the_architecture_is_read_at_a_sitting() -> None:
    assert len((ROOT / "ARCHITECTURE.md").read_text().splitlines()) <= 150


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    dead = {
        link
        for link in LINK.findall(document.read_text())
        if not (document.parent / link).exists()
    }

    assert dead == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_make_commands_in_documents_are_targets(document: Path) -> None:
    targets = set(TARGET.findall((ROOT / "Makefile").read_text()))
    named = set(re.findall(r"(?:`|^\$ )make ([a-z]+)", document.read_text(), re.MULTILINE))

    assert named <= targets


def test_every_target_says_what_it_does() -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))

    assert set(TARGET.findall(makefile)) == targets
    assert set(re.search(r"^\.PHONY: (.*)", makefile, re.MULTILINE)[1].split()) == targets  # type: ignore[index]


def test_decisions_are_numbered_without_a_gap() -> None:
    assert [int(page.name[:4]) for page in DECISIONS] == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_is_short_and_has_its_three_parts(page: Path) -> None:
    text = page.read_text()

    assert re.findall(r"^## (.*)", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]
    assert text.startswith(f"# {int(page.name[:4])}. ")
    assert 10 <= len(text.splitlines()) <= 25


def test_every_decision_is_in_the_list() -> None:
    listed = re.findall(r"\]\((\d{4}[^)]*)\)", (ROOT / "docs/adr/README.md").read_text())

    assert listed == [page.name for page in DECISIONS]
