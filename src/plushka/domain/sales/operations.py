"""Quote, record, return: the public face of sales.

Each opens the tenant's transaction itself, because only the outermost one is
durable, and runs it again when the database, not the request, was at fault.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from itertools import count
from uuid import UUID

from django.db import InterfaceError, OperationalError, connection
from django.db.utils import IntegrityError

from plushka.domain.sales.asked import (
    AskedClaim,
    AskedExchange,
    AskedReturn,
    AskedSale,
    AskedUnreceipted,
    Asker,
)
from plushka.domain.sales.claiming import claim_in
from plushka.domain.sales.exchanging import exchange_in
from plushka.domain.sales.loading import SaleCall
from plushka.domain.sales.quoting import quote_in
from plushka.domain.sales.recording import record_in
from plushka.domain.sales.return_requests import approve_in
from plushka.domain.sales.returning import return_in
from plushka.domain.sales.told import ToldExchange, ToldReturn, ToldSale
from plushka.domain.sales.unreceipted import return_unreceipted_in
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.queries import get_place
from plushka.lib.db.statements import RowsLost

ATTEMPTS = 5
"""How often one request is tried before its fault is the caller's to hear."""

#: What another transaction or a lost connection can do to ours. Run again, it sees what they left.
_NOT_OUR_FAULT = (OperationalError, InterfaceError, IntegrityError, RowsLost)


def record(
    *, tenant_id: int, sales: Sequence[SaleCall], at: dt.datetime
) -> list[ToldSale | Exception]:
    """Record sales that reached us at ``at``, in the order given.

    Each gets its own answer or its own ``Refusal``. A list that meets a fault
    is rolled back and run again one by one, so neighbours never pay; a sale
    that meets one every time gets it as its answer. Safe to repeat: a receipt
    that is recorded is answered as it was (T6).
    """
    if not sales:
        return []
    try:
        if len(sales) > 1:
            return list(_in_context(tenant_id, lambda: record_in(sales, at=at)))
    except Exception as fault:  # noqa: BLE001 - whose fault it is shows one by one
        connection.close()
        if _database_is_away():
            return [fault] * len(sales)
    return [_alone(tenant_id, call, at, is_second=len(sales) > 1) for call in sales]


def quote(*, tenant_id: int, sale: AskedSale, asker: Asker, at: dt.datetime) -> ToldSale:
    """Say what ``record`` would answer now; nothing is written and nothing locked."""
    return _again(tenant_id, lambda: quote_in(sale, asker, at=at))


def return_(
    *,
    tenant_id: int,
    sale_id: UUID,
    asked: AskedReturn,
    asker: Asker,
    at: dt.datetime,
    key: str | None = None,
) -> ToldReturn:
    """Take back a sale or a part of it (T11 to T13); refuses what is not there any more."""
    return _again(
        tenant_id,
        lambda: return_in(get_place(tenant_id), sale_id, asked, asker, key=key, at=at),
    )


def return_unreceipted(
    *,
    tenant_id: int,
    asked: AskedUnreceipted,
    asker: Asker,
    at: dt.datetime,
    key: str | None = None,
) -> ToldReturn:
    """Take back goods without their receipt, which the caller has to be let approve (T41)."""
    return _again(
        tenant_id,
        lambda: return_unreceipted_in(get_place(tenant_id), asked, asker, key=key, at=at),
    )


def approve_return(
    *, tenant_id: int, request_id: UUID, asker: Asker, at: dt.datetime
) -> ToldReturn:
    """Make the return that a cashier asked for, which the caller has to be let approve (T41)."""
    return _again(tenant_id, lambda: approve_in(get_place(tenant_id), request_id, asker, at=at))


def claim(
    *,
    tenant_id: int,
    asked: AskedClaim,
    asker: Asker,
    at: dt.datetime,
    key: str | None = None,
) -> ToldSale:
    """Give a receipt that was recorded without a member to one who proves to have it (T42)."""
    return _again(tenant_id, lambda: claim_in(get_place(tenant_id), asked, asker, key=key, at=at))


def exchange(
    *,
    tenant_id: int,
    sale_id: UUID,
    asked: AskedExchange,
    asker: Asker,
    at: dt.datetime,
    key: str | None = None,
) -> ToldExchange:
    """Take back a sale or a part of it and record another one for it, both or neither (T41)."""
    return _again(
        tenant_id,
        lambda: exchange_in(get_place(tenant_id), sale_id, asked, asker, key=key, at=at),
    )


def _database_is_away() -> bool:
    """Tell whether no connection can be had: then one by one would only wait one by one."""
    try:
        connection.ensure_connection()
    except OperationalError:
        return True
    return False


def _alone(
    tenant_id: int, call: SaleCall, at: dt.datetime, *, is_second: bool
) -> ToldSale | Exception:
    attempts = count(2 if is_second else 1)
    try:
        # Whoever was too late for a budget once waits for it, and is not too late for ever.
        [answer] = _again(
            tenant_id, lambda: record_in([call], at=at, locks_budgets=next(attempts) > 1)
        )
    except Exception as fault:  # noqa: BLE001 - it is this caller's answer
        return fault
    return answer


def _again[Result](tenant_id: int, work: Callable[[], Result]) -> Result:
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return _in_context(tenant_id, work)
        except _NOT_OUR_FAULT:
            connection.close()
            if attempt == ATTEMPTS:
                raise
    raise AssertionError("unreachable")


def _in_context[Result](tenant_id: int, work: Callable[[], Result]) -> Result:
    with tenant_context(tenant_id, by_keys=True):
        return work()
