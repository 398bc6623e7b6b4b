"""``python -m bench.texts``: messages a second over one SMPP line, with every report heard.

The centre is npm's ``smpp`` on this machine, in a process of its own: ``make programs`` has to
have brought it. Nothing is kept, so that the line is measured and not the database. The centre
takes its share of the cores: what is printed is a figure of both together.
"""

import argparse
import asyncio
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID, uuid4

from tests.counterparts.smsc import Smsc, centre

from bench.needing import need
from plushka.integrations.sending import Accepted, Heard, Outgoing, Report
from plushka.integrations.smpp.channel import Smpp, open_channel
from plushka.integrations.smpp.settings import Settings

TEXT = "Вам начислено: 50 бонусов. Текущий баланс: 5000 бонусов."
PATIENCE_SECONDS = 60.0


class Counter:
    """Hears reports, and knows when the last has come."""

    def __init__(self, messages: int) -> None:
        self.reported: dict[str, int] = {}
        self.others = 0
        self._messages = messages
        self.is_all = asyncio.Event()

    async def listen(self, heard: Heard) -> None:
        """Count one."""
        if not isinstance(heard, Report) or heard.state != "DELIVERED":
            self.others += 1
            return
        self.reported[heard.provider_id] = self.reported.get(heard.provider_id, 0) + 1
        if len(self.reported) == self._messages:
            self.is_all.set()


def main() -> None:
    """Measure, print, and fail where a message is missing or there twice."""
    asking = argparse.ArgumentParser(description=__doc__)
    asking.add_argument("--messages", type=int, default=20_000)
    asking.add_argument("--windows", type=int, nargs="+", default=[10, 50, 200])
    asked = asking.parse_args()
    need("smpp")
    with tempfile.TemporaryDirectory(prefix="texts-") as folder:
        for window in asked.windows:
            with centre(Path(folder), counts_only=True) as smsc:
                asyncio.run(_measure(smsc, asked.messages, window))


async def _measure(smsc: Smsc, messages: int, window: int) -> None:
    settings = Settings(
        host="127.0.0.1",
        port=smsc.port,
        system_id="bench",
        password="secret",  # noqa: S106 - the centre's
        window=window,
    )
    channel, counter = open_channel(settings), Counter(messages)
    ids = [uuid4() for _ in range(messages)]
    await channel.start(counter.listen)
    began = time.monotonic()
    answers = await _send(channel, ids, window)
    sent = time.monotonic() - began
    async with asyncio.timeout(PATIENCE_SECONDS):
        await counter.is_all.wait()
    reported = time.monotonic() - began
    await channel.close()
    times = (await asyncio.to_thread(smsc.seen))["times"]
    print(
        f"window {window:>3}: {messages} messages, {messages / sent:,.0f} a second answered, "
        f"{messages / reported:,.0f} a second with the report heard"
    )
    _hold({str(one) for one in ids} == times.keys(), "a message is missing")
    _hold(set(times.values()) == {1}, "a message was sent twice")
    _hold(set(answers) == counter.reported.keys(), "a report is missing")
    _hold(counter.others == 0, "something else was heard")


async def _send(channel: Smpp, ids: Sequence[UUID], window: int) -> list[str]:
    """Send all, so many at once as the window allows; give the centre's ids."""
    waiting = iter(ids)
    answers: list[str] = []

    async def work() -> None:
        for one in waiting:
            result = await channel.send(Outgoing(id=one, to="+79161234567", text=TEXT))
            if not isinstance(result, Accepted):
                raise SystemExit(str(result))
            answers.append(result.provider_id)

    await asyncio.gather(*(work() for _ in range(window)))
    return answers


def _hold(is_so: bool, otherwise: str) -> None:  # noqa: FBT001 - what has to hold
    if not is_so:
        raise SystemExit(otherwise)


if __name__ == "__main__":
    main()
