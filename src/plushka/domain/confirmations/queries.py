"""Which codes are open, read under a lock for whoever will use them."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.statements import Statement, load


def codes_of_members_statement(*, member_ids: Iterable[UUID]) -> Statement:
    """Give the statement that locks and reads members' codes; ``codes_of`` reads its rows."""
    return Statement(
        name="codes_of_members",
        sql=load(__package__, "codes_of_members"),
        values={"tenant": current_tenant(), "members": list(member_ids)},
        columns=(UUID, UUID, UUID, int | None, bytes, str, int, int, dt.datetime),
    )


def codes_of_phone_statement(*, phone: str) -> Statement:
    """Give the statement that locks and reads a phone's codes; ``codes_of`` reads its rows."""
    return Statement(
        name="codes_of_phone",
        sql=load(__package__, "codes_of_phone"),
        values={"tenant": current_tenant(), "phone": phone},
    )


def own_codes_statement(*, whom: UUID, purpose: str) -> Statement:
    """Give the statement that locks and reads the code somebody asked for in their cabinet."""
    return Statement(
        name="own_codes",
        sql=load(__package__, "own_codes"),
        values={"tenant": current_tenant(), "whom": whom, "purpose": purpose},
    )
