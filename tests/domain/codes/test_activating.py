"""Codes are activated: one answer for each outcome, one transaction with the points."""

import datetime as dt

import pytest

from plushka.domain.access.counting import TooManyTries
from plushka.domain.codes import states
from plushka.domain.codes.giving import ByTier, Fixed, Gives
from plushka.domain.codes.models import Activation, Code
from plushka.domain.codes.refusals import (
    ActivationLimitReached,
    CodeFinished,
    CodeMistyped,
    CodeNotActive,
    CodeRevoked,
    CodeUnknown,
    CodeUsed,
)
from plushka.domain.events.models import Event
from plushka.domain.ledger.models import Entry, Lot
from plushka.domain.members.locator import Locator
from plushka.domain.members.models import Member
from plushka.domain.members.queries import MemberUnknown
from plushka.domain.repeats.queries import RepeatDiffers
from plushka.domain.sales.refusals import MemberBlocked
from tests.conftest import NOON
from tests.domain.codes import cast
from tests.domain.codes.cast import accepted, activate, call, refusal_of
from tests.domain.members.cast import statements_sent
from tests.domain.sales.cast import BOHDAN

pytestmark = pytest.mark.usefixtures("anna", "bohdan")

LATER = NOON + dt.timedelta(hours=1)
MILLISECOND = dt.timedelta(milliseconds=1)


def test_a_code_gives_its_points_as_a_lot_with_the_term_of_the_batch(anna):
    batch, [code, *_] = cast.active(gives=Gives(Fixed(5000), days=30))
    told = accepted(code, source="SMS", place="main")
    entry, lot = Entry.objects.get(), Lot.objects.get()
    row = Activation.objects.get()

    assert (told.points, told.balance.spendable, told.is_repeat) == (5000, 5000, False)
    assert (told.batch_name, told.member) == ("Крышки", anna)
    assert (entry.kind, entry.points, entry.source_kind, entry.source_id) == (
        *("ACCRUAL", 5000, "ACTIVATION"),
        row.id,
    )
    assert (lot.kind, lot.expires_at) == (
        "CODE",
        dt.datetime(2026, 12, 21, 21, tzinfo=dt.UTC),
    )
    assert (row.id, row.member_id, row.batch_id, row.entry_id, row.source, row.place) == (
        *(told.activation, anna, batch.id, entry.id),
        *("SMS", "main"),
    )
    assert Code.objects.get(id=row.code_id).activated_at == NOON


def test_it_is_told_as_an_event_without_the_code(anna):
    batch, [code, *_] = cast.active()
    told = accepted(code)
    event = Event.objects.get(type="code_activated")

    assert (event.member_id, event.data) == (
        anna,
        {"activation": str(told.activation), "batch": str(batch.id), "source": "api"},
    )


def test_the_same_member_is_answered_the_same_again():
    _, [code, *_] = cast.active()
    first = accepted(code)
    again = accepted(code.lower(), at=LATER)

    assert (again.activation, again.points, again.is_repeat) == (first.activation, 5000, True)
    assert (Entry.objects.count(), Activation.objects.count()) == (1, 1)


def test_the_same_member_is_answered_the_same_after_the_end():
    batch, [code, *_] = cast.active()
    first = accepted(code)
    states.close(batch_id=batch.id, actor=cast.ACTOR, at=LATER)

    assert accepted(code, at=LATER).activation == first.activation


def test_another_member_is_told_that_it_is_used():
    _, [code, *_] = cast.active()
    accepted(code)

    assert isinstance(refusal_of(code, member=BOHDAN), CodeUsed)


def test_two_of_one_list_at_one_code_are_one_winner_and_its_repeat():
    _, [code, other, *_] = cast.active()
    answers = activate(
        call(code), call(code), call(code, member=BOHDAN), call(other, member=BOHDAN)
    )

    assert [getattr(one, "is_repeat", one.__class__) for one in answers] == [
        False,
        True,
        CodeUsed,
        False,
    ]
    assert Activation.objects.count() == 2


@pytest.mark.parametrize(
    ("deeds", "expected"),
    [
        ([], CodeNotActive),
        (["ship"], CodeNotActive),
        (["start", "close"], CodeFinished),
        (["start", "revoke"], CodeRevoked),
        (["revoke"], CodeRevoked),
    ],
    ids=["printed", "shipped", "closed", "revoked", "revoked_early"],
)
def test_a_code_is_worth_nothing_outside_its_time(deeds, expected):
    batch = cast.made(1)
    code = next(cast.making.codes_of(batch))[1]
    more = {"revoke": {"reason": "Утекли"}}
    for deed in deeds:
        getattr(states, deed)(batch_id=batch.id, actor=cast.ACTOR, at=NOON, **more.get(deed, {}))

    assert isinstance(refusal_of(code, at=LATER), expected)


