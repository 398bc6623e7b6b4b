"""The key of a form, made with its page: pressed twice, it does its thing once."""

from uuid import UUID, uuid5

from django.http import HttpRequest

from plushka.lib.ids import new_id

FIELD = "key"


def key_of(request: HttpRequest, *, of: str = "") -> UUID:
    """Give the key that came with the form, one for each thing (``of``) that it may do.

    A form without one was not drawn by us: it gets a new one, so that two of them are two.
    """
    try:
        key = UUID(request.POST.get(FIELD, ""))
    except ValueError:
        return new_id()
    return uuid5(key, of) if of else key
