"""The glossary names things that are there."""

from importlib import import_module
from typing import Any

import pytest

from tests.docs.pages import code, reference, sections, table

PAGE = sections(reference("glossary"))
NAMED = [code(row["code"]) for part in ("Words in use", "Verbs") for row in table(PAGE[part])]


def found(name: str) -> Any:
    """The thing that a dotted name of the domain names."""
    idea, module, *parts = name.split(".")
    thing: Any = import_module(f"plushka.domain.{idea}.{module}")
    for part in parts:
        thing = getattr(thing, part)
    return thing


@pytest.mark.parametrize("name", sorted(set(NAMED)))
def test_the_code_column_names_something(name: str) -> None:
    assert found(name) is not None


def test_every_word_is_told_in_three_languages() -> None:
    for row in table(PAGE["Words in use"]):
        assert all(row[language] for language in ("word", "русский", "українська")), row


def test_a_word_stands_for_one_idea() -> None:
    words = [row["word"] for row in table(PAGE["Words in use"])]

    assert len(words) == len(set(words))
