"""What was made of invitations, counted and listed in as many statements for three as for one."""

import pytest

from plushka.domain.members.locator import Locator
from plushka.domain.referrals import inviting, joining
from plushka.domain.referrals.queries import (
    Inviter,
    count_by_state,
    find_invitations,
    find_inviters,
    find_referrals,
)
from tests.domain.members.cast import statements_sent
from tests.domain.referrals.cast import ANNA, BOHDAN, NOON, VERA, come, invite, join, text
from tests.domain.sales.cast import days

pytestmark = pytest.mark.django_db

LATER = NOON + days(31)


@pytest.fixture
def told(anna):
    """One invitation in each state at ``LATER``, by the state's name."""
    at = NOON + days(10)
    made = {state: invite(anna, at=at) for state in ("MADE", "OPENED", "JOINED", "WITHDRAWN")}
    made["SENT"] = text(anna, VERA, at=at)
    made["ENDED"] = invite(anna)
    joining.open_(invitation_id=made["OPENED"].id, at=at)
    come(token=made["JOINED"].token, at=at)
    inviting.withdraw(invitation_id=made["WITHDRAWN"].id, at=at)
    return {state: one.id for state, one in made.items()}


def test_state_is_what_its_moments_say(told):
    listed = find_invitations(at=LATER, limit=10)

    assert {one.state: one.id for one in listed} == told
    for state, id_ in told.items():
        assert [one.id for one in find_invitations(at=LATER, limit=10, state=state)] == [id_]


def test_states_are_counted(told):
    assert count_by_state(at=LATER, since=NOON) == dict.fromkeys(told, 1)


def test_who_brought_most_comes_first(anna, told):
    other = join(Locator("PHONE", "+79035550178"))
    invite(other)

    assert find_inviters(since=NOON, limit=5) == [Inviter(anna, 6, 1, 1), Inviter(other, 1, 0, 0)]


def test_own_link_is_no_invitation_of_anybody(anna):
    inviting.own_link(member_id=anna, at=NOON)

    assert find_invitations(at=NOON, limit=10) == []


def test_way_of_who_was_named_at_the_till_is_empty(anna):
    bohdan = come(BOHDAN, referrer=ANNA)

    [edge] = find_referrals(limit=10, referrer=anna)
    assert (edge.member_id, edge.referrer_id, edge.way) == (bohdan, anna, "")


def test_lists_ask_as_often_for_three_as_for_one(anna):
    def asked() -> list[int]:
        counts = []
        for look in (
            lambda: find_invitations(at=NOON, limit=10),
            lambda: find_referrals(limit=10),
            lambda: find_inviters(since=NOON, limit=10),
        ):
            with statements_sent() as sent:
                look()
            counts.append(len(sent))
        return counts

    come(VERA, token=invite(anna).token)
    for_one = asked()
    come(BOHDAN, token=invite(anna).token)
    invite(anna)

    assert asked() == for_one
