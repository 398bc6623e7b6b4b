"""E14 to E17, V-f: who brought a buyer gets a part of what is paid, as long as it stays paid."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plushka.domain.enrolment import operations as enrolment
from plushka.domain.enrolment.newcomers import Newcomer
from plushka.domain.events.models import Event
from plushka.domain.ledger.models import Account, Entry
from plushka.domain.ledger.queries import accounts_of
from plushka.domain.members.models import Member
from plushka.domain.programmes import files
from plushka.domain.programmes.earning import recompute
from plushka.domain.programmes.explain import explain
from plushka.lib.ids import new_id
from tests.conftest import NOON
from tests.domain.sales.cast import (
    ANNA,
    BOHDAN,
    asked,
    back,
    join,
    promise,
    record,
    sell,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(programme):
    return join(ANNA)


@pytest.fixture
def bohdan(anna):
    newcomer = Newcomer(identifiers=(BOHDAN,), referrer=ANNA)
    return enrolment.enrol(newcomer=newcomer, actor="system:test", at=NOON, is_trusted=True)


def points_of(member):
    return Account.objects.get(member_id=member).balance


def entries_of(member):
    account = accounts_of(members=[member])[member]
    return list(Entry.objects.filter(account_id=account).order_by("number"))


def test_newcomer_pays_the_first_purchase_with_the_gift(anna, bohdan):
    """V-f, to the kopeck."""
    told = sell(asked("A-1", 100_000, member=BOHDAN, redeem=10_000))

    assert (told.redeemed, told.to_pay, told.accrued) == (10_000, 90_000, 4500)
    assert points_of(bohdan) == 4500
    assert points_of(anna) == 2700


def test_both_are_told_why(anna, bohdan):
    sell(asked("A-1", 100_000, member=BOHDAN, redeem=10_000))

    gift, *_ = entries_of(bohdan)
    [reward] = entries_of(anna)
    assert (gift.key, gift.kind, gift.points) == ("enrolment:referral", "ACCRUAL", 10_000)
    assert (reward.kind, reward.points, reward.source_kind) == ("ACCRUAL", 2700, "SALE")
    assert [recompute(entry.explanation[0]) for entry in (gift, reward)] == [10_000, 2700]
    assert [explain(gift.explanation[0], language) for language in ("ru", "uk", "en")] == [
        "Подарок за регистрацию по рекомендации",
        "Подарунок за реєстрацію за рекомендацією",
        "A gift for joining by a recommendation",
    ]
    assert [explain(reward.explanation[0], language) for language in ("ru", "uk", "en")] == [
        "3 % от 900,00 ₽: столько оплатил участник, которого вы пригласили",
        "3 % від 900,00 ₽: стільки сплатив учасник, якого ви запросили",
        "3% of 900.00 ₽ paid by a member you brought",
    ]


def test_referrer_hears_of_the_reward(anna, bohdan):
    told = sell(asked("A-1", 100_000, member=BOHDAN))

    [heard] = Event.objects.filter(type="referral_rewarded")
    [reward] = entries_of(anna)
    assert (heard.member_id, heard.data) == (
        anna,
        {"sale": str(told.id), "entry": str(reward.id)},
    )


def test_return_takes_the_reward_back_line_by_line(anna, bohdan):
    told = sell(asked("A-1", 70_000, 30_000, member=BOHDAN, redeem=10_000))

    back(told, "R-1", 2)
    after_one = points_of(anna)
    back(told, "R-2")

    assert (after_one, points_of(anna)) == (1890, 0)
    assert [entry.points for entry in entries_of(anna)] == [2700, -810, -1890]


def test_spent_reward_of_a_returned_purchase_becomes_a_debt(anna, bohdan):
    told = sell(asked("A-1", 100_000, member=BOHDAN))
    sell(asked("A-2", 3000, member=ANNA, redeem=3000))

    back(told, "R-1")

    assert points_of(anna) == -3000


def test_nobody_is_rewarded_for_who_came_alone(anna):
    join(BOHDAN)

    sell(asked("A-1", 100_000, member=BOHDAN))

    assert entries_of(anna) == []


def test_blocked_referrer_gets_nothing(anna, bohdan):
    Member.objects.filter(id=anna).update(blocked_at=NOON, block_reason="fraud")

    sell(asked("A-1", 100_000, member=BOHDAN))

    assert entries_of(anna) == []


def test_erased_referrer_gets_nothing_and_loses_nothing_more(anna, bohdan):
    told = sell(asked("A-1", 100_000, member=BOHDAN))
    enrolment.erase(member_id=anna, actor="system:test", at=NOON)
    before = len(entries_of(anna))

    sell(asked("A-2", 100_000, member=BOHDAN))
    back(told, "R-1")

    assert len(entries_of(anna)) == before


def test_reward_of_an_erased_buyers_purchase_goes_back_with_it(anna, bohdan):
    told = sell(asked("A-1", 100_000, member=BOHDAN))
    enrolment.erase(member_id=bohdan, actor="system:test", at=NOON)

    back(told, "R-1")

    assert points_of(anna) == 0


def test_reward_may_be_a_part_of_the_points(anna, bohdan):
    """U25, V-g: 10 % of the invitee's bonuses of V-f."""
    referral = {
        "keys": ["phone"],
        "referrer": {"base": "bonuses_earned", "percent": 10},
        "newcomer": {"gift": 100, "usable_at_first_purchase": True},
    }
    promise(referral=referral)

    sell(asked("A-1", 100_000, member=BOHDAN, redeem=10_000))

    [reward] = entries_of(anna)
    assert reward.points == 450
    assert explain(reward.explanation[0], "ru") == (
        "10 % от 45 бонусов, начисленных участнику, которого вы пригласили"
    )


def test_tier_of_the_referrer_says_what_they_get(anna, bohdan):
    """E17: gold brings five percent."""
    referral = {
        "keys": ["phone"],
        "referrer": {"base": "purchase_paid", "percent": 5},
        "newcomer": {"gift": 100, "usable_at_first_purchase": True},
    }
    tiers = _tiers_with_gold(referral)
    promise(tiers=tiers)
    sell(asked("A-1", 1_000_001, member=ANNA))
    before = points_of(anna)

    sell(asked("A-2", 100_000, member=BOHDAN))

    assert points_of(anna) - before == 5000


def test_buyer_and_referrer_may_stand_in_one_list(anna, bohdan):
    receipts = [
        asked(f"A-{number}", 10_000, member=who)
        for number, who in enumerate([ANNA, BOHDAN, ANNA, BOHDAN])
    ]

    record(*receipts)

    assert points_of(anna) == 2 * 500 + 2 * 300


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    prices=st.lists(st.integers(1, 99_999), min_size=1, max_size=4),
    redeem=st.integers(0, 10_000),
    seed=st.integers(0, 2**16),
)
def test_any_order_of_returned_lines_leaves_what_no_sale_would(anna, bohdan, prices, redeem, seed):
    """I7 for both ends."""
    before = points_of(anna), points_of(bohdan)
    redeem = min(redeem, sum(prices), points_of(bohdan))
    told = sell(asked(f"H-{new_id()}", *prices, member=BOHDAN, redeem=redeem))
    lines = list(range(1, len(prices) + 1))
    random.Random(seed).shuffle(lines)

    for line in lines:
        back(told, f"R-{told.id}-{line}", line)

    assert (points_of(anna), points_of(bohdan)) == before


def _tiers_with_gold(referral):
    tiers = files.plain(files.preset("bonusplus"))["tiers"]
    tiers[1]["referral"] = referral
    return tiers
