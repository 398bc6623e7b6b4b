"""What a request brings, read no further than its limits."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl
from uuid import UUID

import msgspec

from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField
from plushka.web.api import clock
from plushka.web.api.refusals import NotFound, NotJson, TooLarge
from plushka.web.api.wire import Receive, Scope

MEBIBYTE = 1 << 20

_NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)
_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)
_DRAINED = 32 * MEBIBYTE
"""So much of a body that is too large is still taken in, so that its sender reads our answer."""


class HungUp(Exception):  # noqa: N818 - nobody is there to be told
    """The client went away before its request was complete."""


@dataclass(slots=True)
class Incoming:
    """One request as it reached us at ``at``; ``body`` is None when it was too large.

    ``tenant_id`` is written when the key is known, for the log.
    """

    request_id: str
    at: dt.datetime
    headers: Mapping[bytes, bytes]
    named: Mapping[str, str]
    query: bytes
    body: bytes | None
    tenant_id: int | None = None

    def header(self, name: bytes) -> bytes:
        """Give a header, empty where it is missing."""
        return self.headers.get(name, b"")

    def json(self, *, most: int, is_optional: bool) -> bytes:
        """Give the body, said to be JSON; refuses ``NotJson`` and ``TooLarge``."""
        if self.body is None:
            raise TooLarge(mebibytes=most // MEBIBYTE)
        if not self.body and is_optional:
            return b"{}"
        kind = self.header(b"content-type").partition(b";")[0].strip().lower()
        if kind != b"application/json":
            raise NotJson
        return self.body

    def parameters(self) -> bytes:
        """Give the query as a JSON object of texts; one given twice is refused."""
        try:
            pairs = parse_qsl(
                self.query.decode("ascii"),
                keep_blank_values=True,
                errors="strict",
                max_num_fields=50,
            )
        except ValueError:
            raise BadField("query", "write it as URLs are written, in UTF-8") from None
        given = dict(pairs)
        for name, _ in pairs[len(given) :]:
            raise BadField(name, "give it once")
        return msgspec.json.encode(given)

    def ids(self) -> dict[str, UUID]:
        """Give the ids in the path; what is no id names nothing."""
        try:
            return {
                name: UUID(text)
                for name, text in self.named.items()
                if name not in {"number", "code"}
            }
        except ValueError:
            raise NotFound from None

    def code(self) -> str:
        """Give the code in the path, empty where there is none; what is no code is nothing."""
        text = self.named.get("code", "")
        if text and _CODE.fullmatch(text) is None:
            raise NotFound
        return text

    def number(self) -> int:
        """Give the number in the path, zero where there is none; what is no number is nothing."""
        text = self.named.get("number", "0")
        if _NUMBER.fullmatch(text) is None:
            raise NotFound
        return int(text)


async def read(scope: Scope, receive: Receive, *, most: int) -> Incoming:
    """Take in a request whose body may have ``most`` bytes, whatever its headers claim."""
    headers: dict[bytes, bytes] = {}
    for name, value in scope["headers"]:
        headers[name] = headers[name] + b", " + value if name in headers else value
    return Incoming(
        request_id=str(new_id()),
        at=clock.now(),
        headers=headers,
        named=scope.get("path_params") or {},
        query=scope["query_string"],
        body=await _body(receive, most) if most else b"",
    )


async def _body(receive: Receive, most: int) -> bytes | None:
    message = await receive()
    body: bytes = message.get("body", b"")
    if message["type"] == "http.request" and not message.get("more_body"):
        return body if len(body) <= most else None
    parts, size = [body], len(body)
    while message.get("more_body") and size <= _DRAINED:
        message = await receive()
        part = message.get("body", b"")
        size += len(part)
        if size <= most:
            parts.append(part)
    if message["type"] == "http.disconnect":
        raise HungUp
    return b"".join(parts) if size <= most else None
