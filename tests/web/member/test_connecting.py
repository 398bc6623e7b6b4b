"""A member connects the company's bot by a link of their own page, once."""

import re
from collections.abc import Iterator
from uuid import UUID

import pytest

from plushka.domain.messaging import addresses, connecting
from plushka.domain.messaging.models import Connection
from plushka.domain.tenants.context import tenant_context
from tests.web.conftest import Shop
from tests.web.member.chats.conftest import Chat
from tests.web.member.people import Phone
from tests.web.till.people import now, text_of

LINK = re.compile(r'href="https://t\.me/lipa_bot\?start=(k_[A-Za-z0-9_-]+)"')


@pytest.fixture
def bot(shop: Shop) -> Iterator[None]:
    """«Липа» has a bot that was tried, which no later test finds there."""
    with tenant_context(shop.tenant.id):
        made = connecting.add(
            way="TELEGRAM",
            provider="telegram",
            settings={},
            secrets={"token": "1:a"},
            actor="staff:1",
            at=now(),
        )
        connecting.note_health(connection_id=made, at=now(), trouble=None, known_as="@lipa_bot")
    yield
    with tenant_context(shop.tenant.id):
        connecting.remove(connection_id=made, actor="staff:1", at=now())


def chats_of(shop: Shop, member: UUID) -> list[str]:
    with tenant_context(shop.tenant.id):
        return [one.way for one in addresses.find(member_id=member)]


@pytest.mark.usefixtures("bot")
def test_the_link_makes_the_chat_the_members_own_once(phone: Phone, shop: Shop, anna: UUID):
    assert "Connect Telegram" in text_of(phone.get("wishes"))
    page = phone.post("wishes/telegram")
    [word] = LINK.findall(page.content.decode())
    assert len(word) <= 64

    annas, anothers = Chat(shop), Chat(shop)
    said = annas.writes(word, kind="START")

    assert said[0].text == "You are signed in. Here is your card."
    assert chats_of(shop, anna) == ["TELEGRAM"]
    assert "This link works no more." in anothers.says(word, kind="START")


@pytest.mark.usefixtures("bot")
def test_a_newer_link_ends_the_one_before(phone: Phone, shop: Shop):
    first, second = (
        LINK.findall(phone.post("wishes/telegram").content.decode())[0] for _ in range(2)
    )

    assert "This link works no more." in Chat(shop).says(first, kind="START")
    assert "You are signed in" in Chat(shop).writes(second, kind="START")[0].text


def test_where_there_is_no_bot_nothing_is_offered(phone: Phone, shop: Shop):
    with tenant_context(shop.tenant.id):
        Connection.objects.filter(provider="telegram").update(known_as="")

    assert "Connect Telegram" not in text_of(phone.get("wishes"))
    assert "k_" not in phone.post("wishes/telegram").content.decode()
