"""The application for machines: addresses to endpoints, and what is none of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any, cast

import structlog
from litestar import Litestar, Request, Response, asgi, route
from litestar.exceptions import MethodNotAllowedException, NotFoundException
from litestar.handlers import ASGIRouteHandler, HTTPRouteHandler
from litestar.status_codes import HTTP_200_OK

from plushka.lib.faults import told_of
from plushka.lib.refusal import Refusal
from plushka.web.api import activations, answering, health, tills
from plushka.web.api.answering import Reply
from plushka.web.api.endpoint import Endpoint, Method
from plushka.web.api.endpoints import TABLE
from plushka.web.api.openapi import pages
from plushka.web.api.refusals import Failed, MethodNotAllowed, NotFound
from plushka.web.api.wire import Receive, Scope, Send

PREFIX = "/api/v1"

_log = structlog.get_logger("plushka.api")

type _Request = Request[Any, Any, Any]
type Address = ASGIRouteHandler | HTTPRouteHandler


def make(*, is_ready: Callable[[], bool]) -> Litestar:
    """Make the application; ``is_ready`` tells whether the database is as the code expects.

    Litestar finds the endpoint, and everything after that is ours: its own
    reading, checking and describing cost as much as recording the sale.
    """
    return Litestar(
        route_handlers=[*_routes(TABLE), *health.routes(is_ready), *pages.routes(TABLE, PREFIX)],
        exception_handlers={
            NotFoundException: _not_found,
            MethodNotAllowedException: _method_not_allowed,
            Exception: _failed,
        },
        on_shutdown=[tills.tills.finish, activations.crowd.finish],
        openapi_config=None,
        logging_config=None,
    )


def _routes(table: Iterable[Endpoint]) -> list[Address]:
    addresses: defaultdict[str, dict[Method, Endpoint]] = defaultdict(dict)
    for endpoint in table:
        addresses[endpoint.path][endpoint.method] = endpoint
    return [_route(path, methods) for path, methods in addresses.items()]


def _route(path: str, methods: dict[Method, Endpoint]) -> Address:
    """Serve an address bare, or through Litestar where there are ids to be taken out of it.

    A bare route costs half, but gets no parameters (Litestar 2.25).
    """

    async def bare(scope: Scope, receive: Receive, send: Send) -> None:
        reply = await answering.answer(methods, scope, receive)
        await reply.send(send)

    async def with_ids(request: Request[Any, Any, Any]) -> Response[bytes]:
        scope, receive = cast("Any", (request.scope, request.receive))
        return _response(await answering.answer(methods, scope, receive))

    if "{" not in path:
        return asgi(PREFIX + path, copy_scope=False)(bare)
    # `{id}` of the documented path is a text to Litestar: what is no id is refused by us.
    address = PREFIX + path.replace("}", ":str}")
    return route(address, http_method=[*methods], status_code=HTTP_200_OK)(with_ids)


def _not_found(request: _Request, _error: Exception) -> Response[bytes]:
    return _refused(NotFound(), request)


def _method_not_allowed(request: _Request, error: MethodNotAllowedException) -> Response[bytes]:
    allowed = (error.headers or {}).get("allow", "").split(", ")
    return _refused(MethodNotAllowed(allowed), request)


def _failed(request: _Request, error: Exception) -> Response[bytes]:
    _log.error("failed", **told_of(error))
    return _refused(Failed(), request)


def _refused(refusal: Refusal, request: _Request) -> Response[bytes]:
    return _response(answering.refused(refusal, cast("Scope", request.scope)))


def _response(reply: Reply) -> Response[bytes]:
    headers = {name.decode(): value.decode() for name, value in reply.headers}
    kind = headers.pop("content-type")
    return Response(reply.body, status_code=reply.status, headers=headers, media_type=kind)
