"""Words that look the same are the same alias (T44)."""

import pytest

from plushka.domain.members import alias


@pytest.mark.parametrize("written", ["мама", "МАМА", "Мaмa", "MAMA", "mama"])
def test_word_is_the_same_on_either_keyboard(written):
    assert alias.normalise(written) == "мама"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Саша", "саша"),
        ("Caшa", "саша"),
        ("Ёлка", "елка"),
        ("Їжак", "їжак"),
        ("І\u0308жак", "їжак"),
        ("Anna", "anna"),
        ("Аnnа", "anna"),
        ("мама-1", "мама-1"),
    ],
)
def test_word_is_kept_in_one_alphabet(written, kept):
    assert alias.normalise(written) == kept


@pytest.mark.parametrize(
    "written",
    [
        *("", "ab", "a" * 31, "a" * 10_000, "123", "4608877000015", "жuk", "ＡＮＮＡ", "αλφα"),
        *("-мама", "мама-", "ма--ма", "ма ма", "ма_ма", "ма😀ма", "ма\x00ма", "ма\ud800ма"),
    ],
)
def test_what_is_no_word_of_one_alphabet_is_refused(written):
    with pytest.raises(ValueError, match="alias"):
        alias.normalise(written)


@pytest.mark.parametrize("written", ["Саша", "Anna", "MAMA", "Ёлка"])
def test_normal_form_stays_as_it_is(written):
    kept = alias.normalise(written)

    assert alias.normalise(kept) == kept
