"""What was answered before, and whether the same is asked again."""

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run
from plushka.lib.refusal import BadField, Refusal

_KEY = re.compile(r"[!-~]{1,255}", re.ASCII)


class RepeatDiffers(Refusal):
    """The key came before, with another request."""

    code = "repeat_differs"

    def __init__(self, key: str) -> None:
        super().__init__(f"The key {key!r} came before with another request.", key=key)


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer that was given, and the request it was given to."""

    key: str
    operation: str
    fingerprint: bytes
    status: int
    answer: Any


def read_key(text: str) -> str:
    """Read an ``Idempotency-Key``: 1 to 255 visible ASCII characters."""
    if not _KEY.fullmatch(text):
        raise BadField("Idempotency-Key", "use 1 to 255 visible ASCII characters")
    return text


def fingerprint(operation: str, sent: object) -> bytes:
    """Give 32 bytes that are the same for the same request, and differ for another.

    ``sent`` is what was sent, after parsing: money as an integer, a phone
    normalised, nothing filled in. The order of keys does not count.
    """
    return hashlib.sha256(msgspec.json.encode([operation, sent], order="deterministic")).digest()


def check(kept: Kept, *, operation: str, fingerprint: bytes) -> None:
    """Raise ``RepeatDiffers`` unless the same is asked again."""
    if (kept.operation, kept.fingerprint) != (operation, fingerprint):
        raise RepeatDiffers(kept.key)


def find_statement(*, keys: Sequence[str]) -> Statement:
    """Give the statement that looks up keys; ``found`` reads its rows."""
    return Statement(
        name="find_answers",
        sql=load(__package__, "find_answers"),
        values={"tenant": current_tenant(), "keys": list(keys)},
        columns=(str, str, bytes, int, str),
    )


def found(rows: Iterable[tuple[Any, ...]]) -> dict[str, Kept]:
    """Read the rows of ``find_statement``, by key; a key not among them is new."""
    return {
        key: Kept(key, operation, kept, status, json.loads(answer))
        for key, operation, kept, status, answer in rows
    }


def find(*, keys: Sequence[str]) -> dict[str, Kept]:
    """Look up keys; one not among the answer is new."""
    [rows] = run(raw(), [find_statement(keys=keys)])
    return found(rows)
