"""How much somebody may send to the pages: no more reaches a disk than a page could take.

Django writes a body to a temporary file before anybody looks who sends it. So it is counted on
its way in. What is too much is let go by, for a browser shows no answer before it has sent all it
has; the page that says so is ``web.ui.bodies``. The API counts for itself.
"""

from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType
from typing import Any

from plushka.domain.imports.sheets.sheet import LARGEST
from plushka.web.api.wire import Receive, Scope, Send
from plushka.web.ui.bodies import MARK

MIB = 1024 * 1024
MOST = 4 * MIB
"""Bytes of a form, with a logo or a programme in it."""

MOST_AT: Mapping[str, int] = MappingProxyType({"/manage/imports": LARGEST + MIB})
"""Bytes where a form brings a file: the file, and what stands around it."""

_MOST_LET_BY = 256 * MIB
"""Who sends still more gets no friendly page."""


type Application = Callable[[Scope, Receive, Send], Awaitable[None]]


def bounded(app: Application) -> Application:
    """Give an application that is sent no larger bodies than its pages take."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        counted = _Counted(scope, receive).next if scope["type"] == "http" else receive
        await app(scope, counted, send)

    return answer


class _Counted:
    """What a request brings; ends early where it is too much, and says so in the scope."""

    def __init__(self, scope: Scope, receive: Receive) -> None:
        self._scope, self._receive = scope, receive
        self._most = MOST_AT.get(scope["path"], MOST)
        self._came = 0
        self._has_ended = False

    async def next(self) -> dict[str, Any]:
        """Give the next message; of a body that is too much, nothing but its end."""
        message = await self._count()
        while self._came > self._most and message["type"] == "http.request":
            self._scope[MARK] = True
            is_last = not message.get("more_body") or self._came > _MOST_LET_BY
            if is_last and not self._has_ended:
                self._has_ended = True
                return {"type": "http.request", "body": b"", "more_body": False}
            message = await self._count()
        return message

    async def _count(self) -> dict[str, Any]:
        message = await self._receive()
        self._came += len(message.get("body", b""))
        return message
