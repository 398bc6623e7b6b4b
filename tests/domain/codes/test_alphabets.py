"""The check character: what it tells, and what it lets pass."""

from hypothesis import given
from hypothesis import strategies as st

from plushka.domain.codes.alphabets import DIGITS, LETTERS, LONGEST, SHORTEST, checked, is_right

LETTERED = st.text(LETTERS, min_size=6, max_size=26).filter(lambda text: not text.isdigit())
PREFIXED = st.builds(str.__add__, st.text("01AU" + LETTERS, max_size=6), LETTERED).filter(
    lambda text: SHORTEST <= len(text) < LONGEST and not text.isdigit()
)
OF_DIGITS = st.text(DIGITS, min_size=6, max_size=26)


@given(st.one_of(PREFIXED, OF_DIGITS))
def test_a_code_ends_in_its_own_check_character(text):
    assert is_right(checked(text)) is True


@given(LETTERED, st.data())
def test_every_single_wrong_letter_is_told(text, data):
    code = checked(text)
    place = data.draw(st.integers(0, len(code) - 1))
    wrong = data.draw(st.sampled_from([one for one in LETTERS if one != code[place]]))
    typed = code[:place] + wrong + code[place + 1 :]

    # Of letters no code is made that is all digits but for one.
    assert is_right(typed) is False or typed.isdigit()


@given(OF_DIGITS, st.data())
def test_every_single_wrong_digit_is_told(text, data):
    code = checked(text)
    place = data.draw(st.integers(0, len(code) - 1))
    wrong = data.draw(st.sampled_from([one for one in DIGITS if one != code[place]]))

    assert is_right(code[:place] + wrong + code[place + 1 :]) is False


@given(st.one_of(LETTERED, OF_DIGITS), st.data())
def test_every_swap_of_neighbours_is_told(text, data):
    code = checked(text)
    place = data.draw(st.integers(0, len(code) - 2))
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]

    assert (is_right(swapped) is True) == (code[place] == code[place + 1])


def test_what_is_no_code_is_not_right():
    right = checked("BCDFGHJKMNPQ")

    assert [is_right(text) for text in ("", right[:6], right * 3, right.lower(), "КОД-2345")] == [
        False
    ] * 5


def test_letters_of_prefixes_stand_in_prefixes_alone():
    assert is_right(checked("C01ABCDFGHJK")) is True
    assert is_right(checked("BCDFGHJKA")) is False
