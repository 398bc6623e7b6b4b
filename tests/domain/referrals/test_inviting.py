"""U24: who has the right invites, so many a month, and learns nothing of whom they invite."""

import datetime as dt

import pytest

from plushka.domain.events.models import Event
from plushka.domain.members.models import Contact, Member
from plushka.domain.messaging import blocking
from plushka.domain.referrals import inviting
from plushka.domain.referrals.models import Invitation, MonthCount
from plushka.domain.referrals.refusals import (
    InvitationClosed,
    InvitationLimitReached,
    InvitationUnknown,
    NoRightToInvite,
)
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField
from tests.domain.referrals.cast import (
    ANNA,
    BOHDAN,
    NOON,
    VERA,
    come,
    found,
    invite,
    join,
    promise,
    sent,
    text,
)
from tests.domain.sales.cast import asked, back, days, give, sell

pytestmark = pytest.mark.django_db


def limits(**terms):
    promise(inviting={"by_sms": True, **terms})


def test_link_is_the_same_whenever_it_is_shown(anna):
    own = inviting.own_link(member_id=anna, at=NOON)

    assert inviting.own_link(member_id=anna, at=NOON + days(40)) == own
    assert found(own.token).is_good


def test_form_that_is_sent_twice_invites_once(anna):
    id_ = new_id()

    one, again = invite(anna, id_=id_), invite(anna, id_=id_)

    assert one == again
    assert Invitation.objects.filter(way="LINK").count() == 1
    assert MonthCount.objects.get().used == 1


def test_nobody_repeats_the_form_of_another(anna):
    made = invite(anna)
    bohdan = join(BOHDAN)

    with pytest.raises(InvitationUnknown):
        invite(bohdan, id_=made.id)


def test_right_to_invite_comes_with_points_that_were_ever_earned(anna):
    limits(right_from="50")
    sell(asked("A-1", 99_980))
    with pytest.raises(NoRightToInvite) as refused:
        invite(anna)
    assert refused.value.facts == {"missing": "0.01"}

    sell(asked("A-2", 20))
    sell(asked("A-3", 5_000, redeem=5_000))

    assert inviting.standing(member_id=anna, at=NOON).points == 5_000
    invite(anna)


def test_points_that_were_taken_back_give_no_right(anna):
    limits(right_from="50")
    told = sell(asked("A-1", 100_000))
    back(told, "R-1")

    with pytest.raises(NoRightToInvite):
        inviting.own_link(member_id=anna, at=NOON)


def test_right_may_hang_on_the_balance(anna):
    limits(right_from="50", right_of="balance")
    give(5_000, member=anna)
    invite(anna)
    sell(asked("A-1", 1, redeem=1))
    sell(asked("A-2", 100, redeem=100))

    with pytest.raises(NoRightToInvite):
        invite(anna)


def test_blocked_member_invites_nobody(anna):
    Member.objects.filter(id=anna).update(blocked_at=NOON, block_reason="fraud")

    with pytest.raises(NoRightToInvite):
        invite(anna)


def test_month_has_its_limit_and_begins_by_the_companys_clock(anna):
    limits(a_month=1)
    last = dt.datetime(2026, 11, 30, 20, 59, tzinfo=dt.UTC)
    invite(anna, at=last)
    with pytest.raises(InvitationLimitReached) as refused:
        invite(anna, at=last)
    assert refused.value.limit == "month"

    invite(anna, at=last + dt.timedelta(minutes=1))


def test_member_invites_so_many_in_all(anna):
    limits(in_all=2)
    invite(anna)
    invite(anna, at=NOON + days(40))

    with pytest.raises(InvitationLimitReached) as refused:
        invite(anna, at=NOON + days(80))
    assert refused.value.limit == "all"


def test_company_has_a_limit_over_all_its_members(anna):
    limits(company_a_month=1)
    bohdan = join(BOHDAN)
    invite(anna)

    with pytest.raises(InvitationLimitReached) as refused:
        invite(bohdan)

    assert refused.value.limit == "company"
    assert MonthCount.objects.get().used == 1


