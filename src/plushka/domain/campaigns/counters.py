"""Counters of budgets in the database: read without a lock, written under one (T32).

A list of sales is decided by what it read; where another list was quicker, a row of ``take`` is
not written, which is ``RowsLost``, and the sales are decided anew one by one. Each then locks the
counters before it reads them, so nobody is too late for ever.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec

from plushka.domain.campaigns.compiled import Live
from plushka.domain.campaigns.rooms import Key, Rooms, Whose, keys
from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.statements import Statement, load
from plushka.lib.ids import new_id


def find_statement(lives: Iterable[Live], whose: Collection[Whose]) -> Statement:
    """Give the statement that reads what budgets have left; ``rooms_of`` reads its rows."""
    return _statement("find_counters", _wanted(lives, whose), columns=(str, str, int))


def lock_statement(lives: Iterable[Live], whose: Collection[Whose]) -> Statement:
    """Give the statement that locks the same counters, in their order."""
    return _statement("lock_counters", _wanted(lives, whose))


def rooms_of(rows: Iterable[tuple[str, str, int]]) -> Rooms:
    """Read the rows of ``find_statement``."""
    return Rooms({(code, key): used for code, key, used in rows})


def take_statement(rooms: Rooms, campaigns: Mapping[str, UUID]) -> Statement | None:
    """Give what counts all that was taken; None where nothing was."""
    rows = [
        {
            "id": new_id(),
            "campaign": campaigns[code],
            "key": key,
            "used": taken,
            "most": rooms.most[code, key],
        }
        for (code, key), taken in rooms.taken.items()
    ]
    return _statement("take", rows, n_rows=len(rows)) if rows else None


def give_back_statement(amounts: Mapping[tuple[UUID, str], int]) -> Statement | None:
    """Give what returns amounts to counters, by campaign and key; None where nothing returns."""
    rows = [
        {"campaign": campaign, "key": key, "used": amount}
        for (campaign, key), amount in amounts.items()
        if amount
    ]
    return _statement("give_back", rows, n_rows=len(rows)) if rows else None


def _wanted(lives: Iterable[Live], whose: Collection[Whose]) -> list[dict[str, Any]]:
    wanted = {
        (live.campaign, key) for live in lives for one in whose for _, key in keys(live.offer, one)
    }
    return [{"campaign": campaign, "key": key} for campaign, key in wanted]


def _statement(
    name: str,
    rows: Sequence[Mapping[str, Any]],
    *,
    n_rows: int | None = None,
    columns: tuple[Any, ...] = (),
) -> Statement:
    values = {"tenant": current_tenant(), "rows": msgspec.json.encode(rows).decode()}
    return Statement(name, load(__package__, name), values, n_rows, columns=columns)


__all__ = ["Key", "find_statement", "give_back_statement", "rooms_of", "take_statement"]
