"""A code confirms what it was asked for, once, and not for ever (T26)."""

import datetime as dt
from dataclasses import replace

import pytest

from plushka.domain.confirmations.codes import (
    Codes,
    OpenCode,
    codes_of,
    digest,
    matches,
    new_code,
)
from plushka.domain.confirmations.refusals import ConfirmationNeeded, ConfirmationWrong
from plushka.lib.ids import new_id
from tests.domain.members.cast import NOON

MAIN, OTHER = new_id(), new_id()
ANNA, BOHDAN = new_id(), new_id()
_ID = new_id()
KEPT = OpenCode(
    id=_ID,
    whom=ANNA,
    outlet_id=MAIN,
    amount=None,
    digest=digest(_ID, "0123"),
    text_version="code-redeem-ru-1",
    tries=0,
    most_tries=5,
    expires_at=NOON + dt.timedelta(minutes=5),
)


def _codes(kept: OpenCode = KEPT) -> Codes:
    fields = [getattr(kept, field) for field in OpenCode.__slots__]
    return codes_of([tuple(fields)])


def _confirm(codes: Codes, code: str | None = "0123", **other: object) -> OpenCode:
    asked = {"whom": ANNA, "outlet_id": MAIN, "at": NOON, "amount": 20000} | other
    return codes.confirm(code=code, **asked)


def test_right_code_is_used():
    codes = _codes()

    assert _confirm(codes) == KEPT


def test_code_works_once():
    codes = _codes()
    _confirm(codes)

    with pytest.raises(ConfirmationWrong):
        _confirm(codes)


def test_code_that_was_not_told_is_needed():
    with pytest.raises(ConfirmationNeeded):
        _confirm(_codes(), None)


@pytest.mark.parametrize(
    "told", ["0124", "123", "00123", "", " 0123", "０１２３", "\x00", "\ud800", "1" * 10_000]
)
def test_another_code_is_wrong(told):
    with pytest.raises(ConfirmationWrong):
        _confirm(_codes(), told)


@pytest.mark.parametrize(
    "other",
    [
        {"whom": BOHDAN},
        {"outlet_id": OTHER},
        {"at": NOON + dt.timedelta(minutes=5)},
    ],
)
def test_code_is_worthless_for_others_elsewhere_and_later(other):
    with pytest.raises(ConfirmationWrong):
        _confirm(_codes(), **other)


@pytest.mark.parametrize(
    ("asked_for", "redeemed", "is_right"),
    [
        (None, 1, True),
        (None, 10**14, True),
        (20000, 20000, True),
        (20000, 1, True),
        (20000, 20001, False),
    ],
)
def test_code_confirms_any_sum_up_to_its_own(asked_for, redeemed, is_right):
    kept = replace(KEPT, amount=asked_for)

    assert is_right == matches(kept, code="0123", outlet_id=MAIN, amount=redeemed, at=NOON)


def test_code_of_another_outlet_does_not_match():
    assert not matches(KEPT, code="0123", outlet_id=OTHER, amount=1, at=NOON)


def test_code_stands_five_wrong_tries_in_one_list():
    codes = _codes()
    for _ in range(5):
        with pytest.raises(ConfirmationWrong):
            _confirm(codes, "9999")

    with pytest.raises(ConfirmationWrong):
        _confirm(codes)


def test_fifth_try_may_be_the_right_one():
    assert _confirm(_codes(replace(KEPT, tries=4))).id == KEPT.id


def test_code_that_was_tried_out_is_not_tried_on():
    codes = _codes(replace(KEPT, tries=5))
    with pytest.raises(ConfirmationWrong):
        _confirm(codes)

    assert codes.statements(at=NOON) == []


def test_made_codes_are_digits_of_the_length_asked_for():
    for digits in (4, 6):
        made = {new_code(digits) for _ in range(200)}

        assert {len(code) for code in made} == {digits}
        assert all(code.isdecimal() for code in made)
        assert len(made) > 100


def test_digest_of_a_code_is_worth_nothing_for_another_confirmation():
    assert digest(new_id(), "0123") != digest(_ID, "0123")
    assert len(digest(_ID, "0123")) == 32
