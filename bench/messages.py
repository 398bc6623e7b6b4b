"""``python -m bench.messages``: messages queued, sent over SMPP and reported, all of it written.

The centre is npm's ``smpp``, in a process of its own; PostgreSQL, the sender and the centre share
the machine. It fails where a message is missing, was sent twice, or is not known as delivered.
"""

import argparse
import asyncio
import os
import threading
import time
from datetime import UTC, datetime
from uuid import UUID

import django
from django.db import connections
from tests.counterparts.smsc import Smsc, centre

from bench.needing import need
from bench.people import add_members
from bench.profile import SETTINGS
from bench.stage import Company, Stage, stage

TEXT = "Вам начислено: 50 бонусов. Текущий баланс: 5000 бонусов."
EACH = 5
"""Messages for each member, who is told them in their order."""

PATIENCE_SECONDS = 900.0
LOOK_SECONDS = 0.2


def main() -> None:
    """Queue, send, and print both figures."""
    asking = argparse.ArgumentParser(description=__doc__)
    asking.add_argument("--messages", type=int, default=20_000)
    asking.add_argument("--window", type=int, default=50)
    asked = asking.parse_args()
    need("smpp")
    with stage(SETTINGS) as scratch, centre(scratch.home, counts_only=True) as smsc:
        os.environ |= {"PLUSHKA_HOME": str(scratch.home), "DATABASE_URL": scratch.url}
        os.environ["DJANGO_SETTINGS_MODULE"] = "plushka.config.settings"
        django.setup()
        company = scratch.found("bench")
        with scratch.connect() as connection:
            add_members(connection, company, max(1, asked.messages // EACH))
        _connect(company, smsc, asked.window)
        took = _queue(company, asked.messages)
        print(f"{asked.messages} messages queued in {took:.1f} s", flush=True)
        took = _send(scratch, asked.messages)
        rate = asked.messages / took
        print(f"sent and reported in {took:.1f} s: {rate:,.0f} a second, window {asked.window}")
        times = smsc.seen()["times"]
        connections["default"].close_pool()  # type: ignore[attr-defined]
    if (len(times), set(times.values())) != (asked.messages, {1}):
        raise SystemExit("by the centre's count a message is missing, or was sent twice")


def _connect(company: Company, smsc: Smsc, window: int) -> None:
    from plushka.domain.messaging import connecting
    from plushka.domain.tenants.context import tenant_context
    from plushka.lib.db.connection import connection

    account = {"host": "127.0.0.1", "port": smsc.port, "system_id": "bench", "window": window}
    with connection(), tenant_context(company.id):
        connecting.add(
            way="SMS",
            provider="smpp",
            settings=account,
            secrets={"password": "secret"},
            actor="bench",
            at=datetime.now(UTC),
        )


def _queue(company: Company, messages: int) -> float:
    """Put them in the queue in one transaction; give how long that took."""
    from plushka.domain.members.models import Member
    from plushka.domain.messaging import operations as messaging
    from plushka.domain.tenants.context import tenant_context
    from plushka.lib.db.connection import connection

    with connection(), tenant_context(company.id):
        people: list[UUID] = list(Member.objects.values_list("id", flat=True))
        began = time.monotonic()
        new = [
            messaging.NewMessage(
                kind="points_accrued", text=TEXT, member_id=people[place % len(people)]
            )
            for place in range(messages)
        ]
        messaging.enqueue_many(messages=new, at=datetime.now(UTC))
    return time.monotonic() - began


def _send(scratch: Stage, messages: int) -> float:
    """Let the sender work until the database knows all as delivered."""
    from plushka.config.delivery.sender import Sender

    stopping = threading.Event()
    sender = Sender(clock=lambda: datetime.now(UTC), receive=lambda *_: None, is_console=False)

    def work() -> None:
        asyncio.run(sender.keep_sending(stopping=stopping, is_our_turn=lambda: True))

    running = threading.Thread(target=work)
    began = time.monotonic()
    running.start()
    try:
        while (delivered := _delivered(scratch)) < messages:
            if time.monotonic() - began > PATIENCE_SECONDS:
                raise SystemExit(f"only {delivered} of {messages} are known as delivered")
            time.sleep(LOOK_SECONDS)
        return time.monotonic() - began
    finally:
        stopping.set()
        running.join()


def _delivered(scratch: Stage) -> int:
    with scratch.connect() as connection:
        counted = "SELECT count(*) FROM messaging_message WHERE state = 'DELIVERED'"
        row = connection.execute(counted).fetchone()
    return int(row[0]) if row else 0


if __name__ == "__main__":
    main()
