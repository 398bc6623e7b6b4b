"""Channels that are open: one for each connection of a company, opened anew when it is changed."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

import structlog

from plushka.domain.messaging.models import Connection
from plushka.integrations.console.channel import Console
from plushka.integrations.providers import provider
from plushka.integrations.sending import Channel, Heard
from plushka.web.ui.channels import NoLine, open_channel

type Hear = Callable[[int, UUID, Heard], Awaitable[None]]

log = structlog.get_logger("plushka.messages")


@dataclass(frozen=True, slots=True)
class Line:
    """An open channel, and the name it sends by."""

    channel: Channel
    sender: str
    version: int
    tenant_id: int
    stays_open: bool = False


CONSOLE = Line(Console(), sender="", version=0, tenant_id=0)


class Lines:
    """Keeps channels open between messages."""

    def __init__(self, hear: Hear) -> None:
        self._hear = hear
        self._open: dict[UUID, Line] = {}
        self._opening: defaultdict[UUID, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def get(self, tenant_id: int, row: Connection) -> Line:
        """Give the line of a connection as it is set up now. Raises ``NoLine``."""
        async with self._opening[row.id]:
            return await self._opened(tenant_id, row)

    async def keep(self, tenant_id: int, rows: Sequence[Connection]) -> None:
        """Open the lines by which a company is called, and close those it has no more."""
        for row in rows:
            try:
                await self.get(tenant_id, row)
            except NoLine as trouble:
                log.warning("line_not_opened", tenant=tenant_id, why=str(trouble))
        wanted = {row.id for row in rows}
        for connection_id, line in list(self._open.items()):
            is_mine = line.tenant_id == tenant_id and line.stays_open
            if is_mine and connection_id not in wanted:
                async with self._opening[connection_id]:
                    if self._open.pop(connection_id, None) is not None:
                        await line.channel.close()

    async def _opened(self, tenant_id: int, row: Connection) -> Line:
        line = self._open.get(row.id)
        if line is not None and line.version == row.version:
            return line
        if line is not None:
            await line.channel.close()
        channel = open_channel(row)

        async def listen(heard: Heard) -> None:
            await self._hear(tenant_id, row.id, heard)

        await channel.start(listen)
        stays_open = provider(row.provider).stays_open
        line = Line(channel, row.sender, row.version, tenant_id, stays_open)
        self._open[row.id] = line
        return line

    async def close(self) -> None:
        """Close all of them."""
        for line in self._open.values():
            try:
                await line.channel.close()
            except Exception:
                log.exception("channel_not_closed")
        self._open.clear()
