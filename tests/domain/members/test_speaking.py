"""Aliases that we make are easy to say, and a slip is known by the last letter."""

from plushka.domain.members.alias import normalise
from plushka.domain.members.speaking import CHECKS, CONSONANTS, DIGITS, RUDE, VOWELS, is_slip, make


def test_they_are_written_in_one_alphabet_and_rude_to_nobody():
    for n_syllables in (2, 3):
        made = [make(n_syllables) for _ in range(300)]
        assert [normalise(one) for one in made] == made
        assert not [one for one in made if any(rude in one for rude in RUDE)]
        assert not [one for one in made if is_slip(one)]


def test_a_letter_or_a_digit_that_was_misheard_is_a_slip():
    for made in ("бору-47", "виналу-92"):
        right = next(made + last for last in CHECKS if not is_slip(made + last))
        for place, one in enumerate(right):
            for family in (CONSONANTS, VOWELS, DIGITS):
                if one in family and place < len(right) - 1:
                    for other in set(family) - {one}:
                        assert is_slip(right[:place] + other + right[place + 1 :])


def test_digits_that_changed_places_are_a_slip():
    right = next(f"бору-47{last}" for last in CHECKS if not is_slip(f"бору-47{last}"))
    assert is_slip(right.replace("47", "74"))


def test_words_that_members_chose_are_none():
    assert not [one for one in ("мама", "anna-77", "бору", "липа-47") if is_slip(one)]
