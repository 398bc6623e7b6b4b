"""What people write to us is handed to whoever understands it."""

from uuid import UUID

import structlog

from plushka.domain.inbound import activating
from plushka.domain.inbound.answering import Came, hear
from plushka.domain.inbound.keywords import Keyword
from plushka.domain.inbound.wishes import KEYWORDS
from plushka.domain.messaging.models import Connection
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.queries import get_place
from plushka.integrations.sending import Inbound
from plushka.web.hooks import chatting
from plushka.web.ui.channels import MESSENGERS
from plushka.web.ui.clock import now

UNDERSTOOD: tuple[Keyword, ...] = (*KEYWORDS, activating.KEYWORD)
"""The wishes of phones; an idea that has one of its own puts it before the others here."""

log = structlog.get_logger("plushka.messages")


def receive(tenant_id: int, connection_id: UUID, heard: Inbound) -> None:
    """Take something that a person wrote to a company."""
    log.info("heard", tenant=tenant_id, connection=str(connection_id), kind=heard.kind)
    with tenant_context(tenant_id):
        row = Connection.objects.filter(id=connection_id, is_on=True).first()
        place = get_place(tenant_id)
        if row is not None and row.way not in MESSENGERS:
            came = Came(heard.id, heard.sender, heard.text, heard.kind)
            hear(connection=row, heard=came, at=now(), keywords=UNDERSTOOD)
    if row is not None and row.way in MESSENGERS:
        chatting.converse(place, row, heard)
