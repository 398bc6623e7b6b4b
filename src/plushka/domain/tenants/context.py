"""Whose data we look at."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connections, transaction

_tenant_id: ContextVar[int | None] = ContextVar("tenant_id", default=None)


class NoTenant(Exception):  # noqa: N818 - a fault said in the trade's words
    """A tenant's rows were asked for outside the tenant's context."""


def current_tenant() -> int:
    """Give the id of the tenant whose context this is, or raise ``NoTenant``."""
    tenant_id = _tenant_id.get()
    if tenant_id is None:
        raise NoTenant("open a tenant_context before asking for a tenant's rows")
    return tenant_id


@contextmanager
def tenant_context(tenant_id: int, *, using: str = "default") -> Iterator[None]:
    """Run everything inside in one transaction as this tenant.

    It is the outermost and only durable transaction: row-level security reads
    the setting made here, and Citus forgets one made inside a savepoint.
    """
    with transaction.atomic(using=using, durable=True):
        with connections[using].cursor() as cursor:
            # SET LOCAL and not set_config(): Citus forwards only the statement to its workers.
            cursor.execute(f"SET LOCAL app.tenant TO '{int(tenant_id)}'")
        token = _tenant_id.set(tenant_id)
        try:
            yield
        finally:
            _tenant_id.reset(token)
