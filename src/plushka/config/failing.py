"""What a person reads when a command cannot do its work: one plain sentence."""

import psycopg

from plushka.config.application import Unusable
from plushka.integrations.postgres import PostgresUnavailable
from plushka.lib.refusal import Refusal

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""


def sentence(error: BaseException) -> str | None:
    """Say what went wrong; None where it is our fault and the traceback is worth reading."""
    match error:
        case Refusal() | Unusable() | PostgresUnavailable():
            return _finished(str(error))
        case FileNotFoundError() | IsADirectoryError() | PermissionError() | OSError():
            return _about_file(error)
    away = _database_error(error)
    return None if away is None else f"The database cannot be used: {_first_line(away)}"


def _about_file(error: OSError) -> str:
    reason = (error.strerror or str(error)).lower()
    return _finished(f"{error.filename}: {reason}" if error.filename else reason.capitalize())


def _database_error(error: BaseException) -> psycopg.Error | None:
    """Find PostgreSQL's refusal of the connection, which Django wraps in an error of its own."""
    for cause in (error, error.__cause__):
        if isinstance(cause, psycopg.OperationalError):
            return cause
        if isinstance(cause, psycopg.errors.InsufficientPrivilege):
            return cause
    return None


def _first_line(error: psycopg.Error) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return _finished(lines[0] if lines else "it does not answer")


def _finished(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
