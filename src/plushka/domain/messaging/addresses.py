"""Chats and browsers that reach members, beside the phone and e-mail they told."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.utils.crypto import salted_hmac

from plushka.domain.messaging.models import Address
from plushka.domain.tenants.context import current_tenant

MOST_OF_A_MEMBER = 20
"""Browsers one member may be told things in; the oldest makes room."""


def digest_of(way: str, value: str) -> bytes:
    """Stand in for an address where nobody need read it; a phone is one for calls and SMS."""
    told = f"{current_tenant()}:{_kind(way)}:{value}"
    return salted_hmac("plushka.messaging.address", told, algorithm="sha256").digest()


def add(*, member_id: UUID, way: str, value: str, at: dt.datetime, label: str = "") -> None:
    """Let a member be reached by a chat or a browser; whoever had it before is so no more."""
    tenant, digest = current_tenant(), digest_of(way, value)
    Address.objects.filter(way=way, digest=digest).exclude(member_id=member_id).delete()
    made = Address(
        tenant_id=tenant,
        member_id=member_id,
        way=way,
        value=value,
        digest=digest,
        label=label[:100],
        created_at=at,
    )
    Address.objects.bulk_create([made], ignore_conflicts=True)
    newest = Address.objects.filter(member_id=member_id, way=way).order_by("-created_at", "-id")
    Address.objects.filter(id__in=list(newest.values_list("id")[MOST_OF_A_MEMBER:])).delete()


def remove(*, way: str, value: str) -> None:
    """Reach nobody by this address any more."""
    Address.objects.filter(way=way, digest=digest_of(way, value)).delete()


def remove_digests(*, digests: Collection[bytes]) -> None:
    """The same for many that are known by what stands for them."""
    if digests:
        Address.objects.filter(digest__in=list(digests)).delete()


def remove_many(*, gone: Collection[tuple[str, str]]) -> None:
    """The same for many, each a way and an address."""
    if gone:
        digests = [digest_of(way, value) for way, value in gone]
        Address.objects.filter(digest__in=digests).delete()


def member_of(*, way: str, value: str) -> UUID | None:
    """Give who is reached by an address; None where nobody is."""
    found = Address.objects.filter(way=way, digest=digest_of(way, value))
    member_id: UUID | None = found.values_list("member_id", flat=True).first()
    return member_id


def find(*, member_id: UUID) -> list[Address]:
    """Give the chats and browsers of a member, the newest first."""
    return list(Address.objects.filter(member_id=member_id).order_by("-created_at", "-id"))


def _kind(way: str) -> str:
    return "PHONE" if way in {"SMS", "VOICE"} else way
