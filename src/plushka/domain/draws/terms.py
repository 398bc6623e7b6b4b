"""What a draw promises, and whether that can be kept."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from plushka.domain.draws.models import Draw
from plushka.lib.refusal import BadField

LONGEST_NAME = 100
LONGEST_RULES = 5000
LONGEST_PROMISE = 300
MOST_LINES = 50
MOST_WINNERS = 10_000
MOST_RESERVES = 1000


@dataclass(frozen=True, slots=True)
class Prize:
    """Some prizes of one kind."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Terms:
    """What a draw promises: prizes in the order they are drawn; chances in ``[opens, closes)``."""

    name: str
    prizes: Sequence[Prize]
    opens_at: dt.datetime
    closes_at: dt.datetime
    rules: str = ""
    reserves: int = 0
    is_once_a_member: bool = True
    outside: str = Draw.Outside.DRAND
    outside_promise: str = ""


def check(terms: Terms) -> Terms:
    """Give the terms as they are kept; refuses those that cannot be."""
    if terms.closes_at <= terms.opens_at:
        raise BadField("closes_at", "must be later than opens_at")
    if terms.outside not in Draw.Outside.values:
        raise BadField("outside", "use DRAND or WRITTEN")
    if not 0 <= terms.reserves <= MOST_RESERVES:
        raise BadField("reserves", f"use 0 to {MOST_RESERVES}")
    is_written = terms.outside == Draw.Outside.WRITTEN
    return Terms(
        name=_line("name", terms.name, LONGEST_NAME),
        prizes=_prizes(terms.prizes),
        opens_at=terms.opens_at,
        closes_at=terms.closes_at,
        rules=_text("rules", terms.rules),
        reserves=terms.reserves,
        is_once_a_member=terms.is_once_a_member,
        outside=terms.outside,
        outside_promise=(
            _line("outside_promise", terms.outside_promise, LONGEST_PROMISE) if is_written else ""
        ),
    )


def read_prizes(column: Sequence[dict[str, object]]) -> tuple[Prize, ...]:
    """Read what the column of a draw holds."""
    return tuple(Prize(str(one["name"]), int(str(one["count"]))) for one in column)


def _prizes(prizes: Sequence[Prize]) -> tuple[Prize, ...]:
    if not 1 <= len(prizes) <= MOST_LINES:
        raise BadField("prizes", f"use 1 to {MOST_LINES} lines")
    for place, one in enumerate(prizes):
        if one.count < 1:
            raise BadField(f"prizes[{place}].count", "must be 1 or more")
    if sum(one.count for one in prizes) > MOST_WINNERS:
        raise BadField("prizes", f"use {MOST_WINNERS} prizes at most")
    return tuple(
        Prize(_line(f"prizes[{place}].name", one.name, LONGEST_NAME), one.count)
        for place, one in enumerate(prizes)
    )


def _line(path: str, text: str, longest: int) -> str:
    shown = " ".join(text.split())
    if not 0 < len(shown) <= longest or not shown.isprintable():
        raise BadField(path, f"use 1 to {longest} printable characters")
    return shown


def _text(path: str, text: str) -> str:
    shown = "\n".join(line.rstrip() for line in text.strip().splitlines())
    if len(shown) > LONGEST_RULES or not shown.replace("\n", "").replace("\t", "").isprintable():
        raise BadField(path, f"use {LONGEST_RULES} printable characters at most")
    return shown
