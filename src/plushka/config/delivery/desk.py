"""The sender's dealings with the database, each a short transaction of one company in a thread."""

import asyncio
import datetime as dt
from collections.abc import Callable, Collection, Sequence
from uuid import UUID

from django.db import connection as database

from plushka.domain.messaging import connecting, delivering, recovering, reporting
from plushka.domain.messaging.delivering import Claimed
from plushka.domain.messaging.handing import Due, Outcome
from plushka.domain.messaging.models import Connection
from plushka.domain.notices import expiring
from plushka.domain.referrals import rechecking as invitations
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Tenant
from plushka.integrations.providers import PROVIDERS
from plushka.lib.db.connection import connection

RECHECKS = {expiring.KIND: expiring.recheck, "invitation": invitations.recheck}
"""Kinds of news that are looked at again when they leave."""

type Clock = Callable[[], dt.datetime]


async def in_tenant[Answer](tenant_id: int, ask: Callable[[], Answer]) -> Answer:
    """Ask the database something in a company's transaction, without holding up the others."""

    def asked() -> Answer:
        with connection(), tenant_context(tenant_id):
            return ask()

    return await asyncio.to_thread(asked)


def tenants() -> list[int]:
    """Give the ids of all companies."""
    with connection():
        return list(Tenant.objects.order_by("id").values_list("id", flat=True))


def companies_due(at: dt.datetime) -> list[int]:
    """Give the ids of the companies that have a message to send now, in one statement.

    The database looks at each of them as that company, so row-level security holds; who has none
    is asked nothing more.
    """
    with connection(), database.cursor() as cursor:
        cursor.execute("SELECT plushka_companies_with_messages_due(%s)", [at])
        return [int(row[0]) for row in cursor.fetchall()]


class Desk:
    """What one company's messages need of the database."""

    def __init__(self, tenant_id: int, *, clock: Clock, is_console: bool) -> None:
        self._tenant_id = tenant_id
        self._clock = clock
        self._is_console = is_console
        #: Whether what another sender left was taken up.
        self.is_clear = False

    async def claim(
        self, *, most: int, busy: Collection[UUID | None], ahead: Sequence[Due]
    ) -> tuple[Claimed, dict[UUID, Connection]]:
        """Take messages that are due, beside those ``ahead``, with the connections they go by."""

        def ask() -> tuple[Claimed, dict[UUID, Connection]]:
            claimed = delivering.claim(
                at=self._clock(),
                most=most,
                busy=busy,
                is_console=self._is_console,
                ahead=ahead,
                rechecks=RECHECKS,
            )
            used = {one.connection_id for one in claimed.going if one.connection_id}
            return claimed, {row.id: row for row in connecting.find() if row.id in used}

        return await in_tenant(self._tenant_id, ask)

    async def begin(self, going: Sequence[Due]) -> None:
        """Write that messages are about to be handed over."""
        await in_tenant(self._tenant_id, lambda: delivering.begin(going, at=self._clock()))

    async def settle(self, outcomes: Sequence[Outcome]) -> None:
        """Write what became of messages, and how the connections are."""

        def ask() -> None:
            at = self._clock()
            names = _named(outcomes)
            reporting.hold(connection_ids=names)
            delivering.settle(outcomes=outcomes, at=at)
            # A provider's report may be faster than its answer.
            reporting.take_up_of(names=names, at=at)
            last = {one.due.connection_id: one for one in outcomes if one.due.connection_id}
            for connection_id, one in last.items():
                if connection_id is not None:
                    is_well = one.state in {"ACCEPTED", "DELIVERED"} or one.is_final
                    trouble = None if is_well else one.code
                    connecting.note_health(connection_id=connection_id, at=at, trouble=trouble)

        await in_tenant(self._tenant_id, ask)

    async def listening(self) -> list[Connection]:
        """Give the connections by which the company is called over lines that we keep open."""
        staying = {one.code for one in PROVIDERS if one.stays_open}
        return await in_tenant(
            self._tenant_id,
            lambda: [row for row in connecting.find() if row.is_on and row.provider in staying],
        )

    async def recover(self) -> int:
        """Take up what another sender left."""
        safe = {one.code for one in PROVIDERS if one.knows_ids}
        return await in_tenant(
            self._tenant_id, lambda: recovering.recover(at=self._clock(), safe=safe)
        )


def _named(outcomes: Sequence[Outcome]) -> dict[UUID, list[str]]:
    """Give the names that providers gave to messages, by connection."""
    names: dict[UUID, list[str]] = {}
    for one in outcomes:
        if one.provider_id and one.due.connection_id is not None:
            names.setdefault(one.due.connection_id, []).append(one.provider_id)
    return names
