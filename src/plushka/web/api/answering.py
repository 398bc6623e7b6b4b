"""A request comes in, an answer goes out; whatever happens between, it is an answer of ours."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
import structlog
from django.db import InterfaceError, OperationalError

from plushka.lib.faults import told_of
from plushka.lib.refusal import Refusal
from plushka.web.api import problems
from plushka.web.api.endpoint import Answer, Endpoint
from plushka.web.api.incoming import HungUp, Incoming, read
from plushka.web.api.language import of_refusals
from plushka.web.api.reading.shape import BodyUnreadable
from plushka.web.api.refusals import Failed, MethodNotAllowed, Unavailable
from plushka.web.api.wire import Receive, Scope, Send

type Header = tuple[bytes, bytes]

_JSON = (b"content-type", b"application/json")
_PROBLEM = (b"content-type", problems.CONTENT_TYPE)
_REPLAY = (b"idempotent-replay", b"true")
_PRIVATE = (b"cache-control", b"no-store")

_log = structlog.get_logger("plushka.api")


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes out."""

    status: int
    body: bytes
    headers: list[Header]

    async def send(self, send: Send) -> None:
        """Send it."""
        length = (b"content-length", str(len(self.body)).encode())
        headers = [*self.headers, length]
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": self.body})


async def answer(methods: Mapping[Any, Endpoint], scope: Scope, receive: Receive) -> Reply:
    """Answer one request to an address that exists."""
    started = time.perf_counter()
    method = "GET" if scope["method"] == "HEAD" else scope["method"]
    endpoint = methods.get(method)
    if endpoint is None:
        return refused(MethodNotAllowed(methods), scope)
    try:
        incoming = await read(scope, receive, most=endpoint.most if endpoint.body else 0)
    except HungUp:
        return refused(BodyUnreadable("It ended before it was complete."), scope)
    try:
        reply = _written(endpoint, await endpoint.run(endpoint, incoming))
    except Refusal as refusal:
        reply = refused(refusal, scope, endpoint)
    except Exception as fault:  # noqa: BLE001 - every request gets an answer
        reply = refused(_fault(fault, endpoint, incoming), scope, endpoint)
    reply.headers.append((b"x-request-id", incoming.request_id.encode()))
    _log.info(
        "answered",
        request=incoming.request_id,
        tenant=incoming.tenant_id,
        # The address as documented: ids and queries stay out of the log.
        address=f"{endpoint.method} {endpoint.path}",
        status=reply.status,
        ms=round((time.perf_counter() - started) * 1000, 1),
    )
    return reply


def refused(refusal: Refusal, scope: Scope, endpoint: Endpoint | None = None) -> Reply:
    """Write a refusal, in the language that the request wishes for."""
    told_otherwise = None if endpoint is None else endpoint.status_of(refusal)
    status, body = problems.encoded(refusal, language=of_refusals(scope), status=told_otherwise)
    return Reply(status, body, [_PROBLEM, _PRIVATE, *problems.headers(refusal)])


def json(told: object) -> Reply:
    """Write what an address that is no endpoint tells."""
    return Reply(200, msgspec.json.encode(told), [_JSON, _PRIVATE])


def _written(endpoint: Endpoint, answer: Answer) -> Reply:
    body = msgspec.json.encode(answer.told)
    if answer.is_repeat:
        return Reply(200, body, [_JSON, _PRIVATE, _REPLAY])
    return Reply(endpoint.status, body, [_JSON, _PRIVATE])


def _fault(fault: Exception, endpoint: Endpoint, incoming: Incoming) -> Refusal:
    is_away = isinstance(fault, (OperationalError, InterfaceError))
    _log.error(
        "unavailable" if is_away else "failed",
        request=incoming.request_id,
        tenant=incoming.tenant_id,
        address=f"{endpoint.method} {endpoint.path}",
        **told_of(fault),
    )
    return Unavailable() if is_away else Failed()
