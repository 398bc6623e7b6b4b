"""Serving: Granian, with as many processes as asked for."""

import socket
from importlib import import_module

from django.db import connections
from granian import Granian
from granian.constants import Interfaces, Loops
from granian.log import LogLevels

from plushka.config import parent

_APPLICATION = "plushka.config.asgi:application"
_PATIENCE_SECONDS = 30
"""So long a server process may finish what it was asked before it was told to stop."""


def serve(host: str, port: int, workers: int) -> None:
    """Serve until told to stop; whoever calls has made sure of the port and the database.

    A process that dies is started anew; all of them end with this one.
    """
    parent.announce()
    # What cannot be loaded is told here, once, and not by processes that die and are started anew.
    import_module(_APPLICATION.partition(":")[0])
    # A connection must not be shared with the processes we start.
    connections.close_all()
    connections["default"].close_pool()  # type: ignore[attr-defined]
    Granian(
        _APPLICATION,
        address=_address(host),
        port=port,
        interface=Interfaces.ASGI,
        workers=workers,
        loop=Loops.auto,
        websockets=False,
        backlog=2048,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=_PATIENCE_SECONDS,
    ).serve()


def _address(host: str) -> str:
    """Give the numbers of a name, which is all that Granian takes."""
    [(*_, place), *_] = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return str(place[0])
