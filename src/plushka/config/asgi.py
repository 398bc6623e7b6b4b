"""The application that is served: ``/api`` and ``/health`` to machines, all else to people."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plushka.config.settings")
django.setup()

from django.core.handlers.asgi import ASGIHandler  # noqa: E402 - Django must be set up before

from plushka.config import logs, parent, readiness  # noqa: E402
from plushka.config.bodies import bounded  # noqa: E402
from plushka.lib import garbage  # noqa: E402
from plushka.web.api.app import make  # noqa: E402
from plushka.web.api.wire import Receive, Scope, Send  # noqa: E402

logs.configure()

_machines = make(is_ready=readiness.is_ready)
_people = bounded(ASGIHandler())  # type: ignore[arg-type]
_FOR_MACHINES = ("/api/", "/health/")

garbage.search_rarely()


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer one request, or one start or stop of the process."""
    if scope["type"] == "lifespan":
        parent.end_with_it()
    if scope["type"] != "http" or f"{scope['path']}/".startswith(_FOR_MACHINES):
        await _machines(scope, receive, send)  # type: ignore[arg-type]
    else:
        await _people(scope, receive, send)
