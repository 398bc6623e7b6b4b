"""The tenant's transaction around one call of the domain."""

from collections.abc import Callable

from plushka.domain.tenants.context import tenant_context
from plushka.lib.refusal import Refusal


def in_tenant[Result](tenant_id: int, work: Callable[[], Result]) -> Result:
    """Run as the tenant; a refusal takes back what was written before it.

    Unless it is a remembered one: a wrong try of a code has to stay written.
    """
    with tenant_context(tenant_id):
        try:
            return work()
        except Refusal as refusal:
            if not getattr(refusal, "is_remembered", False):
                raise
            remembered = refusal
    raise remembered
