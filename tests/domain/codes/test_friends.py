"""U25, T23: who brought a member gets a part of the points of their codes, and of nothing else."""

from fractions import Fraction

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plushka.domain.codes.verify import verify
from plushka.domain.enrolment import operations as enrolment
from plushka.domain.enrolment.newcomers import Newcomer
from plushka.domain.events.models import Event
from plushka.domain.ledger.models import Entry, Lot
from plushka.domain.ledger.queries import accounts_of
from plushka.domain.members.models import Member
from plushka.domain.programmes.earning import recompute
from plushka.domain.programmes.explain import explain
from plushka.domain.tenants.context import current_tenant
from tests.conftest import NOON
from tests.domain.codes.cast import accepted, activate, active, call
from tests.domain.members.cast import statements_sent
from tests.domain.programmes.making import rules
from tests.domain.sales.cast import ANNA, BOHDAN, promise

pytestmark = pytest.mark.django_db

POINTS = {
    "keys": ["phone"],
    "referrer": {"base": "bonuses_earned", "percent": 10},
    "newcomer": {"gift": 0, "usable_at_first_purchase": True},
}


@pytest.fixture
def friends(anna):
    """Anna brought Bohdan, and gets ten percent of what he earns."""
    promise(referral=POINTS)
    newcomer = Newcomer(identifiers=(BOHDAN,), referrer=ANNA)
    bohdan = enrolment.enrol(newcomer=newcomer, actor="system:test", at=NOON, is_trusted=True)
    return anna, bohdan


def faults():
    with connection.cursor() as cursor:
        _, broken = verify(cursor, tenant_id=current_tenant())
    return broken


def entries_of(member):
    account = accounts_of(members=[member])[member]
    return list(Entry.objects.filter(account_id=account).order_by("number"))


def test_part_of_a_friends_code_is_the_referrers_and_says_why(friends):
    anna, bohdan = friends
    _, codes = active(1, points=5_055)

    accepted(codes[0], member=BOHDAN)

    [reward] = entries_of(anna)
    assert (reward.kind, reward.points, reward.source_kind) == ("ACCRUAL", 505, "ACTIVATION")
    assert Lot.objects.get(id=reward.id).kind == "REFERRAL"
    assert recompute(reward.explanation[0]) == 505
    assert explain(reward.explanation[0], "ru") == (
        "10 % от 50,55 бонуса, начисленных участнику, которого вы пригласили"
    )
    assert [entry.points for entry in entries_of(bohdan)] == [5_055]
    assert faults() == []
    [heard] = Event.objects.filter(type="referral_rewarded")
    assert (heard.member_id, heard.data["entry"]) == (anna, str(reward.id))


def test_part_is_of_purchases_alone_where_the_programme_says_so(anna):
    newcomer = Newcomer(identifiers=(BOHDAN,), referrer=ANNA)
    enrolment.enrol(newcomer=newcomer, actor="system:test", at=NOON, is_trusted=True)
    _, codes = active(1)

    accepted(codes[0], member=BOHDAN)

    assert entries_of(anna) == []


def test_same_code_again_rewards_nobody_again(friends):
    anna, _ = friends
    _, codes = active(1)
    accepted(codes[0], member=BOHDAN)

    accepted(codes[0], member=BOHDAN)

    assert len(entries_of(anna)) == 1


def test_blocked_or_erased_referrer_gets_nothing(friends):
    anna, _ = friends
    _, codes = active(2)
    Member.objects.filter(id=anna).update(blocked_at=NOON, block_reason="fraud")
    accepted(codes[0], member=BOHDAN)
    Member.objects.filter(id=anna).update(blocked_at=None, block_reason="")
    enrolment.erase(member_id=anna, actor="system:test", at=NOON)
    accepted(codes[1], member=BOHDAN)

    assert entries_of(anna) == []


def test_referrer_and_friend_activate_in_one_list_in_as_many_statements(friends):
    anna, bohdan = friends
    _, codes = active(4)
    with statements_sent() as one:
        activate(call(codes[0], member=BOHDAN))
    with statements_sent() as three:
        answers = activate(
            call(codes[1], member=ANNA), call(codes[2], member=BOHDAN), call(codes[3])
        )

    assert not any(isinstance(answer, Exception) for answer in answers)
    assert sum(entry.points for entry in entries_of(anna)) == 2 * 5_000 + 2 * 500
    assert sum(entry.points for entry in entries_of(bohdan)) == 2 * 5_000
    assert len(three) == len(one)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(points=st.integers(0, 10**9), percent=st.decimals("0", "100", places=4))
def test_share_of_points_is_what_a_calculator_says(points, percent):
    """Rounded down once to a hundredth, exactly."""
    share = POINTS | {"referrer": {"base": "bonuses_earned", "percent": f"{percent:f}"}}
    compiled = rules(referral=share)

    why = compiled.referring("standard").of_points(points)

    expected = int(Fraction(points) * Fraction(f"{percent:f}") / 100)
    assert (why["points"] if why else 0) == expected
