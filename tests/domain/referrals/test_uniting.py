"""Invitations of two members who are one person; and of one who is erased (T29, T33)."""

import pytest

from plushka.domain.enrolment import operations as enrolment
from plushka.domain.merging.operations import merge, part
from plushka.domain.referrals import inviting
from plushka.domain.referrals.models import Invitation
from tests.domain.referrals.cast import NOON, VERA, brought, come, found, invite, join, text
from tests.domain.sales.cast import BOHDAN, days

pytestmark = pytest.mark.django_db

DESK = "system:test"


def rows():
    return list(
        Invitation.objects.order_by("id").values_list("id", "inviter_id", "way", "withdrawn_at")
    )


def test_merge_moves_invitations_and_its_undoing_moves_them_back(anna):
    twin = join(VERA)
    made = invite(twin)
    inviting.own_link(member_id=anna, at=NOON)
    before = rows()

    done = merge(kept=anna, merged=twin, actor=DESK, at=NOON + days(1))
    united = rows()
    part(merge=done.id, actor=DESK, at=NOON + days(2))

    assert {inviter for _, inviter, _, _ in united} == {anna}
    assert rows() == before
    assert found(made.token).inviter_id == twin


def test_who_comes_by_a_merged_ones_link_is_the_kept_ones(anna):
    twin = join(VERA)
    made = invite(twin)
    merge(kept=anna, merged=twin, actor=DESK, at=NOON)

    assert brought(come(BOHDAN, token=made.token)) == anna


def test_erasure_ends_what_is_open_and_forgets_phones(anna):
    made, used = text(anna), invite(anna)
    bohdan = come(VERA, token=used.token)

    enrolment.erase(member_id=anna, actor=DESK, at=NOON)

    assert not found(made.token).is_good
    assert not Invitation.objects.filter(phone_digest__isnull=False).exists()
    assert Invitation.objects.get(id=used.id).joined_id == bohdan
