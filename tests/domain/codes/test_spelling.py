"""Codes as people type them."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from plushka.domain.codes.alphabets import LETTERS, checked
from plushka.domain.codes.spelling import codes_in, folded, looks_like_code, one_code, shown

CODE = checked("BCDFGHJKMNPQ")
OTHER = checked("C01AXYZ2345678")
CYRILLIC = str.maketrans("ABCEHKMPTXY3", "АВСЕНКМРТХУЗ")
GREEK = str.maketrans("ABEZHKMNPTYX", "ΑΒΕΖΗΚΜΝΡΤΥΧ")
BODIES = st.text(LETTERS, min_size=8, max_size=20).filter(lambda text: not text.isdigit())


@given(BODIES.map(checked), st.data())
def test_whatever_a_code_is_dressed_in_it_is_read(code, data):
    """Case, separators and letters of other alphabets, mixed as they come."""
    dressed = ""
    for character in code:
        ways = [character, character.lower()]
        ways += [character.translate(CYRILLIC), character.translate(GREEK)]
        dressed += data.draw(st.sampled_from(ways))
        dressed += data.draw(
            st.sampled_from(["", "", "", " ", "-", "–", "«", "'", "_", "\n", "."])
        )

    assert one_code(dressed) == code


@given(
    BODIES.map(checked),
    st.sampled_from(["code ", "kod: ", "KOD - ", "moy kod ", "PROMO №"]),
    st.sampled_from(["", " ", "!", " spasibo"]),
)
def test_words_around_a_code_are_no_part_of_it(code, before, after):
    """Though one time in twenty-nine they make something that ends in its own check character."""
    assert codes_in(before + shown(code) + after) == [code]
    assert codes_in(before + code + after) == [code]


@given(BODIES.map(checked), st.sampled_from(["kod: ", "moy kod ", "PROMO "]))
def test_words_before_groups_with_spaces_are_no_part_of_them(code, before):
    assert codes_in(before + shown(code).replace("-", " ")) == [code]


@given(BODIES.map(checked), st.data())
def test_a_typo_in_printed_groups_is_no_other_code(code, data):
    place = data.draw(st.integers(0, len(code) - 1))
    wrong = data.draw(st.sampled_from([one for one in LETTERS if one != code[place]]))
    typo = code[:place] + wrong + code[place + 1 :]
    assume(not typo.isdigit())

    assert codes_in(shown(typo)) == []
    assert one_code(shown(typo)) == typo


def test_groups_of_a_mistyped_code_are_not_taken_for_a_shorter_one():
    shorter = checked("BCDFGHJ")
    groups = [shorter[:4], shorter[4:], "JKMN", "B"]

    assert codes_in(" ".join(groups)) == []
    assert codes_in(" ".join(groups[:2])) == [shorter]


@given(st.text(max_size=60))
def test_folding_again_changes_nothing(text):
    assert folded(folded(text)) == folded(text)


@given(st.text(max_size=200))
def test_any_text_at_all_is_read(text):
    assert all(one == folded(one) for one in [*codes_in(text), one_code(text)])


@pytest.mark.parametrize(
    "typed",
    [
        CODE + CODE,
        f"{CODE} {CODE}",
        f"{shown(CODE)} {shown(CODE)}",
        f"Мой код: {shown(CODE)}!",
        f"«{CODE.lower()}»",
        f"код {' '.join(CODE)}",
    ],
    ids=["doubled", "twice", "groups_twice", "in_words", "in_quotes", "spelt"],
)
def test_one_code_is_found_in_a_field(typed):
    assert one_code(typed) == CODE


def test_zero_and_one_are_read_for_the_letters_they_look_like():
    assert one_code(OTHER.replace("0", "O").replace("1", "l")) == OTHER
    assert one_code(OTHER.replace("0", "О").replace("1", "і")) == OTHER


@pytest.mark.parametrize("between", [" ", "\n", ", ", " и ", "; код "], ids=repr)
def test_two_codes_of_a_message_are_both_found(between):
    assert codes_in(f"{CODE}{between}{OTHER}") == [CODE, OTHER]
    assert codes_in(f"{shown(CODE)}{between}{shown(OTHER)}") == [CODE, OTHER]
    assert codes_in(f"{CODE}{between}{shown(OTHER)}") == [CODE, OTHER]


def test_no_more_than_some_codes_of_a_message_are_tried():
    many = [checked(f"BCDFGHJKM{letter}") for letter in "NPQRST"]

    assert codes_in(" ".join(many)) == many[:4]


def test_a_typo_is_given_as_it_was_typed():
    assert one_code("bcdf-ghjk-mnpq-b") == "BCDFGHJKMNPQB"
    assert codes_in("bcdf-ghjk-mnpq-b") == []


def test_what_holds_no_code_gives_none():
    assert [one_code(text) for text in ("", "   ", "Где мои баллы?", "😀", CODE * 5)] == [""] * 5


def test_a_message_of_one_mistyped_code_looks_like_one():
    assert looks_like_code("BCDF-GHJK-MNP2-B") is True
    assert [looks_like_code(text) for text in ("STOP", "баланс", "79161", "не дали баллов")] == [
        False
    ] * 4


def test_a_code_is_shown_in_groups_of_four():
    assert shown(CODE) == f"BCDF-GHJK-MNPQ-{CODE[-1]}"
