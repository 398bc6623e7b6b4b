"""Prove that draws are what was told of them, and their winners those that follow from it."""

from typing import Any

from django.db.backends.utils import CursorWrapper

from plushka.domain.draws import beacon
from plushka.domain.draws.picking import Line, pick
from plushka.lib.db.statements import load


def verify(cursor: CursorWrapper, *, tenant_id: int | None = None) -> list[dict[str, str | int]]:
    """Give the draws that are wrong, at most a hundred whose digests are.

    The cursor belongs to the tables' owner and stands in the snapshot that
    everything else is verified in. ``tenant_id`` None is every company.
    """
    cursor.execute(load(__package__ or "", "verify"), {"tenant": tenant_id})
    wrong = [_told(*row) for row in cursor.fetchall()]
    cursor.execute(load(__package__ or "", "drawn"), {"tenant": tenant_id})
    for tenant, draw, *told, number, signature in cursor.fetchall():
        if signature and not _is_signed(bytes.fromhex(signature), number, told[2]):
            rule = "the outside value of a draw is what drand signed its round with"
            wrong.append(_told("draws.outside", tenant, str(draw), rule))
        if not _follow(cursor, tenant, draw, *told):
            rule = "the winners of a draw follow from seed, list and outside value"
            wrong.append(_told("draws.winners", tenant, str(draw), rule))
    return wrong


def _told(check: str, tenant: int, draw: str, rule: str) -> dict[str, str | int]:
    return {"check": check, "tenant": tenant, "table": "draws_draw", "id": draw, "detail": rule}


def _is_signed(signature: bytes, number: int, value: str) -> bool:
    return beacon.is_of_round(signature, number) and beacon.value_of(signature) == value


def _follow(
    cursor: CursorWrapper,
    tenant: int,
    draw: object,
    seed: str,
    list_digest: str,
    outside: str,
    n: int,
    is_once: bool,  # noqa: FBT001 - a column like any other
    numbers: list[int],
) -> bool:
    values: dict[str, Any] = {"tenant": tenant, "draw": draw}
    cursor.execute(load(__package__ or "", "list"), values)
    picks = pick(
        [Line(*row) for row in cursor.fetchall()],
        seed=bytes.fromhex(seed),
        list_digest=bytes.fromhex(list_digest),
        outside=outside,
        n=n,
        is_once_a_member=is_once,
    )
    return [one.number for one in picks] == numbers
