"""Where the database is, in Django's terms."""

import os
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

#: Database connections of one process: API threads, gatherers and pages.
POOL_SIZE = int(os.environ.get("PLUSHKA_POOL_SIZE", "16"))


def databases(url: str, *, web_role: str) -> dict[str, dict[str, Any]]:
    """Describe one PostgreSQL twice: as the web role, and as the tables' owner.

    ``url`` is ``postgresql://user:password@host:port/name?option=value``; a
    socket folder may stand as ``?host=/folder``.
    """
    parts = urlsplit(url)
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or unquote(parts.hostname or "")
    port = options.pop("port", None) or (str(parts.port) if parts.port else "")
    options.setdefault("connect_timeout", 10)
    place = {
        "ENGINE": "plushka.lib.db.backend",
        "NAME": unquote(parts.path.lstrip("/")) or "postgres",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": port,
        "CONN_MAX_AGE": 0,
        "TIME_ZONE": "UTC",
    }
    pool = {
        "min_size": 2,
        "max_size": POOL_SIZE,
        "timeout": 30,
        "max_idle": 600,
    }
    return {
        "default": {
            **place,
            "OPTIONS": {
                **options,
                # Not Django's assume_role: with a pool it asks the pool for a connection in
                # order to configure one, and waits for itself.
                "options": f"{options.get('options', '')} -c role={web_role}".strip(),
                "pool": pool,
                # Statements by hand are prepared by ``lib.db.wire``; a psycopg that prepared
                # some as well would throw away all of them after a rollback.
                "prepare_threshold": None,
            },
            "TEST": {"DEPENDENCIES": []},
        },
        "owner": {**place, "OPTIONS": {**options}, "TEST": {"DEPENDENCIES": []}},
    }
