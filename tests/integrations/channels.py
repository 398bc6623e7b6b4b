"""A channel as the worker runs it: started, listened to, closed."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import uuid4

from plushka.integrations.sending import Channel, Heard, Outgoing

SECONDS = 10.0


class Ear:
    """Hears what a channel tells; ``is_deaf`` fails to take it in."""

    def __init__(self) -> None:
        self.heard: list[Heard] = []
        self.is_deaf = False
        self._is_new = asyncio.Event()

    async def listen(self, heard: Heard) -> None:
        """Take it in, unless deaf."""
        if self.is_deaf:
            raise ConnectionError("the database is away")
        self.heard.append(heard)
        self._is_new.set()

    async def wait(self, most: int = 1) -> list[Heard]:
        """Give what was heard as soon as it is so much."""
        async with asyncio.timeout(SECONDS):
            while len(self.heard) < most:
                self._is_new.clear()
                await self._is_new.wait()
        return self.heard


@asynccontextmanager
async def started(channel: Channel) -> AsyncIterator[Ear]:
    """Run a channel."""
    ear = Ear()
    await channel.start(ear.listen)
    try:
        yield ear
    finally:
        await channel.close()


def outgoing(text: str = "Вам подарок 100 бонусов", **more: object) -> Outgoing:
    """A message to Anna."""
    said: dict[str, object] = {"id": uuid4(), "to": "+79161234567", "text": text}
    return Outgoing(**said | more)  # type: ignore[arg-type]
