"""Nouns agree with their numbers."""

import pytest

from plushka.lib.plural import plural


@pytest.mark.parametrize("language", ["ru", "uk"])
@pytest.mark.parametrize(
    ("number", "form"),
    [
        (0, "many"),
        (1, "one"),
        (2, "few"),
        (4, "few"),
        (5, "many"),
        (11, "many"),
        (14, "many"),
        (21, "one"),
        (102, "few"),
        (111, "many"),
        (-3, "few"),
        (1.5, "other"),
    ],
)
def test_russian_and_ukrainian_nouns_have_four_forms(language, number, form):
    assert plural(int(number * 100), language) == form


@pytest.mark.parametrize(
    ("number", "form"), [(1, "one"), (0, "other"), (2, "other"), (1.5, "other")]
)
def test_english_nouns_have_two_forms(number, form):
    assert plural(int(number * 100), "en") == form
