"""Calls to providers over HTTP, and what their failures mean for a message.

What certainly did not reach the provider, or was turned down by it, is *refused*; what was handed
over and not answered in words we understand is *unsure*.
"""

import asyncio
import hmac
import logging
import ssl
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import parse_qsl

import httpx
import msgspec

from plushka.integrations import dialling
from plushka.integrations.sending import Call, Forged, Refused, Unsure

CONNECT_SECONDS, WHOLE_SECONDS = 5.0, 20.0
LONGEST_ANSWER = 1_000_000
TOO_MANY, UNAVAILABLE, SERVER_FAULT = 429, 503, 500
DEFAULT_PAUSE, LONGEST_PAUSE = 5.0, 3600.0

# At its usual level the library writes addresses to the log, with secrets, phones and texts.
for name in ("httpx", "httpcore"):
    logging.getLogger(name).setLevel(logging.WARNING)


class Rubbish(ValueError):  # noqa: N818 - a fault said in the trade's words
    """A call that carries our secret and cannot be read all the same."""


class Said(msgspec.Struct, frozen=True):
    """What a provider answered."""

    status: int
    body: bytes

    def json[T](self, meant: type[T]) -> T | None:
        """Read it as that; nothing for rubbish."""
        try:
            return msgspec.json.decode(self.body, type=meant, strict=False)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return None


class Asker:
    """Asks one provider, by few connections that stay open."""

    def __init__(
        self,
        *,
        at_once: int,
        headers: Mapping[str, str] | None = None,
        account: tuple[str, str] | None = None,
        whole_seconds: float = WHOLE_SECONDS,
    ) -> None:
        self._at_once = at_once
        self._headers = dict(headers or {})
        self._account = account
        self._whole_seconds = whole_seconds
        self._client: httpx.AsyncClient | None = None

    async def ask(
        self,
        method: str,
        url: str,
        *,
        params: Mapping[str, str | int] | None = None,
        data: Mapping[str, str | int] | None = None,
        json: Any = None,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        files: Mapping[str, tuple[str, bytes, str]] | None = None,
    ) -> Said | Refused | Unsure:
        """Ask once; answers of 4xx are the provider's words and given as such.

        ``files`` are sent as a form: each a name, what is in it, and its media type.
        """
        try:
            request = self._opened().build_request(
                method,
                url,
                params=params,
                data=data,
                json=json,
                content=content,
                headers=headers,
                files=files,
            )
            async with asyncio.timeout(self._whole_seconds):
                return await self._answered(request)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout):
            return Refused("no_connection")
        except dialling.Forbidden:
            return Refused("forbidden_address")
        except (httpx.InvalidURL, httpx.UnsupportedProtocol):
            return Refused("bad_address")
        except (httpx.HTTPError, TimeoutError):
            return Unsure("no_answer")

    async def close(self) -> None:
        """Close the connections."""
        client, self._client = self._client, None
        if client is not None:
            await client.aclose()

    def _opened(self) -> httpx.AsyncClient:
        if self._client is None:
            self._client = _dialled(
                httpx.AsyncClient(
                    headers=self._headers,
                    auth=self._account,
                    verify=_trusted(),
                    timeout=httpx.Timeout(self._whole_seconds, connect=CONNECT_SECONDS),
                    limits=httpx.Limits(max_connections=self._at_once),
                )
            )
        return self._client

    async def _answered(self, request: httpx.Request) -> Said | Refused | Unsure:
        answer = await self._opened().send(request, stream=True)
        try:
            body = b""
            async for piece in answer.aiter_bytes():
                body += piece
                if len(body) > LONGEST_ANSWER:
                    return Unsure("rubbish")
        finally:
            await answer.aclose()
        code = f"http_{answer.status_code}"
        if answer.status_code in {TOO_MANY, UNAVAILABLE}:
            return Refused(code, retry_after=_pause(answer.headers.get("retry-after", "")))
        if answer.status_code >= SERVER_FAULT:
            return Unsure(code)
        return Said(answer.status_code, body)


def _dialled(client: httpx.AsyncClient) -> httpx.AsyncClient:
    """Let it connect only to where our server may; a proxy of the environment's is our own."""
    # The client takes no backend; a transport of its own would make it forget such proxies.
    transport: Any = client._transport
    transport._pool._network_backend = dialling.Dialler()
    return client


@cache
def _trusted() -> ssl.SSLContext:
    """Whom this machine trusts; read once, for it takes a while."""
    return ssl.create_default_context()


def guard(said: str, secret: str) -> None:
    """Refuse a call that does not carry the secret, or where none is set up."""
    if not secret or not hmac.compare_digest(said.encode(), secret.encode()):
        raise Forged


def fields(call: Call) -> dict[str, str]:
    """Read what a call says by its address and its form; the form's word counts.

    Raises ``Rubbish`` for a form that is none.
    """
    try:
        form = parse_qsl(call.body.decode(), keep_blank_values=True, max_num_fields=1000)
    except ValueError:
        raise Rubbish from None
    return {**call.query, **dict(form)}


def _pause(said: str) -> float:
    """Read how long a provider asks to be left alone; in seconds."""
    return min(float(said), LONGEST_PAUSE) if said.isdecimal() else DEFAULT_PAUSE
