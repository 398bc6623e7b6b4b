"""The token on a member's screen is good for half a minute, and the half minute after."""

import datetime as dt

import pytest

from plushka.domain.members import token
from plushka.lib.ids import new_id

NOON = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)
LIPA, DUB = 1, 2


@pytest.mark.parametrize("seconds", [0, 29, 30, 59])
def test_token_is_read_while_it_may_be_on_a_screen(seconds):
    anna = new_id()

    shown = token.issue(LIPA, anna, NOON)

    assert token.read(LIPA, shown, NOON + dt.timedelta(seconds=seconds)) == anna


@pytest.mark.parametrize("seconds", [-1, 60, 86_400])
def test_token_is_worthless_before_and_after(seconds):
    shown = token.issue(LIPA, new_id(), NOON)

    assert token.read(LIPA, shown, NOON + dt.timedelta(seconds=seconds)) is None


def test_token_of_the_neighbour_is_worthless_here():
    shown = token.issue(DUB, new_id(), NOON)

    assert token.read(LIPA, shown, NOON) is None


def test_token_with_another_member_in_it_is_worthless():
    annas, bohdans = (token.issue(LIPA, new_id(), NOON) for _ in range(2))

    assert token.read(LIPA, annas[:22] + bohdans[22:], NOON) is None


@pytest.mark.parametrize("nonsense", ["", "x", "A" * 44, "A" * 48, "ж" * 44, "====", "\ud800"])
def test_nonsense_is_nobodys(nonsense):
    assert token.read(LIPA, nonsense, NOON) is None
