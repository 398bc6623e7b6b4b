"""Whose key a request presents, and what it may do."""

from plushka.domain.tenants.operations import note_use
from plushka.domain.tenants.queries import Bearer, bearer_of, hash_of
from plushka.web.api.clock import now
from plushka.web.api.lately import Lately
from plushka.web.api.refusals import Forbidden, Unauthorised

known: Lately[bytes, Bearer] = Lately(seconds=5.0)
"""By hash; read only by those who ask the database again before anything is done."""


def hashed(authorization: bytes) -> bytes:
    """Hash the key of an ``Authorization`` header; anything but one bearer key is refused."""
    scheme, _, key = authorization.partition(b" ")
    if scheme.lower() != b"bearer" or not key:
        raise Unauthorised
    return hash_of(key.decode("latin-1"))


def look_up(authorization: bytes) -> Bearer:
    """Find whose key it is, now; reads the database."""
    key = hashed(authorization)
    bearer = bearer_of(key)
    if bearer is None:
        known.drop(key)
        raise Unauthorised
    note_use(key_id=bearer.key_id, noted_at=bearer.used_at, at=now())
    known.put(key, bearer)
    return bearer


def remembered(authorization: bytes) -> Bearer | None:
    """Give whose key it was a moment ago, for a path that asks the database again by itself."""
    return known.get(hashed(authorization))


def forget(authorization: bytes) -> None:
    """Forget a key that turned out to be revoked."""
    known.drop(hashed(authorization))


def need(bearer: Bearer, scope: str) -> None:
    """Refuse a key that lacks a scope."""
    if scope not in bearer.scopes:
        raise Forbidden(scope)
