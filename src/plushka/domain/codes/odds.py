"""How likely a guess is to meet a code (T24). Pure.

A guess is free but for the prefix, which stands on every cap, and the check character, which
anybody can reckon. So there are as many as there are random characters.
"""

import math

from msgspec import Struct

from plushka.domain.codes.alphabets import CHARACTERS, LONGEST, Alphabet
from plushka.lib.refusal import BadField

ROOM = 10**6
"""Guesses for each code that was issued, at least."""

FEWEST_RANDOM = 6
MOST_RANDOM = 20
FEWEST_DIGITS = 12
MOST_CODES = 10_000_000


class Odds(Struct, frozen=True):
    """``one_in``: of so many guesses one meets a code, on average."""

    space: int
    issued: int
    one_in: int
    #: Digits alone: easy to dial and to say, and much easier to guess than letters.
    is_weak: bool


def odds(*, alphabet: Alphabet, length: int, issued: int) -> Odds:
    """Give the odds of a guess among so many codes of one prefix, alphabet and length."""
    space = len(CHARACTERS[alphabet]) ** length
    return Odds(space, issued, space // max(1, issued), is_weak=alphabet == "DIGITS")


def check(*, alphabet: Alphabet, length: int, issued: int) -> Odds:
    """Give the odds; refuses codes that are too easy to guess, too short or too long."""
    if not FEWEST_RANDOM <= length <= MOST_RANDOM:
        raise BadField("length", f"from {FEWEST_RANDOM} to {MOST_RANDOM} random characters")
    if alphabet == "DIGITS" and length < FEWEST_DIGITS:
        raise BadField("length", f"codes of digits have {FEWEST_DIGITS} or more")
    found = odds(alphabet=alphabet, length=length, issued=issued)
    if found.one_in < ROOM:
        least = shortest(alphabet=alphabet, issued=issued)
        raise BadField("length", f"too easy to guess: {least} random characters are needed")
    return found


def shortest(*, alphabet: Alphabet, issued: int) -> int:
    """Give how many random characters so many codes need at least."""
    base = len(CHARACTERS[alphabet])
    least = FEWEST_DIGITS if alphabet == "DIGITS" else FEWEST_RANDOM
    while base**least < ROOM * issued:
        least += 1
    return least


def chance_of_any(guesses: int, found: Odds) -> float:
    """Give how likely one of many guesses is to be right, for people to read.

    Where more are wanted than there are, each is: forms ask before such codes are refused.
    """
    if found.issued >= found.space:
        return 1.0
    return -math.expm1(guesses * math.log1p(-found.issued / found.space))


def is_short_enough(*, prefix: str, length: int) -> bool:
    """Tell whether prefix, random characters and check character make a code that can be read."""
    return len(prefix) + length + 1 <= LONGEST
