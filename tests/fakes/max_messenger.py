"""MAX on this machine: the methods we call, by its published schema; it keeps what was said.

Nobody else's client was held against it: it shows that we speak as we read the schema.
"""

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.fakes.serving import Asked, Served

TOKEN = "f9LHodD0cOL-token"


class Max(Served):
    """One bot, and the people who started it."""

    def __init__(self) -> None:
        super().__init__(self._answer)
        self.people = {"42"}
        self.stopped: set[str] = set()
        self.said: list[Asked] = []
        self.subscribed: list[Asked] = []
        #: What the next messages are refused with.
        self.refusals: list[int] = []

    def _answer(self, path: str, head: dict[str, str], asked: Asked) -> tuple[int, bytes]:
        where = urlsplit(path)
        query = {name: values[0] for name, values in parse_qs(where.query).items()}
        if where.path == "/upload.do":
            is_png = asked["data"].startswith(b"\x89PNG")
            return _json(200, photos={"a": {"token": "t"}}) if is_png else _json(400, code="bad")
        if head.get("authorization") != TOKEN:
            return _json(401, code="verify.token", message="Invalid access_token")
        if where.path == "/messages":
            return self._message(query["user_id"], asked)
        return _json(200, **self._told(where.path, asked))

    def _told(self, path: str, asked: Asked) -> dict[str, Any]:
        if path == "/me":
            return {"user_id": 1, "first_name": "Липа", "username": "lipa_bot", "is_bot": True}
        if path == "/uploads":
            return {"url": f"{self.address}/upload.do"}
        is_taken = asked["url"].startswith("https://")
        self.subscribed += [asked] if is_taken else []
        return {"success": is_taken}

    def _message(self, to: str, asked: Asked) -> tuple[int, bytes]:
        if self.refusals:
            return _json(self.refusals.pop(0), code="no", message="no")
        if to in self.stopped:
            return _json(403, code="chat.denied", message="error.dialog.suspended")
        if to not in self.people:
            return _json(404, code="chat.not.found", message="no")
        if len(asked["text"]) > 4000:
            return _json(400, code="proto.payload", message="text is too long")
        self.said.append({"to": to, **asked})
        body = {"mid": f"mid.{len(self.said)}", "seq": 1, "text": asked["text"]}
        return _json(200, message={"recipient": {"chat_type": "dialog"}, "body": body})


def _json(status: int, **told: Any) -> tuple[int, bytes]:
    return status, json.dumps(told).encode()
