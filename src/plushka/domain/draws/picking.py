"""Who wins: computed from what is published, and from nothing else.

Whoever computes it again needs this file, or its like in another language: the page of the draw
has one that runs in the browser, ``docs/check_draw.py`` is one for the command line.
"""

import bisect
import hashlib
import hmac
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

_NUMBERS = 2**64
"""How many numbers eight bytes can say."""

HEADER = "first_ticket,last_ticket,participant\n"


@dataclass(frozen=True, slots=True)
class Line:
    """The tickets of one participant, ``first`` to ``last``, in a list that counts from 1."""

    first: int
    last: int
    participant: str


@dataclass(frozen=True, slots=True)
class Pick:
    """A ticket that was drawn, and which line of the list has it."""

    number: int
    line: int


def written(lines: Iterable[Line]) -> Iterator[str]:
    """Write the list as it is published, line by line; the digest is of these very letters."""
    yield HEADER
    for line in lines:
        yield f"{line.first},{line.last},{line.participant}\n"


def digest(lines: Iterable[Line]) -> bytes:
    """Give the SHA-256 of the list as it is published."""
    told = hashlib.sha256()
    for line in written(lines):
        told.update(line.encode())
    return told.digest()


def pick(
    lines: Sequence[Line],
    *,
    seed: bytes,
    list_digest: bytes,
    outside: str,
    n: int,
    is_once_a_member: bool,
) -> list[Pick]:
    """Draw ``n`` tickets, or as many as can win; in the order of the prizes.

    A ticket wins once, and where ``is_once_a_member`` so does its participant: whoever has won
    is passed over, so each ticket that is left is as likely as any other.
    """
    drawn = _drawn(lines, seed + list_digest + outside.encode(), is_once_a_member=is_once_a_member)
    return list(islice(drawn, n))


def _drawn(lines: Sequence[Line], key: bytes, *, is_once_a_member: bool) -> Iterator[Pick]:
    left = total = lines[-1].last if lines else 0
    firsts = [line.first for line in lines]
    numbers = _numbers(key, total)
    gone: set[int] = set()
    while left > 0:
        number = next(numbers) + 1
        at = bisect.bisect_right(firsts, number) - 1
        mark = at if is_once_a_member else number
        if mark in gone:
            continue
        gone.add(mark)
        left -= lines[at].last - lines[at].first + 1 if is_once_a_member else 1
        yield Pick(number, at)


def _numbers(key: bytes, total: int) -> Iterator[int]:
    """Give numbers below ``total`` without end, each as likely as any other.

    The first eight bytes of HMAC-SHA256 of a counter; those above the greatest multiple of
    ``total`` are left out, because they would make small numbers likelier.
    """
    counter, most = 0, total and _NUMBERS - _NUMBERS % total
    while True:
        told = hmac.digest(key, counter.to_bytes(8), "sha256")
        number = int.from_bytes(told[:8])
        counter += 1
        if number < most:
            yield number % total
