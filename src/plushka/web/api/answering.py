"""A request comes in, an answer goes out; whatever happens between, it is an answer of ours."""

import time
from collections.abc import Mapping

import msgspec
import structlog
from django.db import InterfaceError, OperationalError

from plushka.lib.refusal import Refusal
from plushka.web.api import problems
from plushka.web.api.endpoint import Answer, Endpoint
from plushka.web.api.faults import told_of
from plushka.web.api.incoming import HungUp, Incoming, read
from plushka.web.api.refusals import Failed, MethodNotAllowed, Unavailable
from plushka.web.api.wire import Receive, Scope, Send

type Header = tuple[bytes, bytes]

_JSON = (b"content-type", b"application/json")
_PROBLEM = (b"content-type", problems.CONTENT_TYPE)
_REPLAY = (b"idempotent-replay", b"true")
_PRIVATE = (b"cache-control", b"no-store")

_log = structlog.get_logger("plushka.api")


async def serve(
    methods: Mapping[str, Endpoint], scope: Scope, receive: Receive, send: Send
) -> None:
    """Answer one request to an address that exists."""
    started = time.perf_counter()
    method = "GET" if scope["method"] == "HEAD" else scope["method"]
    endpoint = methods.get(method)
    if endpoint is None:
        await refuse(MethodNotAllowed(methods), send)
        return
    try:
        incoming = await read(scope, receive, most=endpoint.most if endpoint.body else 0)
    except HungUp:
        return
    try:
        answer = await endpoint.run(endpoint, incoming)
        status, body, headers = _written(endpoint, answer)
    except Refusal as refusal:
        status, body, headers = _refused(refusal, endpoint)
    except Exception as fault:  # noqa: BLE001 - every request gets an answer
        status, body, headers = _refused(_fault(fault, endpoint, incoming), endpoint)
    request_id = incoming.request_id.encode()
    await send_bytes(send, status, body, [*headers, _PRIVATE, (b"x-request-id", request_id)])
    _log.info(
        "answered",
        request=incoming.request_id,
        tenant=incoming.tenant_id,
        # The address as documented: ids and queries stay out of the log.
        address=f"{endpoint.method} {endpoint.path}",
        status=status,
        ms=round((time.perf_counter() - started) * 1000, 1),
    )


async def refuse(refusal: Refusal, send: Send) -> None:
    """Answer a request that has no endpoint."""
    status, body, headers = _refused(refusal, None)
    await send_bytes(send, status, body, headers)


async def send_json(told: object, send: Send) -> None:
    """Answer with JSON, for an address that is no endpoint."""
    await send_bytes(send, 200, msgspec.json.encode(told), [_JSON, _PRIVATE])


def _written(endpoint: Endpoint, answer: Answer) -> tuple[int, bytes, list[Header]]:
    body = msgspec.json.encode(answer.told)
    if answer.is_repeat:
        return 200, body, [_JSON, _REPLAY]
    return answer.status or endpoint.status, body, [_JSON]


def _refused(refusal: Refusal, endpoint: Endpoint | None) -> tuple[int, bytes, list[Header]]:
    status, body = problems.encoded(refusal, status=_status(refusal, endpoint))
    return status, body, [_PROBLEM, *problems.headers(refusal)]


def _status(refusal: Refusal, endpoint: Endpoint | None) -> int | None:
    return None if endpoint is None else endpoint.status_of(refusal)


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


async def send_bytes(send: Send, status: int, body: bytes, headers: list[Header]) -> None:
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": status, "headers": [*headers, length]})
    await send({"type": "http.response.body", "body": body})
