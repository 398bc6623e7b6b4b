"""Lines by which a company is called stay open, and what comes in is written before it is kept."""

import asyncio
import datetime as dt
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest

from plushka.config.delivery import sender as sending
from plushka.config.delivery.hearing import Hearing
from plushka.config.delivery.sender import Sender
from plushka.domain.messaging import connecting
from plushka.domain.messaging import operations as messaging
from plushka.domain.messaging.models import Attempt, Connection, Message
from plushka.domain.messaging.operations import NewMessage
from plushka.domain.tenants.models import Tenant
from plushka.integrations.sending import Inbound, Report
from tests.counterparts.smsc import Smsc, running_smsc, smsc
from tests.domain.members.cast import ANNAS_PHONE, NOON, at_work, join
from tests.fakes.asterisk import PASSWORD, USER, Ari, serving

__all__ = ("running_smsc", "smsc")

type Heard = list[tuple[int, UUID, str]]


@pytest.fixture
def connection_id(open_shop: Tenant, smsc: Smsc) -> Iterator[UUID]:
    """The shop's line to the centre, which no later test finds there."""
    with at_work(open_shop):
        connection_id = connecting.add(
            way="SMS",
            provider="smpp",
            settings={"host": "127.0.0.1", "port": smsc.port, "system_id": "lipa"},
            secrets={"password": "secret"},
            actor="staff:1",
            at=NOON,
        )
    yield connection_id
    end(open_shop, connection_id)


def end(shop: Tenant, connection_id: UUID) -> None:
    with at_work(shop):
        connecting.remove(connection_id=connection_id, actor="staff:1", at=NOON)


def until(is_so: Callable[[], object]) -> None:
    patience = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < patience
        time.sleep(0.05)


@contextmanager
def at_work_beside(shop: Tenant, heard: Heard) -> Iterator[None]:
    """Let a sender serve this shop alone, whatever other tests left to be sent elsewhere."""

    def receive(tenant_id: int, connection_id: UUID, one: Inbound) -> None:
        heard.append((tenant_id, connection_id, one.text))

    stopping = threading.Event()
    sender = Sender(
        clock=lambda: NOON, receive=receive, is_console=False, serves=lambda: [shop.id]
    )
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


def test_a_company_that_sends_nothing_is_heard_until_it_ends_the_connection(
    open_shop: Tenant, connection_id: UUID, smsc: Smsc, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sending, "LISTEN_SECONDS", 0.1)
    heard: Heard = []

    with at_work_beside(open_shop, heard):
        smsc.wait(lambda seen: seen["binds"])
        smsc.deliver({"source_addr": "79161234567", "short_message": "СТОП"})
        until(lambda: heard)
        smsc.wait(lambda seen: seen["answers"] == [0])
        end(open_shop, connection_id)
        smsc.wait(lambda seen: seen["sessions"] == 0)

    assert heard == [(open_shop.id, connection_id, "СТОП")]
    assert len(smsc.seen()["binds"]) == 1


@pytest.mark.usefixtures("connection_id")
def test_a_message_is_sent_and_its_report_is_written(open_shop: Tenant, smsc: Smsc):
    with at_work(open_shop):
        new = NewMessage(kind="points_accrued", text="Вам начислено", member_id=join(ANNAS_PHONE))
        messaging.enqueue_many(messages=[new], at=NOON)

    with at_work_beside(open_shop, []):
        until(lambda: said(open_shop) == ["DELIVERED"])
        smsc.wait(lambda seen: seen["answers"] == [0])

    with at_work(open_shop):
        [attempt] = Attempt.objects.all()
        assert attempt.state == "DELIVERED"
        assert Connection.objects.get().trouble == ""
    assert [one["text"] for one in smsc.seen()["messages"]] == ["Вам начислено"]


def said(shop: Tenant) -> list[str]:
    with at_work(shop):
        return list(Message.objects.values_list("state", flat=True))


@contextmanager
def exchange() -> Iterator[tuple[Ari, str, asyncio.AbstractEventLoop]]:
    """An Asterisk in a loop of its own, as the worker is in its."""
    ari, loop = Ari({}), asyncio.new_event_loop()
    running = threading.Thread(target=loop.run_forever)
    running.start()
    served = serving(ari)
    url = asyncio.run_coroutine_threadsafe(served.__aenter__(), loop).result()
    try:
        yield ari, url, loop
    finally:
        asyncio.run_coroutine_threadsafe(served.__aexit__(None, None, None), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        running.join()
        loop.close()


def test_a_call_that_a_killed_worker_left_is_hung_up_though_nothing_is_sent(
    open_shop: Tenant, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setattr(sending, "LISTEN_SECONDS", 0.1)
    with exchange() as (ari, url, loop):
        with at_work(open_shop):
            connection_id = connecting.add(
                way="VOICE",
                provider="asterisk",
                settings={"url": url, "user": USER, "sounds": str(tmp_path)},
                secrets={"password": PASSWORD},
                actor="staff:1",
                at=NOON,
            )
        with at_work_beside(open_shop, []):
            until(lambda: ari.n_lines == 1)
            left = {"type": "StasisStart", "channel": {"id": "left-behind"}}
            asyncio.run_coroutine_threadsafe(ari.tell(left), loop).result()
            until(lambda: ari.hung_up == ["left-behind"])
            end(open_shop, connection_id)
            until(lambda: ari.n_lines == 0)


def test_what_could_not_be_written_is_not_called_kept(open_shop: Tenant, connection_id: UUID):
    def broken() -> dt.datetime:
        raise LookupError

    hearing = Hearing(clock=broken, receive=lambda *_: broken() and None)
    for heard in (Report("n1", "DELIVERED"), Inbound("1", "+79161234567", "СТОП")):
        with pytest.raises(LookupError):
            asyncio.run(hearing.hear(open_shop.id, connection_id, heard))
