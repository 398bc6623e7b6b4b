"""No text of ours is reckoned with by a spreadsheet."""

import pytest

from plushka.lib.spreadsheets import harmless, harmless_or_number


@pytest.mark.parametrize("text", ["=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_what_begins_like_a_formula_is_marked_as_a_text(text: str):
    assert (harmless(text), harmless_or_number(text)) == (f"'{text}", f"'{text}")


@pytest.mark.parametrize("text", ["", "Анна", "1=1", "a@b.example", "'=1"])
def test_what_begins_otherwise_stays(text: str):
    assert (harmless(text), harmless_or_number(text)) == (text, text)


@pytest.mark.parametrize("text", ["-3", "+7 (916) 123-45-67", "+12,50", "-1 000.00"])
def test_numbers_and_phones_stay_where_they_are_meant(text: str):
    assert (harmless(text), harmless_or_number(text)) == (f"'{text}", text)


def test_a_formula_that_begins_with_a_number_is_marked():
    assert harmless_or_number("+1+cmd|'/c calc'!A0") == "'+1+cmd|'/c calc'!A0"
