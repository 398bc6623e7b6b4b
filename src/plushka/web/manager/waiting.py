"""What waits for somebody, counted beside the lines of the navigation, in one statement."""

from collections import Counter
from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any

from django.db.models import QuerySet, Value

from plushka.domain.access.models import Dispute, Recovery
from plushka.domain.limits.models import Alert
from plushka.domain.sales.models import ReturnRequest
from plushka.domain.tenants.context import NoTenant, current_tenant, tenant_context
from plushka.domain.tenants.rights import Right

MOST = 99
"""Above it nobody counts: what waits is then «99+»."""

CONCERNED = frozenset({Right.WATCH_TILLS, Right.CHANGE_MEMBERS})

type Rows = QuerySet[Any, Any]


def count_waiting(rights: frozenset[Right], *, tenant_id: int) -> dict[str, int]:
    """Count what waits, by the navigation's key; at most one more than ``MOST`` of each table.

    In the transaction that is open, or in one of its own.
    """
    if not rights & CONCERNED:
        return {}
    with nullcontext() if _is_open() else tenant_context(tenant_id):
        first, *others = _waiting(rights)
        return Counter(first.union(*others, all=True))


def _waiting(rights: frozenset[Right]) -> Iterator[Rows]:
    if Right.WATCH_TILLS in rights:
        yield _rows("alerts", Alert.objects.filter(seen_at=None))
        yield _rows("alerts", ReturnRequest.objects.filter(state=ReturnRequest.State.WAITING))
    if Right.CHANGE_MEMBERS in rights:
        yield _rows("calls", Dispute.objects.filter(closed_at=None))
        yield _rows("calls", Recovery.objects.filter(state=Recovery.State.OPEN))


def _rows(key: str, waiting: Rows) -> Rows:
    return waiting.order_by().values_list(Value(key), flat=True)[: MOST + 1]


def _is_open() -> bool:
    try:
        current_tenant()
    except NoTenant:
        return False
    return True
