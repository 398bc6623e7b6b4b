"""What is left at providers, asked for every hour, not only when somebody tries a connection."""

import asyncio
from collections.abc import Callable, Sequence
from uuid import UUID

import structlog

from plushka.config.delivery.desk import in_tenant
from plushka.domain.messaging import connecting
from plushka.domain.messaging.models import Connection
from plushka.integrations.providers import provider
from plushka.web.ui.channels import NoLine, open_channel

ASK_SECONDS = 3600.0
PATIENCE_SECONDS = 20.0

log = structlog.get_logger("plushka.messages")


async def keep_asking(serves: Callable[[], Sequence[int]]) -> None:
    """Ask the providers of all companies, one after the other, and again after an hour."""
    while True:
        for tenant_id in await asyncio.to_thread(serves):
            try:
                await ask(tenant_id)
            except Exception:
                log.exception("balances_not_asked", tenant=tenant_id)
        await asyncio.sleep(ASK_SECONDS)


async def ask(tenant_id: int) -> None:
    """Ask a company's providers what is left, and keep it; who does not say keeps what was."""
    for row in await in_tenant(tenant_id, _asked):
        left = await _left(row, tenant_id)
        if left is not None:
            await in_tenant(tenant_id, _note(row.id, left))


def _asked() -> list[Connection]:
    # Lines that stay open are not paid by the message to us, or are opened by who sends.
    return [
        row for row in connecting.find() if row.is_on and not provider(row.provider).stays_open
    ]


def _note(connection_id: UUID, left: int) -> Callable[[], None]:
    return lambda: connecting.note_balance(connection_id=connection_id, balance=left)


async def _left(row: Connection, tenant_id: int) -> int | None:
    try:
        channel = open_channel(row)
    except NoLine:
        return None
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await channel.balance()
    except Exception:
        log.exception("balance_not_told", tenant=tenant_id, provider=row.provider)
        return None
    finally:
        await channel.close()
