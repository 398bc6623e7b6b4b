"""Every part of the document has its sentence, or a reason for having none."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_type_hints

import msgspec
import pytest

import plushka.domain.programmes.telling
from plushka.domain.programmes.document import Part, Programme, Tier
from plushka.domain.programmes.telling import en, ru, uk
from plushka.domain.programmes.telling.whole import TELLERS, UNTOLD
from plushka.domain.programmes.texts.counted import Counted
from plushka.web.ui.templatetags.telling import TITLES

FOLDER = Path(plushka.domain.programmes.telling.__file__).parent
VALUE = re.compile(r"\{(\w+)\}")
LANGUAGES = {"ru": ru.SENTENCES, "uk": uk.SENTENCES, "en": en.SENTENCES}


def field_names(part: type[Part]) -> set[str]:
    return {field.name for field in msgspec.structs.fields(part)}


def parts_in(annotation: Any) -> Iterator[type[Part]]:
    """The parts that an annotation names, however deep."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for inner in (getattr(annotation, "__value__", None), *getattr(annotation, "__args__", ())):
        if inner is not None:
            yield from parts_in(inner)


def told_parts() -> set[type[Part]]:
    """The parts below the programme and its tiers that somebody is told of."""
    found, new = set(), {Programme, Tier}
    while new:
        found |= new
        below = {
            inner
            for part in new
            for name, annotation in get_type_hints(part).items()
            if f"{part.__name__}.{name}" not in UNTOLD
            for inner in parts_in(annotation)
        }
        new = below - found
    return found - {Programme, Tier}


def read_fields() -> set[str]:
    """``Paying.minimum`` where a function takes a ``Paying`` and looks at its ``minimum``."""
    read = set()
    for path in FOLDER.glob("*.py"):
        for function in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(function, ast.FunctionDef):
                continue
            of = {
                taken.arg: name
                for taken in function.args.args
                if taken.annotation is not None
                for name in re.findall(r"\w+", ast.unparse(taken.annotation))
            }
            read |= {
                f"{of[node.value.id]}.{node.attr}"
                for node in ast.walk(function)
                if isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Name)
                and node.value.id in of
            }
    return read


def test_every_section_has_a_teller_or_a_reason_for_none():
    sections = {
        name
        for part in (Programme, Tier)
        for name in field_names(part)
        if f"{part.__name__}.{name}" not in UNTOLD
    }

    assert sections == TELLERS.keys()


def test_every_field_of_a_part_is_looked_at_or_has_a_reason_for_not():
    fields = {
        f"{part.__name__}.{name}" for part in told_parts() for name in field_names(part)
    } - UNTOLD.keys()

    assert fields - read_fields() == set()


def test_nothing_untold_is_told_or_gone():
    known = {
        f"{part.__name__}.{name}"
        for part in {Programme, Tier} | told_parts()
        for name in field_names(part)
    }

    assert UNTOLD.keys() - known == set()
    assert (
        UNTOLD.keys()
        & {name for name in read_fields() if name[0].isupper()}
        - {
            "Programme.name",
            "Programme.tiers",
            "Programme.rules",
            "Programme.unit",
            "Money.currency",
            "Tier.name",
            "Tier.code",
        }
        == set()
    )


def test_every_part_has_a_title():
    assert TITLES.keys() == TELLERS.keys()


@pytest.mark.parametrize("language", ["ru", "uk"])
def test_sentences_are_the_same_in_every_language(language: str):
    assert LANGUAGES[language].keys() == en.SENTENCES.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_of_a_sentence_names_the_same_values(language: str):
    wrong = {}
    for key, sentence in LANGUAGES[language].items():
        english = en.SENTENCES[key]
        wanted = set(VALUE.findall(english.other if isinstance(english, Counted) else english))
        forms = [sentence]
        if isinstance(sentence, Counted):
            forms = [sentence.one, sentence.other]
            forms += [] if language == "en" else [sentence.few, sentence.many]
        if any(set(VALUE.findall(form)) != wanted or not form.endswith(".") for form in forms):
            wrong[key] = forms

    assert wrong == {}
