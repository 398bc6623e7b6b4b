"""How easily a code is guessed, and what is refused as too easy."""

import pytest

from plushka.domain.codes.odds import chance_of_any, check, odds, shortest
from plushka.lib.refusal import BadField


def test_twelve_letters_leave_ten_million_codes_out_of_reach():
    found = check(alphabet="LETTERS", length=12, issued=10_000_000)

    assert (found.space, found.one_in, found.is_weak) == (
        353814783205469041,
        35381478320,
        False,
    )


def test_ten_thousand_guesses_at_the_weakest_batch_meet_a_code_once_in_a_hundred_times():
    weakest = odds(alphabet="DIGITS", length=12, issued=1_000_000)

    assert round(chance_of_any(10_000, weakest), 4) == 0.01


def test_where_more_are_wanted_than_there_are_every_guess_is_right():
    for issued in (10**6, 5 * 10**6):
        assert chance_of_any(1, odds(alphabet="DIGITS", length=6, issued=issued)) == 1.0


def test_codes_of_digits_are_said_to_be_weak():
    assert check(alphabet="DIGITS", length=12, issued=100_000).is_weak is True


@pytest.mark.parametrize(
    ("alphabet", "length", "issued", "message"),
    [
        ("LETTERS", 6, 1000, "too easy to guess: 7 random characters are needed"),
        ("LETTERS", 5, 1, "from 6 to 20 random characters"),
        ("LETTERS", 21, 1, "from 6 to 20 random characters"),
        ("DIGITS", 11, 1, "codes of digits have 12 or more"),
        ("DIGITS", 12, 1_000_001, "too easy to guess: 13 random characters are needed"),
    ],
)
def test_what_is_too_easy_to_guess_is_refused(alphabet, length, issued, message):
    with pytest.raises(BadField) as refused:
        check(alphabet=alphabet, length=length, issued=issued)

    assert (refused.value.path, refused.value.message) == ("length", message)


def test_the_shortest_that_will_do_is_told():
    assert [shortest(alphabet="LETTERS", issued=n) for n in (1, 1000, 10_000_000)] == [6, 7, 9]
    assert shortest(alphabet="DIGITS", issued=1) == 12
