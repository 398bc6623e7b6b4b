import pytest

from plushka.lib import letters


def test_alphabet_is_a_prime_number_of_letters_without_look_alikes():
    assert len(letters.ALPHABET) == len(set(letters.ALPHABET)) == 29
    assert not set("01OILAU") & set(letters.ALPHABET)


def test_drawn_code_is_read_however_it_is_written():
    code = letters.draw(12)
    by_hand = letters.grouped(code).lower().replace("-", " — ")

    assert letters.read(by_hand, 12) == code
    assert letters.read(f"«{code}»", 12) == code


def test_cyrillic_look_alikes_are_read_as_latin():
    word = "EBCHKMPTXY34"
    code = word + letters.check_letter(word)

    assert letters.read("ЕВСНКМРТХУЗ4" + code[-1], 12) == code
    assert letters.read("евснкмртхуз4" + code[-1].lower(), 12) == code


def test_any_one_wrong_letter_is_told_without_looking_anything_up():
    code = letters.draw(12)
    for place in range(len(code)):
        for other in set(letters.ALPHABET) - {code[place]}:
            with pytest.raises(letters.Mistyped):
                letters.read(code[:place] + other + code[place + 1 :], 12)


def test_any_two_letters_that_changed_places_are_told():
    code = "23456789BCDE" + letters.check_letter("23456789BCDE")
    for first in range(len(code) - 1):
        swapped = code[:first] + code[first + 1] + code[first] + code[first + 2 :]
        if swapped != code:
            with pytest.raises(letters.Mistyped):
                letters.read(swapped, 12)


@pytest.mark.parametrize("text", ["", "ABCD", "0" * 13, "é" * 13, "2" * 14, "A" * 13, "🎁" * 13])
def test_what_no_code_is_written_like_is_mistyped(text):
    with pytest.raises(letters.Mistyped):
        letters.read(text, 12)
