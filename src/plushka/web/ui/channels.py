"""A company's connections, as channels that speak to providers."""

import asyncio
from dataclasses import dataclass
from typing import cast

import msgspec

from plushka.domain.messaging import connecting
from plushka.domain.messaging.models import Connection
from plushka.integrations.chatting import Chatting
from plushka.integrations.providers import UnknownProvider, provider
from plushka.integrations.sending import Channel, Trouble
from plushka.lib.sealing import Unreadable

MESSENGERS = frozenset({"TELEGRAM", "VK", "MAX"})
"""Ways by which people write back to us, at an address that we tell the provider."""

PATIENCE = 15.0
"""Seconds that somebody waits before a page while a provider is tried."""


@dataclass(frozen=True, slots=True)
class Found:
    """What came of trying a connection: the provider's name for us, or what is in the way."""

    name: str = ""
    trouble: str = ""
    #: What is left there, in kopecks, where the provider says so.
    balance: int | None = None


class NoLine(Exception):  # noqa: N818 - a fault said in the trade's words
    """The connection cannot be opened as it is set up."""


def open_channel(row: Connection) -> Channel:
    """Make the channel of a connection; nothing is connected yet. Raises ``NoLine``."""
    try:
        made = provider(row.provider)
        told = {**row.settings, **connecting.secrets_of(row)}
        return made.open(msgspec.convert(told, made.settings, strict=False))
    except (UnknownProvider, Unreadable, msgspec.ValidationError) as trouble:
        raise NoLine(type(trouble).__name__) from trouble


def listen(row: Connection, *, address: str) -> None:
    """Have the messenger call our address for this connection; raises ``Trouble``."""
    channel = cast("Chatting", open_channel(row))

    async def told() -> None:
        try:
            await channel.listen(address)
        finally:
            await channel.close()

    asyncio.run(told())


def try_out(row: Connection) -> Found:
    """Try whether messages could be sent by a connection, without sending one."""
    try:
        return asyncio.run(_tried(open_channel(row)))
    except NoLine as trouble:
        return Found(trouble=f"set_up:{trouble}")


async def _tried(channel: Channel) -> Found:
    try:
        async with asyncio.timeout(PATIENCE):
            name = await channel.check()
            return Found(name=name, balance=await channel.balance())
    except Trouble as trouble:
        return Found(trouble=str(trouble))
    except TimeoutError:
        return Found(trouble="no_answer")
    finally:
        await channel.close()
