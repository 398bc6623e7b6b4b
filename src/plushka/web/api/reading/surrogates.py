r"""Halves of characters: ``\ud800`` without its other half, which JSON can write and no text has.

RFC 8259 (8.2) leaves to each program what it makes of them. Our decoder takes
none, not even in a value that it only passes over.
"""

import re

#: What is well, whole pairs included, as much of it as there is, and then the half of a pair.
#: Something matches wherever it is tried, so that no input makes it try again.
_HALF = re.compile(
    rb"((?:[^\\]++"
    rb"|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    rb"|\\(?!u[dD][89a-fA-F][0-9a-fA-F]{2}).?)*+)(\\u.{4})?",
    re.DOTALL,
)


def without_halves(body: bytes) -> bytes:
    r"""Write ``\u0000`` for every half: as little welcome in a text, and readable."""
    return _HALF.sub(_instead, body) if b"\\u" in body else body


def _instead(found: re.Match[bytes]) -> bytes:
    return found[1] + rb"\u0000" if found[2] else found[1]
