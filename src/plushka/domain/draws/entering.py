"""Members get chances in draws."""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from uuid import UUID

import msgspec

from plushka.domain.draws.refusals import DrawNotOpen, DrawUnknown
from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField, Refusal

MOST_AT_ONCE = 10_000
"""So many chances one source may give."""


@dataclasses.dataclass(frozen=True, slots=True)
class Chance:
    """So many chances for a member in a draw, from a source: ``CODE`` and the code's id."""

    draw_id: UUID
    member_id: UUID
    source_kind: str
    source_id: UUID
    n: int = 1


@dataclasses.dataclass(frozen=True, slots=True)
class Entered:
    """The member has the chances; ``is_new`` is False where the source had given them before."""

    is_new: bool


def enter(chances: Sequence[Chance], at: dt.datetime) -> list[Entered | Refusal]:
    """Give chances in draws, all in one statement; say of each what came of it.

    In the tenant's transaction that the caller opened, after the locks of accounts, codes and
    counters: it locks the draws in their order, shared with all who enter, so that none of them
    is closed before the caller is done. The same source again is answered as entered, also after
    closing. ``DrawNotOpen`` and ``DrawUnknown`` are given as answers, ``BadField`` is raised.
    """
    if not chances:
        return []
    if any(not 1 <= one.n <= MOST_AT_ONCE for one in chances):
        raise BadField("chances", f"use 1 to {MOST_AT_ONCE}")
    [rows] = run(raw(), [_statement(chances, at)])
    return [_answer(state) for (state,) in rows]


def _statement(chances: Sequence[Chance], at: dt.datetime) -> Statement:
    rows = [
        {"id": new_id(), "place": place, **dataclasses.asdict(one)}
        for place, one in enumerate(chances)
    ]
    values = {"tenant": current_tenant(), "at": at, "rows": msgspec.json.encode(rows).decode()}
    return Statement("enter", load(__package__ or "", "enter"), values)


def _answer(state: str | None) -> Entered | Refusal:
    if state is None:
        return DrawUnknown()
    if state in {"NEW", "AGAIN"}:
        return Entered(is_new=state == "NEW")
    return DrawNotOpen(state=state)
