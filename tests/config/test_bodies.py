"""What is sent to the pages is bounded before anything of it is kept."""

import asyncio
from typing import Any

import pytest
from django.core.handlers.asgi import ASGIHandler

from plushka.config import bodies
from plushka.config.bodies import MIB, MOST, bounded
from plushka.web.ui.bodies import MARK

CHUNK = 64 * 1024


class Line:
    """A client that sends so many bytes in chunks, then goes away, or waits for the answer."""

    def __init__(self, size: int, *, waits: bool = False) -> None:
        self.left = size
        self.is_over = False
        self.waits = waits

    async def receive(self) -> dict[str, Any]:
        if self.is_over:
            if self.waits:
                await asyncio.Event().wait()
            return {"type": "http.disconnect"}
        part = min(CHUNK, self.left)
        self.left -= part
        self.is_over = not self.left
        return {"type": "http.request", "body": b"x" * part, "more_body": bool(self.left)}


def let_in(path: str, size: int) -> tuple[int, bool]:
    """How many bytes an application was given, and whether more were sent."""
    scope: dict[str, Any] = {"type": "http", "path": path}
    came = []

    async def app(scope: dict[str, Any], receive: Any, _send: Any) -> None:
        while (message := await receive())["type"] == "http.request":
            came.append(message)

    asyncio.run(bounded(app)(scope, Line(size).receive, None))  # type: ignore[arg-type]
    ends = [message for message in came if not message.get("more_body")]
    assert len(ends) == 1
    return sum(len(message["body"]) for message in came), MARK in scope


@pytest.mark.parametrize(
    ("path", "most"), [("/manage/programme", MOST), ("/manage/imports", 33 * MIB)]
)
def test_no_more_is_let_in_than_a_page_takes(path: str, most: int):
    assert let_in(path, 0) == (0, False)
    assert let_in(path, most) == (most, False)
    came, is_marked = let_in(path, most + 1)
    assert (came <= most, is_marked) == (True, True)


def test_who_never_ends_is_not_listened_to_for_ever(monkeypatch):
    monkeypatch.setattr(bodies, "_MOST_LET_BY", 2 * MOST)

    came, is_marked = let_in("/", 4 * MOST)

    assert (came <= MOST, is_marked) == (True, True)


def test_who_sends_too_much_is_told_so_in_their_language():
    sent: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/manage/settings",
        "query_string": b"",
        "headers": [(b"accept-language", b"ru"), (b"host", b"localhost")],
    }
    line = Line(MOST + 1, waits=True)
    asyncio.run(bounded(ASGIHandler())(scope, line.receive, send))  # type: ignore[arg-type]

    page = b"".join(message.get("body", b"") for message in sent).decode()
    assert sent[0]["status"] == 413
    assert "Отправлено слишком много" in page
    assert 'href="/manage/settings"' in page
    assert any(name == b"Content-Security-Policy" for name, _ in sent[0]["headers"])
