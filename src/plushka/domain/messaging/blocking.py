"""Addresses that nothing, or no advertising, is sent to: whoever said STOP is not written to."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from plushka.domain.audit import operations as audit
from plushka.domain.audit.models import Record
from plushka.domain.members.phone import mask
from plushka.domain.messaging.addresses import digest_of
from plushka.domain.messaging.models import Block
from plushka.domain.tenants.context import current_tenant

_SHOWN = 3

_CALLS = "CALLS"
"""Stands for a phone as far as it is called; what is blocked for SMS is not called either."""


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


def block_calls(*, phone: str, actor: str, at: dt.datetime) -> None:
    """Call a phone with no offers any more; SMS go on. Pressed twice it is the same."""
    made = Block(
        tenant_id=current_tenant(),
        way="VOICE",
        digest=digest_of(_CALLS, phone),
        masked=masked("VOICE", phone),
        reason=Block.Reason.STOP,
        is_advertising_only=True,
        at=at,
        actor=actor,
    )
    Block.objects.bulk_create([made], ignore_conflicts=True)


def allow_calls(*, phone: str) -> None:
    """Call a phone with offers again: its owner agreed to them anew."""
    Block.objects.filter(way="VOICE", digest=digest_of(_CALLS, phone)).delete()


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
        if way == "VOICE":
            of[digest_of(_CALLS, value)].append((way, value))
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


def listed(*, after: UUID | None = None, limit: int) -> tuple[list[Block], UUID | None]:
    """Give blocked addresses, the newest first, and which the next page comes after."""
    rows = Block.objects.order_by("-id")
    if after is not None:
        rows = rows.filter(id__lt=after)
    found = list(rows[: limit + 1])
    return found[:limit], found[limit - 1].id if len(found) > limit else None


def block_phone(*, phone: str, is_advertising_only: bool, actor: str, at: dt.datetime) -> None:
    """Block a phone because somebody of the company wants it; recorded without the phone."""
    before = Block.objects.filter(way="SMS", digest=digest_of("SMS", phone)).first()
    if before is not None and before.is_advertising_only <= is_advertising_only:
        return
    block(
        way="SMS",
        value=phone,
        reason=Block.Reason.STAFF,
        is_advertising_only=is_advertising_only,
        at=at,
        actor=actor,
    )
    made = Block.objects.get(way="SMS", digest=digest_of("SMS", phone))
    _record(made, action="address_blocked", actor=actor, at=at)


def lift(*, block_id: UUID, actor: str, at: dt.datetime) -> bool:
    """Send to an address again, and record who wanted it; asked for twice it is the same.

    False where the company never had such a block.
    """
    row = Block.objects.select_for_update().filter(id=block_id).first()
    if row is None:
        lifted = Record.objects.filter(subject_kind="block", subject_id=block_id)
        was_lifted: bool = lifted.filter(action="address_unblocked").exists()
        return was_lifted
    Block.objects.filter(id=block_id).delete()
    _record(row, action="address_unblocked", actor=actor, at=at)
    return True


def _record(row: Block, *, action: str, actor: str, at: dt.datetime) -> None:
    audit.write(
        actor=actor,
        action=action,
        subject_kind="block",
        subject_id=row.id,
        at=at,
        before={},
        after={
            "way": row.way,
            "reason": row.reason,
            "is_advertising_only": row.is_advertising_only,
        },
    )
