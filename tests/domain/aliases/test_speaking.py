"""Words that are given are easy to say, hard to mishear, and rude to nobody."""

import pytest

from plushka.domain.aliases import speaking
from plushka.domain.aliases.rudeness import is_rude, is_unlucky
from plushka.domain.aliases.speaking import CHECKS, CONSONANTS, DIGITS, VOWELS, is_slip, make, read
from plushka.domain.members.alias import normalise


def right(beginning: str) -> str:
    return beginning + speaking.check(beginning.replace("-", ""))


def test_words_are_written_in_one_way_and_rude_to_nobody():
    for n_syllables in (speaking.SHORT, speaking.LONG):
        made = [make(n_syllables) for _ in range(300)]
        assert [normalise(one) for one in made] == made
        assert [read(one) for one in made] == made
        assert not [one for one in made if is_rude(one) or is_slip(one)]
        assert not [one for one in made if is_unlucky(one.partition("-")[0], one[-3:-1])]


def test_a_letter_or_a_digit_that_was_misheard_is_a_slip():
    for made in (right("бодуза-47"), right("маливобу-92".replace("в", "ф"))):
        for place, one in enumerate(made[:-1]):
            for family in (CONSONANTS, VOWELS, DIGITS):
                for other in set(family) - {one} if one in family else ():
                    wrong = made[:place] + other + made[place + 1 :]
                    assert (is_slip(wrong), read(wrong)) == (True, None)
        assert sum(is_slip(made[:-1] + last) for last in CHECKS) == len(CHECKS) - 1


def test_digits_that_changed_places_are_a_slip():
    assert is_slip(right("бодуза-47").replace("47", "74"))


@pytest.mark.parametrize(
    "typed",
    [
        "БОДУЗА-47{}",
        " бодуза 47{} ",
        "бодуза47{}",
        "«Бо-ду-за 47 {}»",
        "boduza-47{}",
        "BODYZA-47{}",
        "БОДУ3А-47{}",
        "6oдyзa—47{}",
    ],
    ids=["capitals", "spaces", "bare", "syllables", "by-sound", "by-shape", "three", "mixed"],
)
def test_one_word_is_typed_in_many_ways(typed: str):
    meant = right("бодуза-47")
    assert read(typed.format(meant[-1])) == meant


@pytest.mark.parametrize(
    "other",
    ["мама", "anna-77", "боду", "липа-47", "", "+79161234567", "ю" * 500, "бодуза-47", "a\0b"],
    ids=range(9),
)
def test_words_of_other_forms_are_neither_ours_nor_slips(other: str):
    assert (read(other), is_slip(other)) == (None, False)


@pytest.mark.parametrize(
    "rude",
    [
        "хуйня",
        "хyйня",
        "XYйня",
        "pizdec",
        "пи3да",
        "мудак-7",
        "fuck-22",
        "фак".replace("ак", "ук"),
    ],
    ids=range(8),
)
def test_rude_words_are_known_in_any_spelling(rude: str):
    assert is_rude(rude)


def test_innocent_words_are_not_rude():
    words = ("барсук", "рубля", "записка", "хачапури", "терапевт", "шитьё", "мандарин", "hancock")
    assert not [one for one in words if is_rude(one)]
