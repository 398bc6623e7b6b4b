"""The application for machines: addresses to endpoints, and what is none of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from litestar import Litestar, Request, Response, asgi
from litestar.exceptions import NotFoundException
from litestar.handlers import ASGIRouteHandler

from plushka.web.api import answering, health, problems, tills
from plushka.web.api.endpoint import Endpoint
from plushka.web.api.endpoints import TABLE
from plushka.web.api.openapi import pages
from plushka.web.api.refusals import NotFound
from plushka.web.api.wire import Receive, Scope, Send

PREFIX = "/api/v1"


def make(*, is_ready: Callable[[], bool]) -> Litestar:
    """Make the application; ``is_ready`` tells whether the database is as the code expects.

    Litestar finds the endpoint, and everything after that is ours: its own
    reading, checking and describing cost as much as recording the sale.
    """
    return Litestar(
        route_handlers=[*_routes(TABLE), *health.routes(is_ready), *pages.routes(TABLE, PREFIX)],
        exception_handlers={NotFoundException: _not_found},
        on_shutdown=[tills.tills.finish],
        openapi_config=None,
        logging_config=None,
    )


def _routes(table: Iterable[Endpoint]) -> list[ASGIRouteHandler]:
    addresses: defaultdict[str, dict[str, Endpoint]] = defaultdict(dict)
    for endpoint in table:
        addresses[endpoint.path][endpoint.method] = endpoint
    return [_route(path, methods) for path, methods in addresses.items()]


def _route(path: str, methods: dict[str, Endpoint]) -> ASGIRouteHandler:
    async def address(scope: Scope, receive: Receive, send: Send) -> None:
        await answering.serve(methods, scope, receive, send)

    # `{id}` of the documented path is a text to Litestar: what is no id is refused by us.
    return asgi(PREFIX + path.replace("}", ":str}"), copy_scope=False)(address)


def _not_found(_request: Request[Any, Any, Any], _error: Exception) -> Response[bytes]:
    status, body = problems.encoded(NotFound())
    return Response(body, status_code=status, media_type=problems.CONTENT_TYPE.decode())
