"""Rules as they were give the ledger again, to the hundredth of a point (B3)."""

import datetime as dt
from contextlib import contextmanager

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plushka.domain.enrolment import operations as enrolment
from plushka.domain.enrolment.newcomers import Newcomer
from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger.models import Account
from plushka.domain.ledger.terms import Cause, LotTerms
from plushka.domain.programmes import files
from plushka.domain.programmes.models import Version
from plushka.domain.programmes.operations import publish
from plushka.domain.sales.models import Sale
from plushka.domain.sales.retiering import retier
from plushka.lib.refusal import Refusal
from tests.conftest import NOON
from tests.domain.replay.again import differing, replay
from tests.domain.sales.cast import (
    ANNA,
    BOHDAN,
    asked,
    back,
    days,
    give,
    join,
    promise,
    record,
    sell,
)
from tests.domain.sales.climbing import MIDNIGHT, hold, steps

LATER = NOON + days(500)


def test_a_purchase_paid_with_points_and_returned_piece_by_piece(anna):
    """V-a: shares of both lines, what comes back of them, and what is taken back."""
    give(30_000, member=anna)
    sale = sell(asked("A-1", 70_000, 30_000, redeem=20_000))
    back(sale, "R-1", 2)
    back(sale, "R-2", 1)

    replayed = replay(at=NOON)

    assert differing(replayed) == []
    was, would = replayed.figures.was, replayed.figures.would
    assert was == would
    assert (would.redeemed, would.given_back, would.reversed) == (20_000, 20_000, 4_000)
    assert (would.issued, would.outstanding) == (34_000, 30_000)


def test_points_that_ended_before_anybody_wrote_it_have_expired_on_both_sides(anna):
    give(1_000, member=anna, expires_at=NOON + days(3))
    sell(asked("A-1", 10_000), at=NOON + days(5))

    replayed = replay(at=LATER)

    assert differing(replayed) == []
    assert replayed.figures.would.expired == 1_000 + 500
    assert replayed.figures.would.outstanding == 0


def test_a_debt_and_its_payment_come_out_again(anna):
    sale = sell(asked("A-1", 100_000))
    sell(asked("A-2", 5_000, redeem=4_000), at=NOON + days(1))
    back(sale, "R-1", at=NOON + days(2))
    sell(asked("A-3", 20_000), at=NOON + days(3))

    replayed = replay(at=NOON + days(4))

    assert differing(replayed) == []
    assert replayed.figures.would.debt > 0


def test_referrers_get_and_lose_their_part_again(anna):
    newcomer = Newcomer(identifiers=(BOHDAN,), referrer=ANNA)
    enrolment.enrol(newcomer=newcomer, actor="system:test", at=NOON, is_trusted=True)
    sale = sell(asked("B-1", 60_000, 40_000, member=BOHDAN, redeem=10_000), at=NOON + days(1))
    back(sale, "R-1", 2, at=NOON + days(2))

    replayed = replay(at=NOON + days(3))

    assert differing(replayed) == []
    assert {row.earned_would > 0 for row in replayed.members} == {True}


def test_tiers_that_moved_up_down_and_were_held_stand_as_they_stand(lipa):
    promise(**steps(purchases={"days": 30}))
    member = join(ANNA)
    sale = sell(asked("A-1", total=60_000))
    back(sale, "R-1", total=55_000, at=NOON + days(1))
    retier(at=MIDNIGHT + days(1))
    hold(member, "gold", "2026-12-10", at=NOON + days(2))
    sell(asked("A-2", total=12_000), at=NOON + days(3))
    retier(at=NOON + days(30))
    retier(at=NOON + days(60))

    assert differing(replay(at=NOON + days(90))) == []


def test_a_look_at_a_tier_that_nobody_took_has_moved_nobody(anna):
    """Where no job runs, a sale knows yesterday's tier; so does its replay."""
    sale = sell(asked("A-1", total=1_000_001))
    back(sale, "R-1", total=500_000)
    told = sell(asked("A-2", total=1_000), at=NOON + days(3))
    assert told.tier == "gold"

    assert differing(replay(at=NOON + days(4))) == []


def test_each_receipt_is_judged_by_the_version_of_its_day(anna):
    sell(asked("A-1", 10_000))
    promise_later = NOON + days(10)
    plain = files.plain(files.preset("bonusplus"))
    plain["tiers"][0]["earning"] = [{"percent": "7"}]
    publish(programme=files.read(plain), actor="system:test", at=NOON, valid_from=promise_later)
    sell(asked("A-2", 10_000), at=promise_later + days(1))
    sell(asked("A-3", 10_000, at=NOON + days(9)), at=promise_later + days(1))

    replayed = replay(at=promise_later + days(2))

    assert differing(replayed) == []
    assert replayed.figures.would.issued == 500 + 700 + 500


