"""One loop says what is answered in messengers: its connections stay open between answers."""

import asyncio
import atexit
import threading
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import TimeoutError as TookTooLong
from typing import cast
from uuid import UUID

from plushka.domain.messaging.models import Connection
from plushka.integrations.chatting import Chatting, Saying
from plushka.integrations.sending import Accepted, Refused, Result, Unsure
from plushka.web.ui.channels import open_channel

SECONDS = 30.0
"""Longer nobody who calls us is kept waiting."""

MOST_OPEN = 100
"""Channels of a process; the one that was silent longest makes room."""


class Speaker:
    """Says things from whichever thread; the channels live in a thread of their own."""

    def __init__(self) -> None:
        self._starting = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._open: OrderedDict[UUID, tuple[int, Chatting]] = OrderedDict()

    def say(self, row: Connection, to: str, sayings: Sequence[Saying]) -> Result:
        """Say one after the other, and no more after one that did not go."""
        told = asyncio.run_coroutine_threadsafe(self._say(row, to, sayings), self._running())
        try:
            return told.result(SECONDS)
        except TookTooLong:
            told.cancel()
            return Unsure("no_answer")

    async def _say(self, row: Connection, to: str, sayings: Sequence[Saying]) -> Result:
        channel = await self._channel(row)
        result: Result = Refused("nothing")
        for saying in sayings:
            result = await channel.say(to, saying)
            if not isinstance(result, Accepted):
                break
        return result

    async def _channel(self, row: Connection) -> Chatting:
        """Give the channel of a connection as it is set up now."""
        version, channel = self._open.pop(row.id, (0, None))
        if channel is not None and version != row.version:
            await channel.close()
            channel = None
        if channel is None:
            channel = cast("Chatting", open_channel(row))
        self._open[row.id] = row.version, channel
        while len(self._open) > MOST_OPEN:
            _id, (_version, oldest) = self._open.popitem(last=False)
            await oldest.close()
        return channel

    def close(self) -> None:
        """Close what is open; the next saying opens it again."""
        with self._starting:
            loop, thread, self._loop, self._thread = self._loop, self._thread, None, None
        if loop is None or thread is None:
            return
        asyncio.run_coroutine_threadsafe(self._close(), loop).result(SECONDS)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(SECONDS)

    async def _close(self) -> None:
        opened = [channel for _version, channel in self._open.values()]
        self._open.clear()
        await asyncio.gather(*(channel.close() for channel in opened), return_exceptions=True)

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._starting:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(
                    target=_run, args=[self._loop], name="speaker", daemon=True
                )
                self._thread.start()
                atexit.register(self.close)
            return self._loop


def _run(loop: asyncio.AbstractEventLoop) -> None:
    try:
        loop.run_forever()
    finally:
        loop.close()


SPEAKER = Speaker()
"""Of this process."""
