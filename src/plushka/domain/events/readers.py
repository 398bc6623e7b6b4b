"""Readers of our own, each with its place in the outbox; one at a time goes on from it."""

from plushka.domain.events.models import Reader
from plushka.domain.tenants.context import current_tenant


def lock(name: str) -> str | None:
    """Give the cursor a reader goes on from; another one with its name waits for this one."""
    Reader.objects.bulk_create(
        [Reader(tenant_id=current_tenant(), name=name)], ignore_conflicts=True
    )
    found: str = Reader.objects.select_for_update().values_list("cursor", flat=True).get(name=name)
    return found or None


def move(name: str, cursor: str) -> None:
    """Remember the last event that was dealt with."""
    Reader.objects.filter(name=name).update(cursor=cursor)
