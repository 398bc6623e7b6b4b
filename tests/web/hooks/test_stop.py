"""Who said STOP, in whichever of the four ways, gets no advertising from any path (U27)."""

import asyncio
import datetime as dt
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.test.utils import override_settings

from plushka.config.delivery import sender as sending
from plushka.config.delivery.desk import RECHECKS
from plushka.config.delivery.results import outgoing
from plushka.domain.effects.carrying.message import KIND as OF_RULES
from plushka.domain.enrolment import operations as enrolment
from plushka.domain.members.consenting import find_consents
from plushka.domain.members.operations import Changes, NewConsent
from plushka.domain.messaging import addresses, connecting, delivering, manners
from plushka.domain.messaging import operations as queue
from plushka.domain.messaging.handing import Due
from plushka.domain.messaging.kinds.kinds import KINDS
from plushka.domain.messaging.models import Message, Nature
from plushka.domain.messaging.operations import NewMessage
from plushka.domain.messaging.policy import Rules, change_rules
from plushka.domain.messaging.saying import Saying, say
from plushka.domain.messaging.trying import TriedOnUnwilling, send_test
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.queries import place_of
from plushka.integrations.sending import Inbound
from plushka.web.hooks.receiving import receive
from plushka.web.member.chats.answering import answer
from tests.web.conftest import Shop, open_shop
from tests.web.member.people import join, profile, signed_in
from tests.web.till.people import now

CHAT = "4711"

type Stop = Callable[[Shop, UUID], None]


@pytest.fixture
def lipa(committed: None) -> Shop:
    """A company of this test's own, in which no hour is quiet."""
    cache.clear()
    shop = open_shop("Липа")
    any_hour = Rules(quiet_from="00:00", quiet_to="00:00")
    with tenant_context(shop.tenant.id):
        change_rules(rules=any_hour, version=0, actor="staff:1", at=now())
    return shop


@pytest.fixture
def anna(lipa: Shop) -> UUID:
    """Agreed to advertising everywhere; is reached by phone, e-mail and a chat."""
    member = join(lipa)
    with tenant_context(lipa.tenant.id):
        agreed = [NewConsent("ADVERTISING", "v1", one) for one in ("", "SMS", "TELEGRAM")]
        enrolment.change(
            member_id=member,
            changes=Changes(email=f"{uuid4().hex}@example.org"),
            actor="staff:1",
            at=now(),
            consents=agreed,
        )
    chat(lipa, Inbound("1", CHAT, profile(lipa, member).phone or "", kind="CONTACT"))
    with tenant_context(lipa.tenant.id):
        addresses.add(member_id=member, way="TELEGRAM", value=CHAT, at=now())
    return member


def chat(shop: Shop, heard: Inbound) -> None:
    answer(place=place_of(shop.tenant), way="TELEGRAM", heard=heard, vouches=True, at=now())


def by_sms(shop: Shop, member: UUID) -> None:
    with tenant_context(shop.tenant.id):
        line = connecting.add(
            way="SMS", provider="console", settings={}, secrets={}, actor="staff:1", at=now()
        )
    receive(shop.tenant.id, line, Inbound("1", profile(shop, member).phone or "", "СТОП"))


def by_link(shop: Shop, member: UUID) -> None:
    url = outgoing(due(member), tenant_id=shop.tenant.id, sender="").opt_out_url
    path = url.removeprefix("https://lipa.example")
    assert str(member) not in path
    assert Client().get(path).status_code == 200
    assert agrees(shop, member)
    assert Client(enforce_csrf_checks=True).post(path).status_code == 200


def by_mail_program(shop: Shop, member: UUID) -> None:
    path = outgoing(due(member), tenant_id=shop.tenant.id, sender="").opt_out_url[20:]
    pressed = Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"})
    assert (pressed.status_code, pressed.content) == (200, b"OK")


def in_the_cabinet(shop: Shop, member: UUID) -> None:
    signed_in(shop, member).post("wishes/advertising", withdraw="1")


