"""What members want to be told of, and by which way; kept for the channels to come."""

import datetime as dt
from collections.abc import Mapping
from uuid import UUID

from plushka.domain.messaging.models import Choice
from plushka.domain.tenants.context import current_tenant
from plushka.lib.refusal import BadField

KINDS: tuple[str, ...] = tuple(Choice.Kind.values)
WAYS: tuple[str, ...] = tuple(Choice.Way.values)

ANY = ""
"""By whatever way the company likes."""


def find_choices(*, member_id: UUID) -> dict[str, str]:
    """Say by which way a member wants to be told of each kind of thing."""
    found = Choice.objects.filter(member_id=member_id).values_list("kind", "way")
    return dict.fromkeys(KINDS, ANY) | dict(found)


def choose(*, member_id: UUID, ways: Mapping[str, str], at: dt.datetime) -> None:
    """Keep what a member chose; refuses a kind or a way nobody knows, by its name."""
    for kind, way in ways.items():
        if kind not in KINDS or way not in {ANY, *WAYS}:
            raise BadField(f"ways.{kind}", "there is no such choice")
    known = find_choices(member_id=member_id)
    ways = {kind: way for kind, way in ways.items() if known[kind] != way}
    Choice.objects.filter(member_id=member_id, kind__in=list(ways)).delete()
    tenant = current_tenant()
    Choice.objects.bulk_create(
        Choice(tenant_id=tenant, member_id=member_id, kind=kind, way=way, at=at)
        for kind, way in ways.items()
        if way != ANY
    )


def forget_member(*, member_id: UUID) -> None:
    """Delete a member's choices (T29)."""
    Choice.objects.filter(member_id=member_id).delete()
