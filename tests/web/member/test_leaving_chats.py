"""Who leaves takes along how they were reached, and what was said both ways (T29)."""

from uuid import UUID

from plushka.domain.access import chats
from plushka.domain.messaging import addresses, connecting, delivering, hearing
from plushka.domain.messaging import operations as messaging
from plushka.domain.messaging.handing import Outcome
from plushka.domain.messaging.models import Attempt, Connection
from plushka.domain.tenants.context import tenant_context
from tests.web.conftest import Shop
from tests.web.member.people import now
from tests.web.member.test_leaving import searched
from tests.web.member.whole import Person, person

__all__ = ["person"]

CHAT = "770001112223"
BROWSER = "https://push.example/zvezda-nad-kolodcem"
WROTE, TOLD = "отпишите Барсиковну", "Вам 50 бонусов, Барсиковна"


def connection_of(way: str) -> UUID:
    return connecting.add(
        way=way, provider="console", settings={}, secrets={}, actor="staff:1", at=now()
    )


def test_no_chat_browser_or_word_of_theirs_stays(person: Person, shop: Shop):
    with tenant_context(shop.tenant.id):
        sms = connection_of("SMS")
        for way, value in (("TELEGRAM", CHAT), ("PUSH", BROWSER)):
            addresses.add(member_id=person.id, way=way, value=value, at=now())
        chat = chats.open_(way="TELEGRAM", value=CHAT, at=now())
        chats.come_in(chat, member_id=person.id, label="Telegram", at=now())
        hearing.keep(
            connection=Connection.objects.get(id=sms),
            heard_id="7",
            phone=person.phone,
            kind="TEXT",
            text=WROTE,
            member_id=None,
            at=now(),
        )
        said = messaging.enqueue(kind="points_accrued", text=TOLD, member_id=person.id, at=now())
        due = [one for one in delivering.claim(at=now(), most=500).going if one.id == said]
        delivering.settle(
            outcomes=[Outcome(one, "DELIVERED", provider_id="77") for one in due], at=now()
        )
        connecting.remove(connection_id=sms, actor="staff:1", at=now())
    sought = [CHAT, BROWSER, WROTE, TOLD]
    assert {text for _, _, text in searched(sought)} == set(sought)

    person.device.post("leave/now", sure="1")

    assert list(searched(sought)) == []
    with tenant_context(shop.tenant.id):
        assert Attempt.objects.get(message_id=said).state == "DELIVERED"  # it was paid for
