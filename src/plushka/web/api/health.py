"""Whether the process lives, and whether it can serve.

Who asks wants to know now. A database that is away is waited for much longer
by those who have work for it, so here the answer is "no" after a breath, and
one question is asked of it at a time, in a thread that calls do not wait for.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from litestar import asgi
from litestar.handlers import ASGIRouteHandler

from plushka.lib.db.connection import connection
from plushka.web.api.answering import Reply, json, refused
from plushka.web.api.refusals import MethodNotAllowed, Unavailable
from plushka.web.api.wire import Receive, Scope, Send

PATIENCE = 2.0
"""Seconds after which a database that has not answered counts as away."""

_METHODS = ("GET", "HEAD")


class _Question:
    """Whether the database serves us: asked once, however many want to know."""

    def __init__(self, is_ready: Callable[[], bool]) -> None:
        self._is_ready = is_ready
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="health")
        self._asked: asyncio.Future[bool] | None = None

    async def answer(self) -> bool:
        """Give what the database says, or no where it says nothing in time."""
        if self._asked is None or self._asked.done():
            loop = asyncio.get_running_loop()
            self._asked = loop.run_in_executor(self._thread, _answers, self._is_ready)
        answered, _ = await asyncio.wait({self._asked}, timeout=PATIENCE)
        return all(one.result() for one in answered) and bool(answered)


def routes(is_ready: Callable[[], bool]) -> list[ASGIRouteHandler]:
    """Give the two addresses; ``is_ready`` is asked in a thread."""
    question = _Question(is_ready)

    async def live(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001 - Litestar's names
        await _reply(scope, {"status": "live"}).send(send)

    async def ready(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001 - Litestar's names
        if not await question.answer():
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
        with connection() as lent, lent.cursor() as cursor:
            cursor.execute("SELECT 1")
        return is_ready()
    except Exception:  # noqa: BLE001 - whatever it is, we cannot serve
        return False
