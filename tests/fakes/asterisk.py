"""An Asterisk's ARI as its own description has it: channels, playing, events by WebSocket.

No Asterisk can be had from Debian 12, PyPI or npm; this is written from the vendor's documented
schema (rest-api/api-docs), and proves no more than that we keep to it.
"""

import asyncio
import base64
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import WSMsgType, web

USER, PASSWORD = "lipa", "p:w"


class Ari:
    """The exchange; ``people`` says what somebody does by their number."""

    def __init__(self, people: dict[str, str]) -> None:
        self.people = people
        self.dialled: list[dict[str, str]] = []
        self.hung_up: list[str] = []
        self.played: list[bytes] = []
        self.status = 200
        self._lines: list[web.WebSocketResponse] = []
        self._ids: dict[str, str] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def n_lines(self) -> int:
        """Tell how many listen."""
        return len(self._lines)

    async def tell(self, told: dict[str, Any] | str) -> None:
        """Tell all who listen."""
        for line in self._lines:
            await line.send_str(told if isinstance(told, str) else json.dumps(told))

    async def cut(self) -> None:
        """Cut the lines of all who listen."""
        for line in [*self._lines]:
            await line.close()

    def later(self, doing: Any) -> None:
        """Do it beside the answer."""
        task = asyncio.ensure_future(doing)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def info(self, _: web.Request) -> web.Response:
        return web.json_response({"system": {"version": "20.0.0"}})

    async def events(self, request: web.Request) -> web.WebSocketResponse:
        line = web.WebSocketResponse()
        await line.prepare(request)
        self._lines.append(line)
        async for said in line:
            assert said.type is WSMsgType.TEXT
        self._lines.remove(line)
        return line

    async def originate(self, request: web.Request) -> web.Response:
        if self.status != 200:
            return web.json_response({"message": "no"}, status=self.status)
        asked = dict(request.query)
        id = asked["channelId"]
        if id in self._ids:
            return web.json_response({"message": "exists"}, status=409)
        self.dialled.append(asked)
        self._ids[id] = asked["endpoint"].partition("/")[2].partition("@")[0]
        self.later(self._ring(id))
        return web.json_response({"id": id, "state": "Down"})

    async def _ring(self, id: str) -> None:
        if self.people[self._ids[id]] == "busy":
            await self._destroy(id, 17, "User busy")
        else:
            await self.tell({"type": "StasisStart", "args": [], "channel": {"id": id}})

    async def play(self, request: web.Request) -> web.Response:
        id, media = request.match_info["id"], request.query["media"]
        sound = Path(media.removeprefix("sound:") + ".wav")
        self.played.append(await asyncio.to_thread(sound.read_bytes))
        assert self.played[-1].startswith(b"RIFF")
        self.later(self._listen(id))
        return web.json_response({"id": "1", "media_uri": media}, status=201)

    async def _listen(self, id: str) -> None:
        does = self.people[self._ids[id]]
        if does.isdigit():
            told = {"type": "ChannelDtmfReceived", "digit": does, "duration_ms": 100}
            await self.tell(told | {"channel": {"id": id}})
        else:
            playback = {"id": "1", "target_uri": f"channel:{id}", "state": "done"}
            await self.tell({"type": "PlaybackFinished", "playback": playback})

    async def hang_up(self, request: web.Request) -> web.Response:
        id = request.match_info["id"]
        self.hung_up.append(id)
        if id in self._ids:
            self.later(self._destroy(id, 16, "Normal Clearing"))
        return web.Response(status=204)

    async def _destroy(self, id: str, cause: int, text: str) -> None:
        self._ids.pop(id, None)
        told = {"type": "ChannelDestroyed", "cause": cause, "cause_txt": text}
        await self.tell(told | {"channel": {"id": id}})


@web.middleware
async def _guard(request: web.Request, handler: Any) -> web.StreamResponse:
    given = request.headers.get("Authorization", "")
    if given != f"Basic {base64.b64encode(f'{USER}:{PASSWORD}'.encode()).decode()}":
        return web.json_response({"message": "Authentication required"}, status=401)
    answer: web.StreamResponse = await handler(request)
    return answer


@asynccontextmanager
async def serving(ari: Ari) -> AsyncIterator[str]:
    """Serve it; gives the address of ARI."""
    app = web.Application(middlewares=[_guard])
    app.router.add_get("/ari/asterisk/info", ari.info)
    app.router.add_get("/ari/events", ari.events)
    app.router.add_post("/ari/channels", ari.originate)
    app.router.add_post("/ari/channels/{id}/play", ari.play)
    app.router.add_delete("/ari/channels/{id}", ari.hang_up)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        assert site._server is not None
        yield f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}/ari"  # type: ignore[attr-defined]
    finally:
        await runner.cleanup()
