"""What is said in a messenger is answered there, by the member's cabinet as a conversation."""

from typing import cast

import structlog

from plushka.domain.messaging import addresses, policy
from plushka.domain.messaging.models import Connection
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.queries import Place
from plushka.integrations.chatting import Chatting
from plushka.integrations.sending import Accepted, Inbound, Refused
from plushka.web.hooks.speaking import SPEAKER
from plushka.web.member.chats.answering import answer
from plushka.web.ui.channels import open_channel
from plushka.web.ui.clock import now

log = structlog.get_logger("plushka.messages")


def converse(place: Place, row: Connection, heard: Inbound) -> None:
    """Carry out what somebody wants, and answer; who cannot be answered asks again.

    Nobody is talked with in a messenger that the law forbids the company to talk in (41-ФЗ).
    """
    with tenant_context(place.id):
        rules, _version = policy.get_rules()
    if rules.is_restricted_sector and row.way in policy.FOREIGN and heard.kind != "STOP":
        return
    channel = cast("Chatting", open_channel(row))
    sayings = answer(place=place, way=row.way, heard=heard, vouches=channel.vouches, at=now())
    if not sayings:
        return
    result = SPEAKER.say(row, heard.sender, sayings)
    if isinstance(result, Accepted):
        return
    log.warning("not_answered", tenant=place.slug, way=row.way, code=result.code)
    if isinstance(result, Refused) and result.is_address_gone:
        with tenant_context(place.id):
            addresses.remove(way=row.way, value=heard.sender)
