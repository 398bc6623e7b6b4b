"""VK on this machine: the methods we call, answered as documented; it keeps what was said.

Nobody else's client was held against it: it shows that we speak as we read the documentation.
"""

import json
from typing import Any

from tests.fakes.serving import Asked, Served

TOKEN, GROUP = "vk1.a.token", 7


class Vk(Served):
    """One community, and the people who allow it to write."""

    def __init__(self) -> None:
        super().__init__(self._answer)
        self.people = {"42"}
        self.said: list[Asked] = []
        self.called: list[tuple[str, Asked]] = []
        #: Codes the next calls are refused with.
        self.refusals: list[int] = []
        self._ids: dict[tuple[str, str], int] = {}

    def _answer(self, path: str, _head: dict[str, str], asked: Asked) -> tuple[int, bytes]:
        if path == "/upload":
            is_png = asked["photo"].startswith(b"\x89PNG")
            return 200, json.dumps({"server": 1, "photo": "[]" * is_png, "hash": "h"}).encode()
        method = path.removeprefix("/method/")
        self.called.append((method, asked))
        if self.refusals:
            return self._refused(self.refusals.pop(0))
        if asked.get("access_token") != TOKEN:
            return self._refused(5)
        told = getattr(self, "_" + method.replace(".", "_").lower())(asked)
        return self._refused(told.code) if isinstance(told, _Refusal) else _json(response=told)

    def _refused(self, code: int) -> tuple[int, bytes]:
        return _json(error={"error_code": code, "error_msg": "no"})

    def _messages_send(self, asked: Asked) -> Any:
        if asked["peer_id"] not in self.people:
            return _Refusal(901)
        key = (asked["peer_id"], asked["random_id"])
        if key not in self._ids:
            self._ids[key] = 100 + len(self._ids)
            self.said.append(asked)
        return self._ids[key]

    def _photos_getmessagesuploadserver(self, _asked: Asked) -> Any:
        return {"upload_url": f"{self.address}/upload"}

    def _photos_savemessagesphoto(self, asked: Asked) -> Any:
        if not asked["photo"]:
            return _Refusal(129)
        return [{"id": 5, "owner_id": -GROUP, "access_key": "k"}]

    def _groups_getbyid(self, _asked: Asked) -> Any:
        return {"groups": [{"id": GROUP, "name": "Липа"}], "profiles": []}

    def _groups_addcallbackserver(self, asked: Asked) -> Any:
        return {"server_id": 3} if asked["url"].startswith("https://") else _Refusal(100)

    def _groups_setcallbacksettings(self, _asked: Asked) -> Any:
        return 1


class _Refusal:
    def __init__(self, code: int) -> None:
        self.code = code


def _json(**told: Any) -> tuple[int, bytes]:
    return 200, json.dumps(told).encode()
