"""Winners follow from seed, list and outside value; every ticket is as likely as any other."""

import hashlib
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plushka.domain.draws.picking import Line, Pick, digest, pick, written

SEED = bytes(range(32))


def listed(sizes: list[int]) -> list[Line]:
    lasts = [sum(sizes[: place + 1]) for place in range(len(sizes))]
    return [
        Line(last - size + 1, last, hashlib.sha256(str(last).encode()).hexdigest()[:32])
        for last, size in zip(lasts, sizes, strict=True)
    ]


def drawn(sizes: list[int], n: int, *, seed: bytes = SEED, once: bool = True) -> list[Pick]:
    lines = listed(sizes)
    return pick(
        lines,
        seed=seed,
        list_digest=digest(lines),
        outside="value",
        n=n,
        is_once_a_member=once,
    )


def test_the_algorithm_is_the_one_that_was_published():
    """Known answers: whoever changes them breaks the proof of every draw before."""
    picks = drawn([3, 1, 6, 2], 4)

    assert [one.number for one in picks] == [12, 9, 4, 2]
    assert [one.number for one in drawn([3, 1, 6, 2], 6, once=False)] == [
        12,
        11,
        9,
        6,
        10,
        5,
    ]


def test_the_digest_is_of_the_file_that_is_published():
    lines = listed([2, 1])

    file = "".join(written(lines))

    assert file.splitlines()[0] == "first_ticket,last_ticket,participant"
    assert file.splitlines()[1].startswith("1,2,")
    assert file.endswith("\n")
    assert digest(lines) == hashlib.sha256(file.encode()).digest()


def test_nobody_wins_where_there_are_no_tickets():
    assert drawn([], 3) == []


sizes = st.lists(st.integers(1, 5), min_size=1, max_size=8)


@given(sizes=sizes, n=st.integers(0, 12), seed=st.binary(min_size=32, max_size=32))
@settings(max_examples=50)
def test_no_member_wins_twice_where_they_win_once(sizes: list[int], n: int, seed: bytes):
    picks = drawn(sizes, n, seed=seed)

    assert len({one.line for one in picks}) == len(picks) == min(n, len(sizes))


@given(sizes=sizes, n=st.integers(0, 50), seed=st.binary(min_size=32, max_size=32))
@settings(max_examples=50)
def test_no_ticket_wins_twice(sizes: list[int], n: int, seed: bytes):
    picks = drawn(sizes, n, seed=seed, once=False)

    assert len({one.number for one in picks}) == len(picks) == min(n, sum(sizes))
    lines = listed(sizes)
    assert all(lines[one.line].first <= one.number <= lines[one.line].last for one in picks)


@given(sizes=sizes, n=st.integers(1, 8), seed=st.binary(min_size=32, max_size=32))
@settings(max_examples=25)
def test_the_first_winners_do_not_depend_on_how_many_are_drawn(
    sizes: list[int], n: int, seed: bytes
):
    assert drawn(sizes, n, seed=seed) == drawn(sizes, 8, seed=seed)[:n]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_each_ticket_is_as_likely_as_any_other_in_each_place(place: int):
    """Chi-square with 9 degrees of freedom: 27.9 is passed once in a thousand honest draws."""
    n_draws = 3000
    counts = Counter(
        drawn([1] * 10, 3, seed=number.to_bytes(32))[place].number for number in range(n_draws)
    )

    expected = n_draws / 10
    assert sum((counts[ticket] - expected) ** 2 / expected for ticket in range(1, 11)) < 27.9


def test_who_has_more_tickets_wins_as_many_times_more_often():
    """Chi-square with 2 degrees of freedom: 13.8 is passed once in a thousand honest draws."""
    n_draws = 3000
    counts = Counter(
        drawn([1, 2, 7], 1, seed=number.to_bytes(32))[0].line for number in range(n_draws)
    )

    expected = [n_draws * share / 10 for share in (1, 2, 7)]
    assert sum((counts[line] - often) ** 2 / often for line, often in enumerate(expected)) < 13.8


@pytest.mark.parametrize("change", ["seed", "outside", "list"])
def test_each_of_the_three_changes_the_winners(change: str):
    lines = listed([1] * 1000)
    told = {"seed": SEED, "list_digest": digest(lines), "outside": "value"}
    other = {"seed": SEED[::-1], "list_digest": digest(lines[1:]), "outside": "values"}
    name = {"list": "list_digest"}.get(change, change)

    picks = [
        pick(lines, **known, n=5, is_once_a_member=True)  # type: ignore[arg-type]
        for known in (told, {**told, name: other[name]})
    ]

    assert all(before != after for before, after in pairwise(picks))
