"""A member invites friends on their own page, and sees what came of it."""

import re
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plushka.domain.enrolment.newcomers import Newcomer
from plushka.domain.enrolment.operations import enrol
from plushka.domain.members.locator import Locator
from plushka.domain.members.models import Member
from plushka.domain.messaging.models import Message
from plushka.domain.programmes import files
from plushka.domain.programmes.operations import publish
from plushka.domain.referrals.models import Invitation
from plushka.domain.tenants.context import tenant_context
from tests.domain.codes import cast
from tests.web.conftest import Shop, open_shop
from tests.web.member.people import Phone, buy, join
from tests.web.till.people import new_phone, now, text_of

KEY = re.compile(r'name="key"\s+value="([^"]+)"')
TOKEN = re.compile(r"/i/([0-9A-Z]+)")


@pytest.fixture
def shop() -> Shop:
    """A company of its own: its programme says who may invite."""
    return open_shop("Берёза")


@pytest.fixture
def anna(shop: Shop) -> UUID:
    return join(shop, points=50_000)


def promise(shop: Shop, **inviting: object) -> None:
    with tenant_context(shop.tenant.id):
        plain = files.plain(files.preset("bonusplus")) | {"inviting": inviting}
        publish(programme=files.read(plain), actor="system:test", at=now())


def send(by: Phone, **form: str):
    key = KEY.search(by.get("friends").content.decode())
    return by.post("friends/invite", key=key[1] if key else "", **form)


def come(shop: Shop, token: str, name: str = "Богдан") -> UUID:
    with tenant_context(shop.tenant.id):
        newcomer = Newcomer(
            identifiers=(Locator("PHONE", new_phone()),), name=name, invitation=token
        )
        return enrol(newcomer=newcomer, actor="system:test", at=now(), is_trusted=True)


def rows(shop: Shop) -> list[Invitation]:
    with tenant_context(shop.tenant.id):
        return list(Invitation.objects.exclude(way="OWN").order_by("id"))


def test_own_link_is_made_shown_with_its_qr_code_and_put_out_of_use(phone: Phone):
    assert "Make my link" in text_of(phone.get("friends"))

    page = phone.post("friends/link")
    old = TOKEN.search(page.content.decode())
    link = re.search(r'name="link"\s+value="([^"]+)"', page.content.decode())
    assert old
    assert link
    again = TOKEN.search(phone.post("friends/link", link=link[1]).content.decode())

    assert 'class="qr"' in page.content.decode()
    assert again
    assert again[1] != old[1]


def test_friend_who_came_is_masked_and_stands_with_what_they_brought(shop: Shop, phone: Phone):
    token = TOKEN.search(phone.post("friends/link").content.decode())
    assert token
    bohdan = come(shop, token[1])
    buy(shop, bohdan)

    page = text_of(phone.get("friends"))

    assert "Б•••" in page
    assert "Богдан" not in page
    assert "+30 points" in page


def test_what_a_friends_codes_brought_counts_with_their_purchases(shop: Shop, phone: Phone):
    referral = {
        "keys": ["phone"],
        "referrer": {"base": "bonuses_earned", "percent": "10"},
        "newcomer": {"gift": "0", "usable_at_first_purchase": True},
    }
    with tenant_context(shop.tenant.id):
        plain = files.plain(files.preset("bonusplus")) | {"referral": referral}
        publish(programme=files.read(plain), actor="system:test", at=now())
    token = TOKEN.search(phone.post("friends/link").content.decode())
    assert token
    bohdan = come(shop, token[1])
    with tenant_context(shop.tenant.id):
        _, codes = cast.active(1, points=5_000)
        cast.accepted(codes[0], member=Locator("ID", str(bohdan)), at=now())
    by_code = text_of(phone.get("friends"))
    buy(shop, bohdan)

    assert "+5 points" in by_code
    assert "+10 points" in text_of(phone.get("friends"))


def test_link_for_one_person_is_made_once_and_taken_back(shop: Shop, phone: Phone):
    key = KEY.search(phone.get("friends").content.decode())
    assert key
    phone.post("friends/invite", key=key[1], way="link")
    page = phone.post("friends/invite", key=key[1], way="link", named="yes")

    [made] = rows(shop)
    taken = phone.post(f"friends/{made.id}/withdraw")

    assert "not opened yet" in text_of(page)
    assert "taken back" in text_of(taken)


def test_sms_is_offered_and_sent_where_the_company_pays_for_it(shop: Shop, phone: Phone):
    assert 'value="sms"' not in phone.get("friends").content.decode()
    promise(shop, by_sms=True)

    page = send(phone, way="sms", phone=new_phone())

    assert "if the phone may be written to" in text_of(page)
    with tenant_context(shop.tenant.id):
        assert Message.objects.filter(kind="invitation").count() == 1


def test_answer_is_the_same_for_a_members_phone(shop: Shop, phone: Phone):
    promise(shop, by_sms=True)
    taken, free = new_phone(), new_phone()
    with tenant_context(shop.tenant.id):
        other = Newcomer(identifiers=(Locator("PHONE", taken),))
        enrol(newcomer=other, actor="system:test", at=now(), is_trusted=True)

    def shown(number: str) -> str:
        page = text_of(send(phone, way="sms", phone=number))
        return page.partition("SMS ·")[2].partition("Withdraw it")[0]

    assert shown(taken) == shown(free) != ""


def test_what_was_typed_stays_where_it_is_refused(shop: Shop, phone: Phone, anna: UUID):
    promise(shop, by_sms=True)
    with tenant_context(shop.tenant.id):
        own = Member.objects.get(id=anna).identifiers.get(kind="PHONE").value

    nonsense, mine = send(phone, way="sms", phone="12"), send(phone, way="sms", phone=own)

    assert 'value="12"' in nonsense.content.decode()
    assert "There is no such phone number" in text_of(nonsense)
    assert "This is your own phone" in text_of(mine)
    assert rows(shop) == []


def test_member_reads_what_is_missing_to_the_right_to_invite(shop: Shop, phone: Phone):
    promise(shop, right_from="600")

    page = text_of(phone.get("friends"))

    assert "gathered 600 points in all. Missing: 600 points." in page
    assert "Make my link" not in page
    assert rows(shop) == []


def test_page_is_small_and_asks_as_often_for_three_as_for_one(shop: Shop, phone: Phone):
    promise(shop, by_sms=True, a_month=50)
    token = TOKEN.search(phone.post("friends/link").content.decode())
    assert token

    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert len(phone.get("friends").content) < 50_000
        return len(caught)

    come(shop, token[1])
    for_one = asked()
    for _ in range(2):
        buy(shop, come(shop, token[1]))
        send(phone, way="link")

    assert asked() == for_one
    assert for_one <= 25
