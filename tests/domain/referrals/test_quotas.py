"""What was withdrawn before anybody saw it uses up nobody's limit; months are the company's."""

import datetime as dt

import pytest

from plushka.domain.referrals import inviting, joining
from plushka.domain.referrals.models import MonthCount
from plushka.domain.referrals.refusals import InvitationLimitReached
from tests.domain.referrals.cast import ANNA, BOHDAN, NOON, found, invite, join, promise, text


@pytest.fixture
def few(lipa):
    """All members together invite twice a month."""
    promise(inviting={"by_sms": True, "company_a_month": 2})
    return join(ANNA)


def left(member, *, at=NOON):
    return inviting.standing(member_id=member, at=at).left_month


def used():
    return list(MonthCount.objects.order_by("month").values_list("used", flat=True))


def test_links_that_are_made_and_withdrawn_leave_the_others_theirs(few):
    """T32: one member could keep all others from inviting for a month."""
    bohdan = join(BOHDAN)
    for _ in range(3):
        made = invite(few)
        inviting.withdraw(invitation_id=made.id, member_id=few, at=NOON)
        inviting.withdraw(invitation_id=made.id, member_id=few, at=NOON)

    assert used() == [0]
    invite(bohdan)
    invite(bohdan)
    with pytest.raises(InvitationLimitReached):
        invite(bohdan)


def test_what_somebody_saw_or_was_sent_counts_although_it_is_withdrawn(few):
    seen, sent = invite(few), text(few)
    joining.open_(invitation_id=seen.id, at=NOON)
    for made in (seen, sent):
        inviting.withdraw(invitation_id=made.id, member_id=few, at=NOON)

    assert used() == [2]


def test_link_that_is_opened_after_it_was_withdrawn_counts_no_more(few):
    before = left(few)
    made = invite(few)
    inviting.withdraw(invitation_id=made.id, member_id=few, at=NOON)

    joining.open_(invitation_id=found(made.token).id, at=NOON)

    assert left(few) == before


def test_month_that_gets_one_back_is_that_in_which_it_was_made(few):
    """Moscow's November ends at 21:00 UTC."""
    last = dt.datetime(2026, 11, 30, 20, 59, 59, tzinfo=dt.UTC)
    first = last + dt.timedelta(seconds=1)
    old, _new = invite(few, at=last), invite(few, at=first)

    inviting.withdraw(invitation_id=old.id, member_id=few, at=first)

    assert used() == [0, 1]
