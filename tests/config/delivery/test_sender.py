"""The sender takes what is due, sends it and settles it, for one company after the other."""

import asyncio
import datetime as dt
import threading
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from uuid import UUID

import pytest
from django.db.utils import OperationalError

from plushka.config.delivery.desk import Desk, companies_due
from plushka.config.delivery.hearing import Hearing
from plushka.config.delivery.lines import Lines
from plushka.config.delivery.sender import Sender, _Company
from plushka.domain.messaging import connecting
from plushka.domain.messaging import operations as messaging
from plushka.domain.messaging.delivering import Claimed
from plushka.domain.messaging.handing import Due, Outcome
from plushka.domain.messaging.models import Attempt, Connection, Message
from plushka.domain.messaging.operations import NewMessage
from plushka.domain.tenants.models import Tenant
from tests.domain.members.cast import (
    ANNAS_PHONE,
    BOHDANS_PHONE,
    NOON,
    at_work,
    join,
    statements_sent,
)


def sender(*shops: Tenant, is_console: bool = False) -> Sender:
    """Make a sender that serves these shops alone, whatever other tests left elsewhere."""
    return Sender(
        clock=lambda: NOON,
        receive=lambda *_: None,
        is_console=is_console,
        serves=lambda: [shop.id for shop in shops],
    )


@contextmanager
def at_work_beside(*shops: Tenant) -> Iterator[None]:
    stopping = threading.Event()
    sending = sender(*shops, is_console=True)
    running = threading.Thread(
        target=lambda: asyncio.run(
            sending.keep_sending(stopping=stopping, is_our_turn=lambda: True)
        )
    )
    running.start()
    try:
        yield
    finally:
        stopping.set()
        running.join()


def until_delivered(shop: Tenant) -> None:
    patience = time.monotonic() + 20
    while states(shop) != [("DELIVERED", "")] and time.monotonic() < patience:
        time.sleep(0.05)


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
    with at_work_beside(open_shop):
        say(open_shop)
        until_delivered(open_shop)

    assert states(open_shop) == [("DELIVERED", "")]


def test_a_fault_of_one_company_holds_up_no_other(open_shop: Tenant, open_neighbour: Tenant):
    say(open_shop)
    with at_work(open_shop):
        # No message of ours is like this one: reading it is a fault.
        Message.objects.update(by_way=["rubbish"])

    with at_work_beside(open_shop, open_neighbour):
        say(open_neighbour)
        until_delivered(open_neighbour)

    assert states(open_neighbour) == [("DELIVERED", "")]
    assert states(open_shop) == [("WAITING", "")]


def test_who_has_something_due_is_told_by_one_statement(open_shop: Tenant, open_neighbour: Tenant):
    say(open_shop)
    both = {open_shop.id, open_neighbour.id}

    with statements_sent() as sent:
        due = companies_due(NOON)

    assert set(due) & both == {open_shop.id}
    assert len(sent) == 1
    assert set(companies_due(NOON - dt.timedelta(seconds=1))) & both == set()


class Away(Desk):
    """A database that goes away while a message is under way, and comes back."""

    def __init__(self, shop: Tenant) -> None:
        super().__init__(shop.id, clock=lambda: NOON, is_console=True)
        self.n_claims, self.n_settles = 0, 0

    async def claim(
        self, *, most: int, busy: Collection[UUID | None], ahead: Sequence[Due]
    ) -> tuple[Claimed, dict[UUID, Connection]]:
        self.n_claims += 1
        if self.n_claims > 1:
            raise OperationalError
        return await super().claim(most=most, busy=busy, ahead=ahead)

    async def settle(self, outcomes: Sequence[Outcome]) -> None:
        self.n_settles += 1
        if self.n_settles == 1:
            raise OperationalError
        await super().settle(outcomes)


@pytest.mark.slow
def test_what_a_provider_said_is_written_when_the_database_is_back(open_shop: Tenant):
    say(open_shop)
    desk = Away(open_shop)

    async def work() -> None:
        lines = Lines(Hearing(clock=lambda: NOON, receive=lambda *_: None).hear)
        with pytest.raises(OperationalError):
            await _Company(desk, open_shop.id, lines, threading.Event()).work_off()

    asyncio.run(work())

    assert states(open_shop) == [("DELIVERED", "")]
    assert desk.n_settles == 2
