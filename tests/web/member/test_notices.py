"""Browsers of a member say yes to notices, and no again."""

import hashlib
import re
from uuid import UUID

import msgspec
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plushka.domain.messaging import addresses, connecting
from plushka.domain.tenants.context import tenant_context
from plushka.integrations.webpush import keys
from tests.web.conftest import Shop
from tests.web.member.people import Phone, join, signed_in
from tests.web.till.people import now, text_of

PRIVATE = keys.make()


def subscription(number: int = 1, host: str = "fcm.googleapis.com") -> str:
    told = {
        "endpoint": f"https://{host}/fcm/send/{number}",
        "keys": {"p256dh": keys.public(PRIVATE), "auth": keys.encoded(bytes(16))},
    }
    return msgspec.json.encode(told).decode()


@pytest.fixture
def sends(shop: Shop) -> None:
    """The company sends notices."""
    with tenant_context(shop.tenant.id):
        for row in connecting.find():
            connecting.remove(connection_id=row.id, actor="staff:1", at=now())
        connecting.add(
            way="PUSH",
            provider="webpush",
            settings={"contact": "mailto:bonus@lipa.example"},
            secrets={"private_key": PRIVATE},
            actor="staff:1",
            at=now(),
        )


def kept(shop: Shop, member: UUID) -> list[str]:
    with tenant_context(shop.tenant.id):
        found = addresses.find(member_id=member)
    return [msgspec.json.decode(one.value)["endpoint"] for one in found if one.way == "PUSH"]


@pytest.mark.usefixtures("sends")
def test_a_browser_that_said_yes_is_kept_once_and_shown(phone: Phone, shop: Shop, anna: UUID):
    for _ in range(2):
        answer = phone.post("wishes/notices-on", subscription=subscription())

    assert kept(shop, anna) == ["https://fcm.googleapis.com/fcm/send/1"]
    page = answer.content.decode()
    digest = hashlib.sha256(b"https://fcm.googleapis.com/fcm/send/1").hexdigest()
    assert f'data-known="{digest}"' in page
    assert f'data-key="{keys.public(PRIVATE)}"' in page
    assert "fcm.googleapis.com" not in page
    assert PRIVATE not in page


@pytest.mark.usefixtures("sends")
def test_a_member_turns_notices_off_where_they_like(phone: Phone, shop: Shop, anna: UUID):
    phone.post("wishes/notices-on", subscription=subscription(1))
    page = phone.post("wishes/notices-on", subscription=subscription(2)).content.decode()
    newest = re.search(r'name="browser" value="([^"]+)"', page)
    assert newest

    phone.post("wishes/notices-off", browser=newest[1])

    assert kept(shop, anna) == ["https://fcm.googleapis.com/fcm/send/1"]


@pytest.mark.usefixtures("sends")
def test_nobody_turns_off_the_notices_of_another(phone: Phone, shop: Shop, anna: UUID):
    page = phone.post("wishes/notices-on", subscription=subscription()).content.decode()
    browser = re.search(r'name="browser" value="([^"]+)"', page)
    assert browser
    stranger = signed_in(shop, join(shop))

    stranger.post("wishes/notices-off", browser=browser[1])

    assert kept(shop, anna) == ["https://fcm.googleapis.com/fcm/send/1"]


@pytest.mark.usefixtures("sends")
@pytest.mark.parametrize(
    "told", ["", "{}", subscription(host="169.254.169.254")], ids=["empty", "rubbish", "inside"]
)
def test_what_no_browser_gives_is_refused(phone: Phone, shop: Shop, anna: UUID, told: str):
    answer = phone.post("wishes/notices-on", subscription=told)

    assert answer.status_code == 422
    assert "This browser cannot be sent notices. Try another one." in text_of(answer)
    assert kept(shop, anna) == []


def test_where_the_company_sends_none_nobody_is_asked(phone: Phone, shop: Shop, anna: UUID):
    with tenant_context(shop.tenant.id):
        for row in connecting.find():
            connecting.remove(connection_id=row.id, actor="staff:1", at=now())

    assert "Notices in browsers" not in text_of(phone.get("wishes"))
    assert phone.post("wishes/notices-on", subscription=subscription()).status_code == 422
    assert kept(shop, anna) == []


@pytest.mark.usefixtures("sends")
def test_more_browsers_cost_no_more_questions_to_the_database(phone: Phone):
    counts = []
    for number in (1, 2, 3):
        phone.post("wishes/notices-on", subscription=subscription(number))
        with CaptureQueriesContext(connection) as caught:
            phone.get("wishes")
        counts.append(len(caught))

    assert counts[0] == counts[1] == counts[2] <= 25
