"""What became of members' invitations, and who brings most, as the company sees it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plushka.domain.audit.models import Record
from plushka.domain.enrolment.newcomers import Newcomer
from plushka.domain.enrolment.operations import enrol
from plushka.domain.members.locator import Locator
from plushka.domain.members.models import Member
from plushka.domain.referrals import inviting
from plushka.domain.tenants.context import tenant_context
from plushka.lib.ids import new_id
from tests.web.conftest import Shop
from tests.web.manager.conftest import Person
from tests.web.till.people import join, new_phone, now, text_of


@pytest.fixture
def anna(newcomer: tuple[Person, Shop]):
    """A member of a young company."""
    _, shop = newcomer
    found = join(shop)
    with tenant_context(shop.tenant.id):
        Member.objects.filter(id=found).update(name="Анна")
    return found


def invite(shop: Shop, member):
    with tenant_context(shop.tenant.id):
        return inviting.invite(
            invitation_id=new_id(), member_id=member, way="LINK", at=now(), link=str
        )


def come(shop: Shop, token: str):
    with tenant_context(shop.tenant.id):
        who = Newcomer(identifiers=(Locator("PHONE", new_phone()),), invitation=token)
        return enrol(newcomer=who, actor="system:test", at=now(), is_trusted=True)


def test_company_without_invitations_reads_what_to_do(newcomer: tuple[Person, Shop]):
    owner, _ = newcomer

    assert "Nobody has invited anybody yet." in text_of(owner.client.get("/manage/invitations"))


def test_list_is_narrowed_by_state(newcomer: tuple[Person, Shop], anna):
    owner, shop = newcomer
    come(shop, invite(shop, anna).token)
    invite(shop, anna)

    whole = text_of(owner.client.get("/manage/invitations"))
    joined = owner.client.get("/manage/invitations", {"state": "JOINED"}).content.decode()
    none = text_of(owner.client.get("/manage/invitations", {"state": "ENDED"}))

    assert "Who brings most" in whole
    assert "Анна" in whole
    assert joined.count("manager-invitation") == 0
    assert joined.count("/withdraw") == 0
    assert "No invitation fits." in none


def test_staff_take_an_invitation_back_once_and_it_is_recorded(
    newcomer: tuple[Person, Shop], anna
):
    owner, shop = newcomer
    made = invite(shop, anna)
    path = f"/manage/invitations/{made.id}/withdraw"

    answers = [owner.client.post(path).status_code for _ in range(2)]

    assert answers == [302, 302]
    with tenant_context(shop.tenant.id):
        assert Record.objects.filter(action="member_invitation_withdrawn").exists()
    assert "taken back" in text_of(owner.client.get("/manage/invitations"))


def test_used_invitation_is_not_taken_back(newcomer: tuple[Person, Shop], anna):
    owner, shop = newcomer
    made = invite(shop, anna)
    come(shop, made.token)

    answer = owner.client.post(f"/manage/invitations/{made.id}/withdraw")

    assert answer.status_code == 409
    assert "cannot be taken back" in text_of(answer)


def test_page_asks_as_often_for_three_as_for_one(newcomer: tuple[Person, Shop], anna):
    owner, shop = newcomer

    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert owner.client.get("/manage/invitations").status_code == 200
        return len(caught)

    come(shop, invite(shop, anna).token)
    for_one = asked()
    for _ in range(2):
        come(shop, invite(shop, anna).token)

    assert asked() == for_one
    assert for_one <= 25
