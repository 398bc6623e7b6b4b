"""What VK and MAX have in common in their tests."""

import asyncio
from collections.abc import Callable, Coroutine
from io import BytesIO
from typing import Any
from uuid import UUID

import segno

from plushka.integrations.chatting import Chatting
from plushka.integrations.sending import Outgoing, Result


def run[T](channel: Chatting, do: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Do something with a channel, and close it."""

    async def whole() -> T:
        try:
            return await do()
        finally:
            await channel.close()

    return asyncio.run(whole())


def send(channel: Chatting, to: object = 42, text: str = "Привет", **more: Any) -> Result:
    """Send a message, always the same one."""
    message = Outgoing(UUID(int=7), str(to), text, **more)
    return run(channel, lambda: channel.send(message))


def png() -> bytes:
    """Draw a picture."""
    drawn = BytesIO()
    segno.make("42").save(drawn, kind="png")
    return drawn.getvalue()
