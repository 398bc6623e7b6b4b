"""Codes out of a secret and a number."""

from itertools import islice

from plushka.domain.codes.alphabets import is_right
from plushka.domain.codes.deriving import Shape, derived

SECRET = bytes(range(32))
LETTERED = Shape("C01A", "LETTERS", 8)


def first(n, shape=LETTERED, secret=SECRET, **more):
    return list(islice(derived(secret, shape, **more), n))


def test_the_same_secret_gives_the_same_codes():
    """These are printed already: another way of deriving would make them worthless."""
    assert first(2) == [(1, "C01ACQRCHCE99"), (2, "C01ANQRC6GDVK")]
    assert first(2, Shape("", "DIGITS", 12)) == [(1, "6362569751985"), (2, "7130666573876")]


def test_codes_begin_with_the_prefix_and_end_in_their_check_character():
    codes = [code for _, code in first(500)]

    assert {(code[:4], len(code), is_right(code)) for code in codes} == {("C01A", 13, True)}
    assert len(set(codes)) == 500


def test_what_was_begun_goes_on_where_it_stopped():
    assert first(10)[5:] == first(5, first=6)


def test_another_secret_gives_other_codes():
    own = {code for _, code in first(100)}

    assert own & {code for _, code in first(100, secret=bytes(32))} == set()


def test_no_code_reads_like_a_rude_word():
    short = Shape("SE", "LETTERS", 6)
    numbers = [number for number, code in first(200, short) if "SEX" in code[:-1]]

    assert numbers == []
