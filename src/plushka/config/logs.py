"""Logs: one JSON object a line on stderr, without a person's data.

A request is known by its id and its tenant; queries, bodies and the values a
database error quotes are never written. ``PLUSHKA_LOG`` names the least level:
``info`` tells every answer, ``warning``, the default, what needs a look.
"""

import logging
import os
from collections.abc import MutableMapping
from typing import Any, BinaryIO, cast

import msgspec
import structlog

from plushka.lib.faults import told_of, without_values

_LEVELS = {"debug": 10, "info": 20, "warning": 30, "error": 40}


def configure() -> None:
    """Set up our own logs and those of libraries."""
    level = _LEVELS.get(os.environ.get("PLUSHKA_LOG", ""), logging.WARNING)
    # A stderr of its own: a logger is kept, and what stands in for the process's may be closed.
    stderr = cast("BinaryIO", os.fdopen(os.dup(2), "wb", buffering=0))
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            without_values,
            _as_line,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.BytesLoggerFactory(stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=logging.WARNING, handlers=[_Lines()], force=True)


def _as_line(_logger: object, _method: str, told: MutableMapping[str, Any]) -> bytes:
    return msgspec.json.encode(told, enc_hook=str)


class _Lines(logging.Handler):
    """Writes what libraries log: the sentence without its values, and where a fault was."""

    def emit(self, record: logging.LogRecord) -> None:
        fault = told_of(record.exc_info[1]) if record.exc_info and record.exc_info[1] else {}
        structlog.get_logger().log(record.levelno, str(record.msg), logger=record.name, **fault)
