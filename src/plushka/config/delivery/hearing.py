"""What comes in over lines that stay open is written before the provider is told that we have it.

A worker that is killed between has it told again, by providers whose protocol knows of that.
"""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import structlog
from django.db.utils import InterfaceError, OperationalError

from plushka.config.delivery.desk import Clock
from plushka.domain.messaging import reporting
from plushka.domain.messaging.reporting import Told
from plushka.domain.tenants.context import tenant_context
from plushka.integrations.sending import Heard, Inbound, Report
from plushka.lib.db.connection import connection
from plushka.lib.gather import Gatherer
from plushka.web.hooks.reports import told

type Receive = Callable[[int, UUID, Inbound], None]
"""Told of what people wrote to us: company, connection, what."""

type Line = tuple[int, UUID]
"""A company, and its connection."""

MOST = 1000
"""Reports written in one transaction."""

THREADS = 2
PAUSES = (1.0, 2.0, 4.0, 8.0)
"""Seconds between tries while the database is away; then the provider has to tell it again."""

log = structlog.get_logger("plushka.messages")


class Hearing:
    """Writes what is heard: reports many at a time, those that come while others are written."""

    def __init__(self, *, clock: Clock, receive: Receive) -> None:
        self._clock = clock
        self._receive = receive
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="reports")
        self._reports = Gatherer(self._write, executor=self._threads, most=MOST)

    async def hear(self, tenant_id: int, connection_id: UUID, heard: Heard) -> None:
        """Take it in; raises where it could not be kept."""
        for pause in PAUSES:
            try:
                return await self._keep(tenant_id, connection_id, heard)
            except (OperationalError, InterfaceError):
                log.warning("database_away", tenant=tenant_id)
                await asyncio.sleep(pause)
        return await self._keep(tenant_id, connection_id, heard)

    async def finish(self) -> None:
        """Wait until all that was heard is written."""
        await self._reports.finish()

    async def _keep(self, tenant_id: int, connection_id: UUID, heard: Heard) -> None:
        if isinstance(heard, Report):
            await self._reports.ask((tenant_id, connection_id), told(heard, at=self._clock()))
        else:
            await asyncio.to_thread(self._receive, tenant_id, connection_id, heard)

    def _write(self, line: Line, reports: Sequence[Told]) -> list[Exception | None]:
        tenant_id, connection_id = line
        with connection(), tenant_context(tenant_id):
            reporting.report(connection_id=connection_id, told=reports, at=self._clock())
        return [None] * len(reports)
