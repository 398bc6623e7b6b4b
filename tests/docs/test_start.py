"""First steps name buttons and fields as the pages do."""

import re

import polib
import pytest

from tests.architecture.tree import SOURCE
from tests.docs.pages import DOCS


@pytest.mark.parametrize("language", ["ru", "uk"])
def test_words_in_bold_are_words_of_the_pages(language: str) -> None:
    page = (DOCS / f"start/{language}.md").read_text("utf-8")
    texts = polib.pofile(str(SOURCE / f"locale/{language}/LC_MESSAGES/django.po"))
    shown = {entry.msgstr for entry in texts}

    named = {" ".join(words.split()) for words in re.findall(r"\*\*(.+?)\*\*", page, re.DOTALL)}

    assert named - shown == set()