def test_link_that_nobody_opened_is_withdrawn_as_if_never_made(anna):
    limits(in_all=1)
    made = invite(anna)

    inviting.withdraw(invitation_id=made.id, member_id=anna, at=NOON)
    inviting.withdraw(invitation_id=made.id, member_id=anna, at=NOON)

    assert not found(made.token).is_good
    assert Event.objects.filter(type="invitation_withdrawn").count() == 1
    invite(anna)


def test_nobody_withdraws_anothers_invitation(anna):
    made = invite(anna)
    bohdan = join(BOHDAN)

    with pytest.raises(InvitationUnknown):
        inviting.withdraw(invitation_id=made.id, member_id=bohdan, at=NOON)
    assert found(made.token).is_good


def test_invitation_that_ended_or_was_used_is_not_withdrawn(anna):
    ended, used = invite(anna), invite(anna)
    come(token=used.token)

    for made, at in ((ended, NOON + days(31)), (used, NOON)):
        with pytest.raises(InvitationClosed):
            inviting.withdraw(invitation_id=made.id, member_id=anna, at=at)


def test_link_that_went_too_far_is_put_out_of_use_once(anna):
    old = inviting.own_link(member_id=anna, at=NOON)

    new = inviting.renew_own_link(member_id=anna, link_id=old.id, at=NOON)
    again = inviting.renew_own_link(member_id=anna, link_id=old.id, at=NOON)

    assert again == new != old
    assert (found(old.token).is_good, found(new.token).is_good) == (False, True)


def test_stranger_is_written_to_with_the_inviters_name_only_if_they_let_it(anna):
    Member.objects.filter(id=anna).update(name="Анна")

    shy, open_ = text(anna), text(anna, VERA, is_named=True)

    assert sent() == [
        f"Знакомый зовёт вас в «Липа»: https://lipa.example/i/{shy.token}",
        f"Анна зовёт вас в «Липа»: https://lipa.example/i/{open_.token}",
    ]
    assert (found(shy.token).inviter, found(open_.token).inviter) == ("", "Анна")


@pytest.mark.parametrize("name", ["Казино 777", "casino.example", "А" * 31])
def test_name_that_is_more_than_a_name_is_not_sent_to_strangers(anna, name):
    Member.objects.filter(id=anna).update(name=name)

    text(anna, is_named=True)

    [said] = sent()
    assert said.startswith("Знакомый зовёт")


def test_phone_is_written_to_once_whoever_invites_it(anna):
    vera = join(VERA)

    text(anna)
    text(vera)
    text(anna, at=NOON + days(89))
    assert len(sent()) == 1

    text(anna, at=NOON + days(91))
    assert len(sent()) == 2


def test_inviter_cannot_tell_a_members_phone_from_a_strangers(anna):
    """The rows differ in nothing that is shown, and only strangers are written to."""
    join(VERA)

    text(anna, VERA)
    text(anna, BOHDAN)

    shown = Invitation.objects.filter(way="SMS").order_by("id")
    assert len(set(shown.values_list("sent_at", "opened_at", "ends_at", "withdrawn_at"))) == 1
    assert Contact.objects.count() == 2
    assert len(sent()) == 1


def test_stop_of_a_stranger_holds(anna, delivered):
    blocking.block(way="SMS", value=BOHDAN.value, reason="STOP", is_advertising_only=True, at=NOON)

    text(anna)

    assert delivered() == [("SKIPPED", "blocked")]


def test_invitation_that_was_withdrawn_before_it_left_is_not_sent(anna, delivered):
    made, sent_ = text(anna), text(anna, VERA)
    inviting.withdraw(invitation_id=made.id, at=NOON)

    assert [state for state, _ in delivered()] == ["SKIPPED", "SENDING"]
    assert sent_.id != made.id


def test_nobody_invites_themselves(anna):
    with pytest.raises(BadField) as refused:
        text(anna, ANNA)

    assert refused.value.path == "phone"
    assert not Invitation.objects.filter(way="SMS").exists()


def test_company_that_pays_for_no_sms_sends_none(lipa):
    promise()
    anna = join(ANNA)

    with pytest.raises(BadField):
        text(anna)

    assert (sent(), Invitation.objects.count()) == ([], 0)