def test_an_erased_member_has_forfeited_everything_again(anna):
    sell(asked("A-1", 10_000))
    enrolment.erase(member_id=anna, actor="staff:olya", at=NOON + days(1))

    assert differing(replay(at=NOON + days(2))) == []


@pytest.mark.parametrize("closing", ["captured", "released", "forgotten"])
def test_points_set_aside_go_where_they_went(anna, closing):
    give(5_000, member=anna, expires_at=NOON + days(1))
    give(5_000, member=anna, key="more")
    account = Account.objects.get(member_id=anna).id
    held = ledger.hold(account=account, points=7_000, until=days(2), actor="system:test", at=NOON)
    version = Version.objects.get().id
    if closing == "captured":
        cause = Cause("capture", "HOLD", held.hold.id, version, "system:test", NOON + days(1))
        ledger.capture(hold=held.hold.id, points=6_000, cause=cause, at=NOON + days(1))
    if closing == "released":
        ledger.release(hold=held.hold.id, at=NOON + days(1))

    assert differing(replay(at=NOON + days(5))) == []


def test_corrections_by_hand_come_out_again(anna):
    account = Account.objects.get(member_id=anna).id
    version = Version.objects.get().id
    terms = LotTerms("MANUAL", NOON, NOON + days(5))
    for number, points in enumerate((900, -400, -700)):
        cause = Cause(f"by-hand:{number}", "ADJUSTMENT", None, version, "staff:olya", NOON)
        ledger.adjust(
            account=account,
            points=points,
            terms=terms if points > 0 else None,
            cause=cause,
            reason="Жалоба",
            at=NOON,
            may_owe=True,
        )

    replayed = replay(at=NOON + days(1))

    assert differing(replayed) == []
    assert replayed.figures.would.debt == 200


def test_a_ledger_that_rules_do_not_give_is_told(anna):
    """The check can fail: a receipt that was recorded with other points shows."""
    sell(asked("A-1", 10_000))
    Sale.objects.update(accrued=499)

    assert differing(replay()) == [("accrued", "499", "500")]


happenings = st.lists(
    st.one_of(
        st.tuples(
            st.just("sell"),
            st.sampled_from([ANNA, BOHDAN]),
            st.lists(st.integers(0, 90_000), min_size=1, max_size=3),
            st.sampled_from([None, 1_000, "max"]),
        ),
        st.tuples(st.just("back"), st.integers(0, 5), st.integers(1, 3), st.integers(1, 1000)),
        st.tuples(st.just("give"), st.integers(1, 30_000), st.integers(0, 20), st.just(0)),
        st.tuples(st.just("retier"), st.just(0), st.just(0), st.just(0)),
    ),
    min_size=1,
    max_size=14,
)


@pytest.mark.slow
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(history=happenings, gaps=st.lists(st.integers(0, 15), min_size=14, max_size=14))
def test_any_history_comes_out_again(lipa, history, gaps):
    with forgotten():
        moments = _live(history, gaps)
        at = moments[-1] + days(3)
        assert differing(replay(at=at)) == []
        for moment in moments:
            # Where everybody stood when the window began is read, not replayed.
            assert differing(replay(since=moment, at=at)) == []
            assert differing(replay(since=moments[0], until=moment, at=at)) == []


@contextmanager
def forgotten():
    """Take everything back afterwards: each example begins with an empty company."""
    point = transaction.savepoint_create()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)


def _live(history, gaps) -> list[dt.datetime]:
    promise(
        activation={"mode": "after_days", "days": 2},
        expiry={"purchase_days": 25, "gift_days": 10},
        **steps_that_earn(),
    )
    members = {ANNA: join(ANNA), BOHDAN: join(BOHDAN)}
    at, sold, moments = NOON, [], []
    for number, ((what, one, two, three), gap) in enumerate(zip(history, gaps, strict=False)):
        at += days(gap)
        moments.append(at)
        match what:
            case "sell":
                sale = asked(f"S-{number}", *two, member=one, redeem=three)
                [answer] = record(sale, at=at)
                if not isinstance(answer, Refusal):
                    sold.append(answer)
            case "back" if sold:
                sale = sold[one % len(sold)]
                line = min(two, len(sale.lines))
                try:
                    back(sale, f"R-{number}", (line, three), at=at)
                except Refusal:
                    continue
            case "give":
                ends = at + days(two) if two else None
                give(one, member=members[ANNA], expires_at=ends, at=at, key=f"gift-{number}")
            case "retier":
                retier(at=at)
    return moments


def steps_that_earn():
    found = steps(purchases={"days": 20})
    for tier, percent in zip(found["tiers"], ("5", "7", "10"), strict=True):
        tier["earning"] = [{"percent": percent}, {"per_full": {"each": "100.00", "points": "3"}}]
    return found