def test_the_times_of_a_batch_are_half_open():
    _, codes = cast.active(valid_from=NOON, valid_until=LATER)

    early = refusal_of(codes[0], at=NOON - MILLISECOND)
    assert isinstance(early, CodeNotActive)
    assert early.facts == {"since": NOON.isoformat()}
    assert isinstance(refusal_of(codes[1], at=LATER), CodeFinished)
    assert accepted(codes[0], at=NOON).points == 5000
    assert accepted(codes[1], at=LATER - MILLISECOND).points == 5000


def test_a_code_that_was_sent_before_the_closing_is_refused_once_it_is_closed():
    """Whose turn comes after the closing is late, whenever it was sent."""
    batch, codes = cast.active()

    assert accepted(codes[0], at=LATER - MILLISECOND).points == 5000
    states.close(batch_id=batch.id, actor=cast.ACTOR, at=LATER)
    for code, at in zip(codes[1:], (LATER - MILLISECOND, LATER), strict=True):
        assert isinstance(refusal_of(code, at=at), CodeFinished)


def test_a_typo_is_told_without_a_lookup_and_is_no_attack():
    _, [code, *_] = cast.active()
    wrong = code[:-1] + ("B" if code[-1] != "B" else "C")

    for _ in range(20):
        assert isinstance(refusal_of(wrong), CodeMistyped)
    assert isinstance(refusal_of(""), CodeMistyped)
    assert accepted(code).points == 5000


def test_a_code_nobody_made_is_unknown():
    cast.active()

    assert isinstance(refusal_of(cast.wrong_code()), CodeUnknown)


def test_in_a_company_without_codes_all_are_unknown():
    assert isinstance(refusal_of(cast.wrong_code()), CodeUnknown)


def test_an_unknown_member_is_told_of_a_good_code_alone():
    _, [code, *_] = cast.active()
    stranger = Locator("PHONE", "+79990000000")

    assert isinstance(refusal_of(code, member=stranger), MemberUnknown)
    assert isinstance(refusal_of(cast.wrong_code(), member=stranger), CodeUnknown)


def test_a_blocked_member_gets_nothing(anna):
    _, [code, *_] = cast.active()
    Member.objects.filter(id=anna).update(blocked_at=NOON, block_reason="x")

    assert isinstance(refusal_of(code), MemberBlocked)
    assert accepted(code, member=BOHDAN).points == 5000


def test_limits_of_a_member_hold_in_one_list_and_across_days():
    _, codes = cast.active(9, most_per_member=3, most_per_day=2)
    today = activate(*(call(code) for code in codes[:3]))
    limit = today[2]

    assert isinstance(limit, ActivationLimitReached)
    assert limit.facts == {"most": 2, "per": "day"}
    tomorrow = NOON + dt.timedelta(days=1)
    assert accepted(codes[2], at=tomorrow).points == 5000
    last = refusal_of(codes[3], at=tomorrow)
    assert isinstance(last, ActivationLimitReached)
    assert last.facts == {"most": 3, "per": "member"}
    assert accepted(codes[3], member=BOHDAN, at=tomorrow).points == 5000


def test_a_tier_gets_its_own_points():
    _, [code, *_] = cast.active(gives=Gives(ByTier({"gold": 9900}, other=700)))

    assert accepted(code).points == 700


def test_a_key_means_one_request():
    _, [code, other, *_] = cast.active()
    first = accepted(code, key="K-1")
    again = accepted(code, key="K-1")

    assert (again.activation, again.is_repeat) == (first.activation, True)
    assert isinstance(refusal_of(other, key="K-1"), RepeatDiffers)


def test_a_sender_tries_so_many_codes_a_day_and_no_more():
    _, codes = cast.active(52)
    answers = [activate(call(code))[0] for code in codes[:51]]

    assert [isinstance(one, TooManyTries) for one in answers] == [*[False] * 50, True]
    assert answers[50].retry_after == 12 * 3600
    assert accepted(codes[0]).is_repeat is True
    assert accepted(codes[50], at=NOON + dt.timedelta(hours=12)).points == 5000


def test_statements_are_as_many_for_a_hundred_codes_as_for_one(many):
    _, codes = cast.active(201)
    activate(call(codes[200]))
    with statements_sent() as for_one:
        activate(call(codes[0], member=many[0], key="K-0"))
    with statements_sent() as for_hundred:
        activate(
            *(call(codes[n], member=many[n], key=f"K-{n}") for n in range(1, 100)),
            call(cast.wrong_code()),
        )

    assert len(for_one) == len(for_hundred)
    assert len(for_one) <= 9