def in_the_bot(shop: Shop, _member: UUID) -> None:
    chat(shop, Inbound("2", CHAT, "СТОП"))


def due(member: UUID) -> Due:
    return Due(
        id=uuid4(),
        attempt_id=uuid4(),
        kind="mailing",
        nature=Nature.ADVERTISING,
        connection_id=None,
        way="EMAIL",
        address="anna@example.org",
        text="Скидки",
        subject="",
        language="ru",
        valid_until=None,
        n_tries=0,
        ways_tried=(),
        member_id=member,
    )


def agrees(shop: Shop, member: UUID) -> bool:
    with tenant_context(shop.tenant.id):
        told = find_consents(member_id=member)
    return any(not one.is_withdrawn for one in told if one.consent.kind == "ADVERTISING")


def advertise(member: UUID) -> set[UUID]:
    """Let all senders say all they can say as advertising; give the messages."""
    made = {
        kind: NewMessage(kind=kind, text=kind, member_id=member, nature=Nature.ADVERTISING)
        for kind, known in KINDS.items()
        if known.to == "MEMBER" and kind not in RECHECKS
    }
    queue.enqueue_many(messages=list(made.values()), at=now())
    manners.say(
        kind="birthday", is_on=True, is_advertising=True, edition=0, actor="staff:1", at=now()
    )
    said = say(
        sayings=[
            Saying("mailing", member_id=member, text="Скидки"),
            Saying(OF_RULES, member_id=member, text="Скидки"),
            Saying("birthday", {"points": 100, "date": dt.date(2026, 1, 1)}, member_id=member),
        ],
        at=now(),
    )
    return {one.id for one in made.values()} | set(said)


def send(shop: Shop) -> None:
    running = sending.Sender(clock=now, receive=lambda *_: None, is_console=True)
    asyncio.run(running.send_due(shop.tenant.id))


def fates(shop: Shop, ids: set[UUID]) -> set[tuple[str, str]]:
    with tenant_context(shop.tenant.id):
        return set(Message.objects.filter(id__in=ids).values_list("state", "code"))


@pytest.mark.parametrize(
    "stop",
    [by_sms, by_link, by_mail_program, in_the_cabinet, in_the_bot],
    ids=lambda it: it.__name__,
)
@override_settings(ALLOWED_HOSTS=["lipa.example", "testserver"], PLUSHKA_PROXY=True)
def test_who_said_stop_gets_no_advertising_from_any_path(lipa: Shop, anna: UUID, stop: Stop):
    with tenant_context(lipa.tenant.id):
        before = queue.enqueue(
            kind="mailing", text="До", at=now(), member_id=anna, nature=Nature.ADVERTISING
        )
    send(lipa)
    assert fates(lipa, {before}) == {("DELIVERED", "")}
    with tenant_context(lipa.tenant.id):
        waiting = advertise(anna)

    phone = profile(lipa, anna).phone or ""
    stop(lipa, anna)

    assert not agrees(lipa, anna)
    with tenant_context(lipa.tenant.id):
        late = advertise(anna)
        news = queue.enqueue(kind="accrued", text="Начислено", at=now(), member_id=anna)
    with tenant_context(lipa.tenant.id), pytest.raises(TriedOnUnwilling):
        send_test(text="Скидки", phone=phone, at=now())
    send(lipa)
    assert fates(lipa, waiting | late) == {("SKIPPED", "no_consent")}
    assert fates(lipa, {news}) == {("DELIVERED", "")}
    with tenant_context(lipa.tenant.id):
        assert queue.send_again(message_ids=waiting | late, at=now()) == 0
        assert delivering.claim(at=now(), most=100, is_console=True).going == []


def test_a_link_that_was_made_up_leads_nowhere(committed: None):
    for token in ("x", "AAAA.BBBB", "." * 70):
        assert Client().get(f"/u/{token}").status_code == 404
        assert Client().post(f"/u/{token}").status_code == 404
