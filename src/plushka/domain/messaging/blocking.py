"""Addresses that nothing, or no advertising, is sent to: whoever said STOP is not written to."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection

from plushka.domain.members.phone import mask
from plushka.domain.messaging.addresses import digest_of
from plushka.domain.messaging.models import Block
from plushka.domain.tenants.context import current_tenant

_SHOWN = 3


def block(
    *,
    way: str,
    value: str,
    reason: str,
    is_advertising_only: bool,
    at: dt.datetime,
    actor: str = "",
) -> None:
    """Send no more to an address: nothing, or nothing but codes and notices of one's points.

    What was blocked altogether stays so.
    """
    made = Block(
        tenant_id=current_tenant(),
        way="SMS" if way == "VOICE" else way,
        digest=digest_of(way, value),
        masked=masked(way, value),
        reason=reason,
        is_advertising_only=is_advertising_only,
        at=at,
        actor=actor,
    )
    Block.objects.bulk_create([made], ignore_conflicts=True)
    if not is_advertising_only:
        Block.objects.filter(way=made.way, digest=made.digest, is_advertising_only=True).update(
            is_advertising_only=False, reason=reason, at=at, actor=actor
        )


def unblock(*, way: str, value: str) -> None:
    """Send to an address again."""
    kept = "SMS" if way == "VOICE" else way
    Block.objects.filter(way=kept, digest=digest_of(way, value)).delete()


def forgive(*, way: str, value: str, reason: str) -> None:
    """Send to an address again that was blocked for one reason: its owner says so, or is back."""
    Block.objects.filter(way=way, digest=digest_of(way, value), reason=reason).delete()


def find(
    *, addresses: Collection[tuple[str, str]]
) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Say which of these addresses nothing goes to, and which no advertising goes to."""
    of: defaultdict[bytes, list[tuple[str, str]]] = defaultdict(list)
    for way, value in addresses:
        of[digest_of(way, value)].append((way, value))
    rows = Block.objects.filter(digest__in=list(of)).values_list("digest", "is_advertising_only")
    wholly: set[tuple[str, str]] = set()
    partly: set[tuple[str, str]] = set()
    for digest, is_advertising_only in rows:
        (partly if is_advertising_only else wholly).update(of[bytes(digest)])
    return wholly, partly


def masked(way: str, value: str) -> str:
    """Show as much of an address as staff may see."""
    if way in {"SMS", "VOICE"}:
        return mask(value)
    if way == "EMAIL":
        name, _, host = value.partition("@")
        return f"{name[:1]}•••@{host}"[:50]
    return f"•••{value[-_SHOWN:]}" if way != "PUSH" else "•••"
