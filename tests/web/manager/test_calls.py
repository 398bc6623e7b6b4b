"""What members call staff for is listed, looked into and decided once."""

import datetime as dt
import re
from uuid import UUID

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plushka.domain.access import disputing, recovering
from plushka.domain.access.sessions import Visitor
from plushka.domain.enrolment import operations as enrolment
from plushka.domain.ledger import queries as ledger
from plushka.domain.members.locator import Locator
from plushka.domain.members.operations import Changes
from plushka.domain.tenants.context import tenant_context
from tests.web.conftest import Shop
from tests.web.member.people import buy, device, join, now, profile
from tests.web.till.people import new_phone, text_of

BORN = dt.date(1990, 5, 17)


@pytest.fixture
def owner(shop: Shop) -> Client:
    """The owner of «Липа», in English."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(shop.owner)
    return client


def disputed(shop: Shop, name: str) -> UUID:
    """Let a member say that a redemption was not theirs."""
    member = join(shop, name=name, points=50_000)
    buy(shop, member, redeem=12_300)
    with tenant_context(shop.tenant.id):
        account = ledger.accounts_of(members=[member])[member]
        entries = ledger.entries(account=account, limit=10)
        entry = next(one.id for one in entries if one.kind == "REDEMPTION")
        visitor = Visitor(member, member, is_proved=True)
        disputing.dispute(visitor=visitor, entry_id=entry, at=now())
    return member


def lost(shop: Shop, name: str, phone: str) -> UUID:
    """Let a member call because the phone is lost."""
    member = join(shop, name=name)
    with tenant_context(shop.tenant.id):
        enrolment.change(
            member_id=member, changes=Changes(birth_date=BORN), actor="system:tests", at=now()
        )
    card = Locator("CARD", profile(shop, member).card or "")
    with tenant_context(shop.tenant.id):
        recovering.ask(
            card=card, birth_date=BORN, phone=Locator("PHONE", phone), address="", at=now()
        )
    return member


def decide(owner: Client, phone: str, **sent: str) -> str:
    page = owner.get("/manage/calls").content.decode()
    after = page[page.index(phone) :]
    found = re.search(r'action="(/manage/calls/phones/[^"]+)"', after)
    assert found
    return text_of(owner.post(found[1], sent, follow=True))


def test_a_disputed_redemption_is_listed_until_somebody_looked_into_it(owner: Client, shop: Shop):
    disputed(shop, "Дарина")
    page = owner.get("/manage/calls").content.decode()
    found = re.search(r'action="(/manage/calls/disputes/[^"]+)"', page[page.index("Дарина") :])
    assert found

    closed = owner.post(found[1], {"reason": "it was her son"}, follow=True)
    again = owner.post(found[1])

    assert "Дарина" not in text_of(closed)
    assert again.status_code == 422
    assert "Somebody has looked into it already." in text_of(again)


def test_a_new_phone_is_written_down_by_the_word_of_staff(owner: Client, shop: Shop):
    new = new_phone()
    member = lost(shop, "Зоряна", new)

    decide(owner, new, approve="1", reason="came by")

    assert profile(shop, member).phone == new


def test_a_phone_that_somebody_has_is_not_written_down(owner: Client, shop: Shop):
    taken = profile(shop, join(shop)).phone or ""
    member = lost(shop, "Ярина", taken)
    before = profile(shop, member).phone

    said = decide(owner, taken, approve="1")

    assert "Another member has this phone." in said
    assert profile(shop, member).phone == before


def test_who_may_not_see_phones_sees_them_masked(shop: Shop):
    new = new_phone()
    lost(shop, "Мирослава", new)
    marketer = Client(headers={"accept-language": "en"})
    marketer.force_login(shop.marketer)

    page = marketer.get("/manage/calls")

    assert new not in page.content.decode()
    assert f"{new[:5]}•••{new[-4:]}" in text_of(page)


def test_a_link_made_on_the_members_page_lets_them_in_once(owner: Client, shop: Shop):
    member = join(shop, points=7_700)

    made = owner.post(f"/manage/members/{member}/sign-in-link").content.decode()

    token = re.search(r"/sign-in/([^\"]+)\"", made)
    assert token
    phone = device(shop.tenant.slug)
    assert "77 points" in text_of(phone.post(f"sign-in/{token[1]}"))
    assert phone.post(f"sign-in/{token[1]}").status_code == 422


def test_the_list_asks_no_more_when_more_call(owner: Client, shop: Shop):
    asked = []
    owner.get("/manage/calls")
    for n_calls in (1, 2):
        for _ in range(n_calls):
            disputed(shop, "Леся")
            lost(shop, "Оксана", new_phone())
        with CaptureQueriesContext(connections["default"]) as queries:
            owner.get("/manage/calls")
        asked.append(len(queries))

    assert asked[0] == asked[1] <= 25
