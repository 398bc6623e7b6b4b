"""Channels that are open: one for each connection of a company, opened anew when it is changed."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import UUID

import structlog

from plushka.domain.messaging.models import Connection
from plushka.integrations.console.channel import Console
from plushka.integrations.sending import Channel, Heard
from plushka.web.ui.channels import open_channel

type Hear = Callable[[int, UUID, Heard], Awaitable[None]]

log = structlog.get_logger("plushka.messages")


@dataclass(frozen=True, slots=True)
class Line:
    """An open channel, and the name it sends by."""

    channel: Channel
    sender: str
    version: int


CONSOLE = Line(Console(), sender="", version=0)


class Lines:
    """Keeps channels open between messages."""

    def __init__(self, hear: Hear) -> None:
        self._hear = hear
        self._open: dict[UUID, Line] = {}

    async def get(self, tenant_id: int, row: Connection) -> Line:
        """Give the line of a connection as it is set up now. Raises ``NoLine``."""
        line = self._open.get(row.id)
        if line is not None and line.version == row.version:
            return line
        if line is not None:
            await line.channel.close()
        channel = open_channel(row)

        async def listen(heard: Heard) -> None:
            await self._hear(tenant_id, row.id, heard)

        await channel.start(listen)
        line = self._open[row.id] = Line(channel, row.sender, row.version)
        return line

    async def close(self) -> None:
        """Close all of them."""
        for line in self._open.values():
            try:
                await line.channel.close()
            except Exception:
                log.exception("channel_not_closed")
        self._open.clear()
