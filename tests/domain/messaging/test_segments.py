"""How many SMS a text takes, as phone networks count (V-k)."""

import pytest

from plushka.domain.messaging.segments import Segments, count


@pytest.mark.parametrize(
    ("n_letters", "n", "left"),
    [(70, 1, 0), (71, 2, 63), (134, 2, 0), (135, 3, 66), (201, 3, 0), (268, 4, 0), (269, 5, 66)],
)
def test_cyrillic_takes_seventy_letters_and_then_sixty_seven_each(n_letters, n, left):
    assert count("я" * n_letters) == Segments(n, "UCS-2", n_letters, left)


@pytest.mark.parametrize(
    ("n_letters", "n", "left"),
    [(0, 1, 160), (160, 1, 0), (161, 2, 145), (306, 2, 0), (307, 3, 152)],
)
def test_latin_takes_a_hundred_and_sixty_and_then_a_hundred_and_fifty_three(n_letters, n, left):
    assert count("a" * n_letters) == Segments(n, "GSM-7", n_letters, left)


def test_extended_letters_count_twice():
    assert count("€" * 80) == Segments(1, "GSM-7", 160, 0)
    assert count("^{}\\[~]|€\f") == Segments(1, "GSM-7", 20, 140)


@pytest.mark.parametrize("letter", ["ё", "’", "«", "№", "ґ", "\t", "`", "\N{NO-BREAK SPACE}"])
def test_one_letter_that_is_not_gsm_makes_the_whole_text_ucs(letter):
    assert count("a" * 69 + letter).encoding == "UCS-2"
    assert count("a" * 70 + letter).n == 2


def test_last_segment_is_of_the_encoding_of_the_whole():
    assert count("я" * 67 + "aaa€") == Segments(2, "UCS-2", 71, 63)


def test_letter_of_two_units_leaves_a_unit_unused():
    assert count("🎁" * 35) == Segments(1, "UCS-2", 70, 0)
    assert count("🎁" * 36) == Segments(2, "UCS-2", 72, 61)
