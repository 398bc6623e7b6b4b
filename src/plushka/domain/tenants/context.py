"""Whose data we look at."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction

from plushka.lib.db.connection import begin
from plushka.lib.refusal import Refusal

_tenant_id: ContextVar[int | None] = ContextVar("tenant_id", default=None)

_BY_KEYS = (
    "; SET LOCAL enable_seqscan TO off; SET LOCAL enable_hashjoin TO off"
    "; SET LOCAL enable_mergejoin TO off; SET LOCAL plan_cache_mode TO force_generic_plan"
)


class NoTenant(Exception):  # noqa: N818 - a fault said in the trade's words
    """A tenant's rows were asked for outside the tenant's context."""


def current_tenant() -> int:
    """Give the id of the tenant whose context this is, or raise ``NoTenant``."""
    tenant_id = _tenant_id.get()
    if tenant_id is None:
        raise NoTenant("open a tenant_context before asking for a tenant's rows")
    return tenant_id


@contextmanager
def tenant_context(
    tenant_id: int, *, using: str = "default", by_keys: bool = False
) -> Iterator[None]:
    """Run everything inside in one transaction as this tenant.

    It is the outermost and only durable transaction: row-level security reads
    the setting made here, and Citus forgets one made inside a savepoint. It
    commits on leaving, also by a refusal that is remembered; any other
    exception takes everything back.

    ``by_keys`` is for short work that finds every row by a key, such as a
    sale. Its statements are prepared and their plans kept; a plan made while
    the tables were nearly empty would read whole tables for ever after, and
    one made for a new tenant of a large database is a bad guess each time.
    """
    with transaction.atomic(using=using, durable=True):
        # SET LOCAL and not set_config(): Citus forwards only the statement to its workers.
        more = _BY_KEYS if by_keys else ""
        begin(f"SET LOCAL app.tenant TO '{int(tenant_id)}'{more}", using=using)
        token = _tenant_id.set(tenant_id)
        remembered = None
        try:
            yield
        except Refusal as refusal:
            if not refusal.is_remembered:
                raise
            remembered = refusal
        finally:
            _tenant_id.reset(token)
    if remembered is not None:
        raise remembered
