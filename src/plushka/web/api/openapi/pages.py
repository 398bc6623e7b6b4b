"""The addresses of the OpenAPI file and of the readable page."""

from collections.abc import Callable, Iterable
from functools import cache
from importlib import resources

import msgspec
from litestar import asgi
from litestar.handlers import ASGIRouteHandler

from plushka.web.api.answering import Reply, refused
from plushka.web.api.endpoint import Endpoint
from plushka.web.api.openapi.document import document
from plushka.web.api.openapi.reader import page
from plushka.web.api.refusals import MethodNotAllowed
from plushka.web.api.wire import Receive, Scope, Send

_METHODS = ("GET", "HEAD")
_POLICY = (
    b"default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none';"
    b" frame-ancestors 'none'"
)


def routes(table: Iterable[Endpoint], prefix: str) -> list[ASGIRouteHandler]:
    """Give the addresses, each of a text made once and served as it is."""
    described = cache(lambda: document(table, prefix))
    return [
        _text(
            f"{prefix}/openapi.json",
            b"application/json",
            cache(lambda: msgspec.json.encode(described())),
        ),
        _text("/api/docs", b"text/html; charset=utf-8", cache(lambda: page(described()))),
        _text("/api/docs.css", b"text/css; charset=utf-8", _style),
    ]


@cache
def _style() -> bytes:
    return resources.files(__package__).joinpath("docs.css").read_bytes()


def _text(path: str, kind: bytes, made: Callable[[], bytes]) -> ASGIRouteHandler:
    headers = [
        (b"content-type", kind),
        (b"content-security-policy", _POLICY),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"same-origin"),
        (b"cache-control", b"no-cache"),
    ]

    async def text(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001 - Litestar's names
        if scope["method"] in _METHODS:
            reply = Reply(200, made(), headers)
        else:
            reply = refused(MethodNotAllowed(_METHODS), scope)
        await reply.send(send)

    return asgi(path, copy_scope=False)(text)
