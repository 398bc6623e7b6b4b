"""Every text of the pages is there in three languages, and compiled."""

import re

import polib
import pytest
from tools.messages import PLURALS, Message, catalog, collect

VALUE = re.compile(r"%\((\w+)\)[sd]")


@pytest.fixture(scope="module")
def used() -> set[Message]:
    return set(collect())


@pytest.mark.parametrize("language", PLURALS)
def test_every_text_is_translated(language: str, used: set[Message]):
    entries = polib.pofile(str(catalog(language)))
    ready = {Message(one.msgid, one.msgid_plural) for one in entries if one.translated()}

    assert used - ready == set()
    assert ready - used == set()


@pytest.mark.parametrize("language", PLURALS)
def test_every_translation_names_the_values_of_its_text(language: str):
    wrong = {
        entry.msgid: told
        for entry in polib.pofile(str(catalog(language)))
        for told in [entry.msgstr, *entry.msgstr_plural.values()]
        if told and set(VALUE.findall(told)) != set(VALUE.findall(entry.msgid))
    }

    assert wrong == {}


@pytest.mark.parametrize("language", PLURALS)
def test_what_is_compiled_is_what_is_written(language: str):
    path = catalog(language)
    written = polib.pofile(str(path))
    compiled = polib.mofile(str(path.with_suffix(".mo")))

    assert {(one.msgid, one.msgstr, *one.msgstr_plural.values()) for one in compiled} == {
        (one.msgid, one.msgstr, *one.msgstr_plural.values()) for one in written
    }


@pytest.mark.parametrize("language", ["ru", "uk"])
def test_nothing_was_left_in_english(language: str):
    same = {
        entry.msgid
        for entry in polib.pofile(str(catalog(language)))
        if entry.msgid == entry.msgstr
    }

    assert same == {"API", "Account SID", "SMS"}


def test_the_finder_sees_templates_partials_and_code(used: set[Message]):
    assert Message("Sign in") in used
    assert Message("Next customer") in used
    assert Message("Member without a name") in used
    assert Message("Enter the e-mail and the password.") in used
    assert "" not in {message.one for message in used}
