"""The codes of a batch, derived from its secret and their number. Pure.

Number ``i`` is ``HMAC-SHA256(secret, i)`` written in the alphabet, with prefix and check
character. So nothing has to be kept to write the codes again, and nobody can without the secret.
"""

import hmac
from collections.abc import Iterator

from msgspec import Struct

from plushka.domain.codes.alphabets import CHARACTERS, Alphabet, checked

_RUDE = ("SEX", "XEP", "XYE", "KKK", "HER")
"""Nothing of it is printed under a cap."""


class Shape(Struct, frozen=True):
    """How the codes of a batch look; ``prefix`` in the form of ``spelling``."""

    prefix: str
    alphabet: Alphabet
    length: int


def derived(secret: bytes, shape: Shape, *, first: int = 1) -> Iterator[tuple[int, str]]:
    """Give numbers and their codes without end; some numbers have none."""
    characters = CHARACTERS[shape.alphabet]
    base, prefix, places = len(characters), shape.prefix, range(shape.length)
    is_digits = shape.alphabet == "DIGITS"
    number = first
    while True:
        left = int.from_bytes(hmac.digest(secret, number.to_bytes(8), "sha256"))
        drawn = []
        for _ in places:
            left, place = divmod(left, base)
            drawn.append(characters[place])
        text = prefix + "".join(drawn)
        if is_digits or not _is_unfit(text):
            yield number, checked(text)
        number += 1


def _is_unfit(text: str) -> bool:
    """Tell whether a code of letters might be taken for one of digits, or reads like a word."""
    return text.isdigit() or any(word in text for word in _RUDE)
