"""The tenant's transaction around one call of the domain."""

from collections.abc import Callable

from plushka.domain.tenants.context import tenant_context


def in_tenant[Result](tenant_id: int, work: Callable[[], Result]) -> Result:
    """Run as the tenant; a refusal takes back what was written before it.

    Unless it is a remembered one: a wrong try of a code has to stay written.
    """
    with tenant_context(tenant_id):
        return work()
