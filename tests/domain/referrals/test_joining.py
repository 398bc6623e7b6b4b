"""U23: who is invited joins, once, and has the inviter for a referrer for good."""

import pytest

from plushka.domain.audit.models import Record
from plushka.domain.confirmations.models import Confirmation
from plushka.domain.enrolment import operations as enrolment
from plushka.domain.enrolment.alone import join_vouched
from plushka.domain.enrolment.newcomers import Newcomer
from plushka.domain.enrolment.operations import InvitationNeeded
from plushka.domain.events.models import Event
from plushka.domain.ledger.models import Account
from plushka.domain.members.models import Member
from plushka.domain.referrals import inviting, joining
from plushka.domain.referrals.models import Invitation
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField
from tests.domain.referrals.cast import (
    ANNA,
    BOHDAN,
    NOON,
    VERA,
    brought,
    come,
    found,
    invite,
    promise,
    text,
)
from tests.domain.sales.cast import days

pytestmark = pytest.mark.django_db


@pytest.fixture
def host(closed):
    """Anna, a member from before."""
    return Member.objects.get().id


def nobody_came(*identifiers, **more):
    before = (Member.objects.count(), Event.objects.count(), Confirmation.objects.count())
    with pytest.raises(InvitationNeeded):
        come(*identifiers, **more)
    assert (Member.objects.count(), Event.objects.count(), Confirmation.objects.count()) == before


def test_nobody_joins_uninvited(host):
    nobody_came()
    nobody_came(referrer=ANNA)
    nobody_came(token="7" * 13)


def test_vouched_stranger_is_refused_too(host):
    with pytest.raises(InvitationNeeded):
        join_vouched(newcomer=Newcomer(identifiers=(BOHDAN,)), member_id=new_id(), at=NOON)

    assert Member.objects.count() == 1


def test_invited_joins_and_is_bound_to_who_invites(host):
    made = invite(host)

    bohdan = come(token=made.token)

    assert brought(bohdan) == host
    assert Account.objects.get(member_id=bohdan).balance == 10_000
    row = Invitation.objects.get(id=made.id)
    assert (row.joined_id, row.joined_at) == (bohdan, NOON)
    told = Event.objects.get(type="invitation_joined")
    assert (told.member_id, told.data) == (host, {"invitation": str(made.id)})


def test_one_invitation_brings_one_person(host):
    made = invite(host)
    come(BOHDAN, token=made.token)

    nobody_came(VERA, token=made.token)


def test_phone_that_was_written_to_is_invited_at_the_till(host):
    text(host)

    assert brought(come(BOHDAN)) == host
    nobody_came(VERA)


def test_invitation_ends(host):
    made = invite(host)

    nobody_came(at=NOON + days(31), token=made.token)
    assert found(made.token, NOON + days(30)).is_good


def test_invitation_of_who_is_blocked_is_none(host):
    made = invite(host)
    Member.objects.filter(id=host).update(blocked_at=NOON, block_reason="fraud")

    nobody_came(token=made.token)


def test_own_link_brings_one_after_the_other_up_to_the_quota(host):
    promise(inviting={"joining": "invited", "a_month": 2})
    own = inviting.own_link(member_id=host, at=NOON)

    come(BOHDAN, token=own.token)
    come(VERA, token=own.token)

    assert Invitation.objects.filter(way="LINK", joined__isnull=False).count() == 2
    assert inviting.standing(member_id=host, at=NOON).left == 0


def test_own_link_over_the_quota_brings_nobody(host):
    promise(inviting={"joining": "invited", "in_all": 1})
    own = inviting.own_link(member_id=host, at=NOON)
    come(BOHDAN, token=own.token)

    nobody_came(VERA, token=own.token)


def test_import_and_staff_pass_by(host):
    newcomer = Newcomer(identifiers=(BOHDAN,))
    [imported] = enrolment.enrol_many(newcomers=[newcomer], actor="system:test", at=NOON)
    staff = enrolment.enrol(
        newcomer=Newcomer(identifiers=(VERA,)),
        actor="staff:0197a3c0-0000-7000-8000-00000000000a",
        at=NOON,
        is_trusted=True,
        is_let_in=True,
    )

    assert Member.objects.filter(id__in=(imported, staff)).count() == 2


def test_staff_who_let_somebody_in_are_recorded(host):
    enrolment.enrol(
        newcomer=Newcomer(identifiers=(VERA,)),
        actor="staff:0197a3c0-0000-7000-8000-00000000000a",
        at=NOON,
        is_trusted=True,
        is_let_in=True,
    )

    assert Record.objects.get(action="member_enrolled").after == {"uninvited": True}


def test_where_anybody_joins_an_invitation_still_binds(anna):
    made = text(anna)

    assert brought(come(BOHDAN)) == anna
    assert Invitation.objects.get(id=made.id).joined_id is not None


def test_who_names_somebody_at_the_till_is_theirs_though_another_wrote(anna):
    vera = come(VERA)
    text(vera)

    assert brought(come(BOHDAN, referrer=ANNA)) == anna


def test_bad_invitation_is_told_where_anybody_joins(anna):
    with pytest.raises(BadField) as refused:
        come(token="7" * 13)

    assert refused.value.path == "invitation"
    assert Member.objects.count() == 1


def test_who_opens_it_is_noted_once(anna):
    made = invite(anna)

    joining.open_(invitation_id=made.id, at=NOON)
    joining.open_(invitation_id=made.id, at=NOON + days(1))

    assert Invitation.objects.get(id=made.id).opened_at == NOON
