"""The sender takes what is due, sends it and settles it, for one company after the other."""

import asyncio
import datetime as dt
import threading
import time

from plushka.config.delivery.sender import Sender
from plushka.domain.messaging import connecting
from plushka.domain.messaging import operations as messaging
from plushka.domain.messaging.models import Attempt, Connection, Message
from plushka.domain.messaging.operations import NewMessage
from plushka.domain.tenants.models import Tenant
from tests.domain.members.cast import ANNAS_PHONE, BOHDANS_PHONE, NOON, at_work, join


def sender(*, is_console: bool = False) -> Sender:
    return Sender(clock=lambda: NOON, receive=lambda *_: None, is_console=is_console)


def say(shop: Tenant, n_messages: int = 1) -> None:
    with at_work(shop):
        people = [join(ANNAS_PHONE), join(BOHDANS_PHONE)]
        new = [
            NewMessage(kind="points_accrued", text=str(place), member_id=people[place % 2])
            for place in range(n_messages)
        ]
        messaging.enqueue_many(messages=new, at=NOON)


def states(shop: Tenant) -> list[tuple[str, str]]:
    with at_work(shop):
        return list(Message.objects.order_by("id").values_list("state", "code"))


def test_the_console_of_a_demo_takes_all_there_is_in_order(open_shop: Tenant):
    say(open_shop, n_messages=7)

    asyncio.run(sender(is_console=True).send_due(open_shop.id))

    assert states(open_shop) == [("DELIVERED", "")] * 7
    with at_work(open_shop):
        sent = Attempt.objects.order_by("started_at", "id").values_list("state", "way")
        assert list(sent) == [("DELIVERED", "SMS")] * 7


def test_without_a_channel_it_says_so_and_keeps_the_message(open_shop: Tenant):
    say(open_shop)
    asyncio.run(sender().send_due(open_shop.id))
    assert states(open_shop) == [("DEAD", "no_channel")]


def test_a_connection_that_is_set_up_wrongly_is_told_and_tried_again_later(open_shop: Tenant):
    say(open_shop)
    with at_work(open_shop):
        connecting.add(
            way="SMS",
            provider="console",
            settings={"nonsense": 1},
            secrets={},
            actor="staff:1",
            at=NOON,
        )

    asyncio.run(sender().send_due(open_shop.id))

    assert states(open_shop) == [("WAITING", "set_up:ValidationError")]
    with at_work(open_shop):
        assert Message.objects.get().due_at == NOON + dt.timedelta(minutes=1)
        assert Connection.objects.get().trouble == "set_up:ValidationError"


def test_it_keeps_looking_for_what_is_due_until_it_is_told_to_stop(open_shop: Tenant):
    stopping = threading.Event()
    running = threading.Thread(
        target=lambda: asyncio.run(
            sender(is_console=True).keep_sending(stopping=stopping, is_our_turn=lambda: True)
        )
    )
    running.start()
    try:
        say(open_shop)
        patience = time.monotonic() + 20
        while states(open_shop) != [("DELIVERED", "")] and time.monotonic() < patience:
            time.sleep(0.05)
    finally:
        stopping.set()
        running.join()
    assert states(open_shop) == [("DELIVERED", "")]
