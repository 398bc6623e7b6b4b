"""Texts that read the same are compared as one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plushka.lib.folding import folded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" Табак ", "табак"),
        ("Любить\u00a0 каву", "любить каву"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("е\u0308лка", "ёлка"),
        ("ЇЖАК", "їжак"),
        ("", ""),
    ],
)
def test_a_text_has_one_folded_form(text: str, expected: str) -> None:
    assert folded(text) == expected


@given(st.text())
def test_the_folded_form_is_its_own(text: str) -> None:
    assert folded(folded(text)) == folded(text)
