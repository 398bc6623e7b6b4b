"""Slows down who guesses passwords.

Wrong tries are counted for a few minutes, for an e-mail at an address and for
an address as a whole, at whichever door they are made. The counts live in each
server process, so several processes allow a few more tries; a guesser still
gets nowhere.
"""

import hashlib

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

PAUSE_SECONDS = 300
TRIES_OF_PERSON = 8
TRIES_OF_ADDRESS = 60


def is_paused(request: HttpRequest, email: str) -> bool:
    """Tell whether there were too many wrong tries just now."""
    person, address = _keys(request, email)
    counts: dict[str, int] = cache.get_many([person, address])
    return counts.get(person, 0) >= TRIES_OF_PERSON or counts.get(address, 0) >= TRIES_OF_ADDRESS


def count_wrong_try(request: HttpRequest, email: str) -> None:
    """Remember one wrong try."""
    for key in _keys(request, email):
        cache.add(key, 0, PAUSE_SECONDS)
        cache.incr(key)


def forget(request: HttpRequest, email: str) -> None:
    """Begin anew after a right try."""
    cache.delete(_keys(request, email)[0])


def _keys(request: HttpRequest, email: str) -> tuple[str, str]:
    address = address_of(request)
    person = hashlib.sha256(email.strip().lower().encode()).hexdigest()
    return f"sign-in:{address}:{person}", f"sign-in:{address}"


def address_of(request: HttpRequest) -> str:
    """Give where the request came from; behind a proxy of ours, what the proxy saw."""
    if settings.PLUSHKA_PROXY:
        seen: str = request.META.get("HTTP_X_FORWARDED_FOR", "")
        return seen.rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
