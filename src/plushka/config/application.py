"""The database and Django, made ready for a command.

Commands load without Django, so that ``--help`` and a mistyped option answer
at once; what they do is in ``config/tasks``, loaded inside ``application()``.
"""

import logging
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

import django
import psycopg
import structlog
from psycopg.conninfo import conninfo_to_dict

from plushka.config.home import home
from plushka.integrations import postgres
from plushka.lib.faults import without_values

RECOVERY_SECONDS = 600
"""How long a database may say that it is starting or recovering."""

_OURS = "PLUSHKA_OWN_DATABASE"
"""Set in the environment when the database is the one in ``PLUSHKA_HOME``, also for children."""


class Unusable(Exception):  # noqa: N818 - a state of the world, said in one sentence
    """What the command needs cannot be had; the text is one sentence for a person."""


@contextmanager
def application() -> Iterator[None]:
    """Find, start or join the database, load Django, and bring the tables up to date.

    The database of ``PLUSHKA_HOME`` is started again should it die meanwhile,
    and stopped on leaving if nobody else uses it.
    """
    # What libraries log of a database that goes away is told in a sentence of our own.
    logging.getLogger().addHandler(logging.NullHandler())
    # Until a server or a worker sets up its logs; stdout belongs to what was asked for.
    structlog.configure(
        processors=[without_values, *structlog.get_config()["processors"]],
        logger_factory=structlog.PrintLoggerFactory(sys.__stderr__),
    )
    open_database()
    with _kept():
        _load_django()
        try:
            task("migrate")()
            yield
        finally:
            task("hang_up")()


@contextmanager
def _kept() -> Iterator[None]:
    if not _is_ours():
        yield
        return
    try:
        with postgres.kept_running(home()):
            yield
    finally:
        postgres.stop_if_last(home())


def task(name: str) -> Callable[..., Any]:
    """Give what ``config/tasks/<name>.py`` does; Django must be there."""
    run: Callable[..., Any] = import_module(f"plushka.config.tasks.{name}").run
    return run


def open_database() -> None:
    """Make ``DATABASE_URL`` name a database that answers.

    One named by the caller is waited for while it is starting or recovering;
    without one, that of ``PLUSHKA_HOME`` is started or joined. May be called
    again, for a database that went away. Refuses with ``Unusable`` or
    ``PostgresUnavailable``.
    """
    if _is_ours() or not os.environ.get("DATABASE_URL"):
        os.environ["DATABASE_URL"] = postgres.ensure(home())
        os.environ[_OURS] = "1"
        return
    url = os.environ["DATABASE_URL"]
    _check(url)
    _wait_for(url)


def _is_ours() -> bool:
    return os.environ.get(_OURS) == "1"


def _check(url: str) -> None:
    """Refuse a URL that cannot be read, without repeating the password it may hold."""
    try:
        parts = urlsplit(url)
        is_readable = parts.scheme in {"postgresql", "postgres"} and (parts.port or 1) > 0
        conninfo_to_dict(url)
    except (ValueError, psycopg.Error):
        is_readable = False
    if not is_readable:
        raise Unusable(
            "DATABASE_URL cannot be read: write postgresql://user:password@host:port/name."
        )


def _wait_for(url: str) -> None:
    """Wait for a database that is starting or recovering; any other trouble is told at once."""
    give_up = time.monotonic() + RECOVERY_SECONDS
    while True:
        try:
            psycopg.connect(url, connect_timeout=10).close()
        except psycopg.OperationalError as error:
            # A server that is starting refuses with a text; the error carries no code.
            is_coming = "starting up" in str(error) or "recovery" in str(error)
            if not is_coming or time.monotonic() > give_up:
                raise
            time.sleep(0.2)
        else:
            return


def _load_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plushka.config.settings")
    django.setup()
