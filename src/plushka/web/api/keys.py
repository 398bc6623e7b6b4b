"""Whose key a request presents, and what it may do."""

import time

from plushka.domain.tenants.queries import Bearer, bearer_of, hash_of
from plushka.web.api.refusals import Forbidden, Unauthorised

_SECONDS = 5.0
"""So long a key is taken from memory; only by those who ask again before anything is done."""

_MOST = 10_000
_known: dict[bytes, tuple[float, Bearer]] = {}


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
        _known.pop(key, None)
        raise Unauthorised
    if len(_known) >= _MOST:
        _known.clear()
    _known[key] = time.monotonic() + _SECONDS, bearer
    return bearer


def remembered(authorization: bytes) -> Bearer | None:
    """Give whose key it was a moment ago, for a path that asks the database again by itself."""
    until, bearer = _known.get(hashed(authorization), (0.0, None))
    return bearer if time.monotonic() < until else None


def forget(authorization: bytes) -> None:
    """Forget a key that turned out to be revoked."""
    _known.pop(hashed(authorization), None)


def need(bearer: Bearer, scope: str) -> None:
    """Refuse a key that lacks a scope."""
    if scope not in bearer.scopes:
        raise Forbidden(scope)
