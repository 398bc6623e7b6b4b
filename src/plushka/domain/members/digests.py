"""Keyed digests: they let a value be proved to who knows it, and read by nobody."""

from django.utils.crypto import salted_hmac

_SHOWN = 16


def of_value(salt: bytes, field: str, value: object) -> str:
    """Stand in for a personal value in the record of changes; an empty one stays empty.

    Two members with the same name get different digests. Once the salt is
    gone the digest can be tied to no value any more.
    """
    if value in {None, ""}:
        return ""
    told = f"{salt.hex()}:{field}:{value}"
    return salted_hmac("plushka.members.value", told, algorithm="sha256").hexdigest()[:_SHOWN]


def of_consent(*, tenant_id: int, identifier: str, kind: str, version: str) -> bytes:
    """Prove that the owner of a phone or card agreed to a version of a text (T29)."""
    told = f"{tenant_id}:{identifier}:{kind}:{version}"
    return salted_hmac("plushka.members.consent", told, algorithm="sha256").digest()
