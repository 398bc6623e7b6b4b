"""What people write to us is handed to whoever understands it."""

from uuid import UUID

import structlog

from plushka.integrations.sending import Inbound

log = structlog.get_logger("plushka.messages")


def receive(tenant_id: int, connection_id: UUID, heard: Inbound) -> None:
    """Take something that a person wrote to a company."""
    log.info("heard", tenant=tenant_id, connection=str(connection_id), kind=heard.kind)
