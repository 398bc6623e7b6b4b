"""Whether the process lives, and whether it can serve."""

from collections.abc import Callable
from functools import partial

from django.db import connection
from litestar import asgi
from litestar.handlers import ASGIRouteHandler

from plushka.web.api.answering import Reply, json, refused
from plushka.web.api.refusals import MethodNotAllowed, Unavailable
from plushka.web.api.threads import in_thread
from plushka.web.api.wire import Receive, Scope, Send

_METHODS = ("GET", "HEAD")


def routes(is_ready: Callable[[], bool]) -> list[ASGIRouteHandler]:
    """Give the two addresses; ``is_ready`` is asked in a thread with a connection."""

    async def live(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001 - Litestar's names
        await _reply(scope, {"status": "live"}).send(send)

    async def ready(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001 - Litestar's names
        if not await in_thread(partial(_answers, is_ready)):
            await refused(Unavailable(), scope).send(send)
            return
        await _reply(scope, {"status": "ready"}).send(send)

    return [
        asgi("/health/live", copy_scope=False)(live),
        asgi("/health/ready", copy_scope=False)(ready),
    ]


def _reply(scope: Scope, told: dict[str, str]) -> Reply:
    if scope["method"] not in _METHODS:
        return refused(MethodNotAllowed(_METHODS), scope)
    return json(told)


def _answers(is_ready: Callable[[], bool]) -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return is_ready()
    except Exception:  # noqa: BLE001 - whatever it is, we cannot serve
        return False
