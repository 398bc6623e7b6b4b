"""A code under the cap by a real SMS: in through a message centre, and out the answer."""

import asyncio
import datetime as dt
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import pytest

from plushka.config.delivery import sender as sending
from plushka.config.delivery.sender import Sender
from plushka.domain.codes.models import Activation
from plushka.domain.codes.spelling import shown
from plushka.domain.members.locator import Locator
from plushka.domain.members.queries import locate
from plushka.domain.messaging import connecting
from plushka.domain.tenants.models import Tenant
from plushka.web.hooks.receiving import receive
from tests.counterparts.smsc import Smsc, running_smsc, smsc
from tests.domain.codes import cast
from tests.domain.members.cast import at_work
from tests.domain.sales.cast import promise

__all__ = ("running_smsc", "smsc")

ACCEPTED = "Код принят: 50 бонусов. Текущий баланс: 50 бонусов."
VERA, BORIS = "79161230001", "79161230002"


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@pytest.fixture
def codes(open_shop: Tenant) -> list[str]:
    """Codes of a shop with a programme, of 50 points each."""
    with at_work(open_shop):
        promise()
        return cast.active(2)[1]


@pytest.fixture
def line(open_shop: Tenant, smsc: Smsc, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The shop's own line to the centre, held open by a worker."""
    monkeypatch.setattr(sending, "LISTEN_SECONDS", 0.1)
    with at_work(open_shop):
        connection_id = connecting.add(
            way="SMS",
            provider="smpp",
            settings={"host": "127.0.0.1", "port": smsc.port, "system_id": "lipa"},
            secrets={"password": "secret"},
            actor="staff:1",
            at=now(),
        )
    with worker(open_shop):
        smsc.wait(lambda seen: seen["binds"])
        yield
        with at_work(open_shop):
            connecting.remove(connection_id=connection_id, actor="staff:1", at=now())


@contextmanager
def worker(shop: Tenant) -> Iterator[None]:
    stopping = threading.Event()
    sender = Sender(clock=now, receive=receive, is_console=False, serves=lambda: [shop.id])
    running = threading.Thread(
        target=lambda: asyncio.run(
            sender.keep_sending(stopping=stopping, is_our_turn=lambda: True)
        )
    )
    running.start()
    try:
        yield
    finally:
        stopping.set()
        running.join()


def write(smsc: Smsc, phone: str, text: str) -> dict[str, str]:
    """Send an SMS to the shop; give what the phone gets back."""
    before = len(smsc.seen()["messages"])
    smsc.deliver({"source_addr": phone, "short_message": text})
    told: dict[str, str] = smsc.wait(lambda seen: len(seen["messages"]) > before)["messages"][-1]
    return told


def member_of(phone: str) -> UUID | None:
    found = locate(locators=[Locator("PHONE", f"+{phone}")], at=now())
    return next(iter(found.values()), None)


@pytest.mark.usefixtures("line")
def test_sms_that_the_centre_hands_over_twice_is_one_activation(
    open_shop: Tenant, codes: list[str], smsc: Smsc
):
    before = len(smsc.seen()["messages"])
    smsc.deliver(*[{"source_addr": VERA, "short_message": codes[0]}] * 2)
    smsc.wait(lambda seen: len(seen["messages"]) > before)
    smsc.deliver({"source_addr": VERA, "short_message": codes[1]})
    both = "Код принят: 50 бонусов. Текущий баланс: 100 бонусов."
    seen = smsc.wait(lambda seen: seen["messages"][-1]["text"] == both)

    # The same words in the same minute are one text; in two minutes they are answered twice.
    assert {one["text"] for one in seen["messages"][before:]} == {ACCEPTED, both}
    with at_work(open_shop):
        assert Activation.objects.count() == 2


@pytest.mark.usefixtures("line")
def test_code_by_sms_makes_a_member_and_is_answered_by_sms(
    open_shop: Tenant, codes: list[str], smsc: Smsc
):
    told = write(smsc, VERA, f"kod: {shown(codes[0]).lower()}!")
    used = write(smsc, BORIS, codes[0])
    typo = write(smsc, VERA, codes[1][:-1])
    good = write(smsc, VERA, codes[1])

    assert (told["to"], told["text"]) == (VERA, ACCEPTED)
    assert (used["to"], used["text"]) == (BORIS, "Этот код уже использован.")
    assert typo["text"] == "В коде опечатка. Сверьте с крышкой и отправьте ещё раз."
    assert good["text"] == "Код принят: 50 бонусов. Текущий баланс: 100 бонусов."
    with at_work(open_shop):
        vera = member_of(VERA)
        assert vera is not None
        assert member_of(BORIS) is None
        rows = Activation.objects.order_by("id").values_list("member_id", "source", "points")
        assert list(rows) == [(vera, "SMS", 5000)] * 2
