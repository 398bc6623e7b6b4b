"""Two come by one invitation at once: one of them joins by it."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from plushka.domain.enrolment.operations import InvitationNeeded
from plushka.domain.ledger.models import Account
from plushka.domain.members.locator import Locator
from plushka.domain.members.models import Member
from plushka.domain.referrals import inviting
from plushka.domain.referrals.models import Invitation
from tests.domain.members.cast import at_work, open_neighbour, open_shop, wait_for_a_waiter
from tests.domain.referrals.cast import ANNA, BOHDAN, NOON, VERA, come, invite, join, promise

__all__ = ["open_neighbour", "open_shop"]

pytestmark = pytest.mark.slow


@pytest.fixture
def host(open_shop):
    """Anna, in a company where only who is invited joins, three a month."""
    with at_work(open_shop):
        promise()
        anna = join(ANNA)
        promise(inviting={"joining": "invited", "a_month": 3})
    return anna


def came(shop, phone, token):
    """Join with a connection of one's own; whether that was possible."""
    with at_work(shop):
        try:
            return come(phone, token=token)
        except InvitationNeeded:
            return None


def test_two_join_by_one_invitation_and_one_is_told_that_it_is_used(open_shop, host):
    with at_work(open_shop):
        made = invite(host)
    with ThreadPoolExecutor(1) as beside:
        with at_work(open_shop):
            first = come(BOHDAN, token=made.token)
            second = beside.submit(came, open_shop, VERA, made.token)
            wait_for_a_waiter()
        refused = second.result()

    assert refused is None
    with at_work(open_shop):
        assert Invitation.objects.get(id=made.id).joined_id == first
        assert Member.objects.filter(referrer_id=host).count() == 1
        assert Account.objects.get(member_id=first).balance == 10_000


def test_ten_at_one_own_link_are_no_more_than_may_come(open_shop, host):
    with at_work(open_shop):
        own = inviting.own_link(member_id=host, at=NOON)
    phones = [Locator("PHONE", f"+7916001{number:04d}") for number in range(10)]

    with ThreadPoolExecutor(5) as beside:
        joined = list(beside.map(lambda phone: came(open_shop, phone, own.token), phones))

    assert sum(one is not None for one in joined) == 3
    with at_work(open_shop):
        assert Member.objects.filter(referrer_id=host).count() == 3
        assert Invitation.objects.filter(joined__isnull=False).count() == 3
