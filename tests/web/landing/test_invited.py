"""U23: who is invited comes by the link, and where it takes one nobody else does."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from plushka.domain.members.models import Member
from plushka.domain.programmes import files
from plushka.domain.programmes.operations import publish
from plushka.domain.referrals import inviting
from plushka.domain.referrals.models import Invitation
from plushka.domain.tenants.context import tenant_context
from plushka.lib.ids import new_id
from tests.web.conftest import Shop, open_shop
from tests.web.landing.test_join import Stranger, members_of
from tests.web.till.people import join, now, text_of


@pytest.fixture(autouse=True)
def _database(committed: None) -> Iterator[None]:
    cache.clear()
    return iter([None])


@pytest.fixture
def shop() -> Shop:
    """A company of its own, whose programme says who may join."""
    return open_shop("Берёза")


def close(shop: Shop, **terms: object) -> None:
    with tenant_context(shop.tenant.id):
        plain = files.plain(files.preset("bonusplus")) | {
            "inviting": {"joining": "invited", **terms}
        }
        publish(programme=files.read(plain), actor="system:test", at=now())


def invite(shop: Shop, member, **more) -> inviting.Made:
    with tenant_context(shop.tenant.id):
        return inviting.invite(
            invitation_id=new_id(), member_id=member, way="LINK", at=now(), link=str, **more
        )


class Invited(Stranger):
    """Somebody who was sent a link."""

    def __init__(self, shop: Shop, token: str) -> None:
        super().__init__(shop)
        self.address = f"/i/{token}"


def test_invited_reads_who_invites_and_what_they_get_and_joins(shop: Shop):
    anna = join(shop)
    with tenant_context(shop.tenant.id):
        Member.objects.filter(id=anna).update(name="Анна")
    close(shop)
    guest = Invited(shop, invite(shop, anna, is_named=True).token)

    page = text_of(guest.open())
    guest.send()
    guest.send(code=guest.code())

    assert "Анна invites you." in page
    assert "You get for joining: 100 points." in page
    [member] = members_of(shop, guest.form["phone"])
    assert member.referrer_id == anna
    with tenant_context(shop.tenant.id):
        row = Invitation.objects.get(joined=member)
    assert row.opened_at is not None


def test_inviters_name_is_not_told_where_they_do_not_let_it(shop: Shop):
    anna = join(shop)
    with tenant_context(shop.tenant.id):
        Member.objects.filter(id=anna).update(name="Анна")

    page = text_of(Invited(shop, invite(shop, anna).token).open())

    assert "Анна" not in page
    assert "A member invites you." in page


def test_uninvited_stranger_is_told_so_after_the_code_and_keeps_what_was_typed(shop: Shop):
    join(shop)
    close(shop)
    stranger = Stranger(shop)
    opened = text_of(stranger.open())
    stranger.send()

    answer = stranger.send(code=stranger.code())

    assert "Here one joins by invitation." in opened
    assert answer.status_code == 422
    assert "by a member’s invitation only" in text_of(answer)
    assert f'value="{stranger.form["phone"]}"' in answer.content.decode()
    assert members_of(shop, stranger.form["phone"]) == []


def test_used_invitation_says_so_and_where_anybody_joins_stands_in_nobodys_way(shop: Shop):
    anna = join(shop)
    made = invite(shop, anna)
    with tenant_context(shop.tenant.id):
        inviting.withdraw(invitation_id=made.id, member_id=anna, at=now())
    guest = Invited(shop, made.token)

    page = text_of(guest.open())
    guest.send()
    guest.send(code=guest.code())

    assert "You can join without it." in page
    [member] = members_of(shop, guest.form["phone"])
    assert member.referrer_id is None


@pytest.mark.parametrize(
    "token",
    ["x", "0" * 13, "Я" * 13, "Z" * 25],
    ids=["short", "nobody", "cyrillic", "long"],
)
def test_link_of_no_company_is_not_there(shop: Shop, token: str):
    assert Client().get(f"/i/{token}").status_code == 404


def test_looking_without_a_browser_opens_nothing(shop: Shop):
    made = invite(shop, join(shop))

    Client().head(f"/i/{made.token}")

    with tenant_context(shop.tenant.id):
        assert Invitation.objects.get(id=made.id).opened_at is None
