"""What came of tries is counted by the hour, and alarms are raised (T24, B30). Pure.

A tally names no person and no code: what came of it, through which channel, where, of which batch;
of a code that nobody made, the prefix it begins with.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from plushka.domain.codes.refusals import CodeNotActive, CodeUnknown, CodeUsed
from plushka.domain.codes.spelling import folded
from plushka.lib.ids import new_id

ACCEPTED = "accepted"
WRONG, EARLY, USED = CodeUnknown.code, CodeNotActive.code, CodeUsed.code

EARLY_AT = 3
"""Codes of a batch tried within an hour before it is active: it lies about already."""

LEAKED_AT = 20
"""Used codes of a batch tried within an hour, and more than were accepted: its list is out."""


class Tried(NamedTuple):
    """What came of one try, without whom and which."""

    outcome: str
    source: str
    place: str
    batch: UUID | None
    prefix: str


class Alarming(NamedTuple):
    """An alarm that is due: ``batch`` None is about all codes of the company."""

    kind: str
    batch: UUID | None
    n: int


def hour_of(at: dt.datetime) -> dt.datetime:
    """Give the beginning of the hour of a moment, in UTC."""
    return at.astimezone(dt.UTC).replace(minute=0, second=0, microsecond=0)


def prefix_of(code: str, prefixes: Iterable[str]) -> str:
    """Give the longest prefix of a batch that a code begins with, as it is printed."""
    fitting = [one for one in prefixes if one and code.startswith(folded(one))]
    return max(fitting, key=len, default="")


def alarms(
    before: Mapping[tuple[str, UUID | None], int], tried: Iterable[Tried], *, alarm_at: int
) -> list[Alarming]:
    """Give the alarms that tries raise, with those of the same hour before them."""
    now: Counter[tuple[str, UUID | None]] = Counter()
    for one in tried:
        now[one.outcome, one.batch] += 1
    total = Counter(before) + now
    return list(_due(now, total, alarm_at=alarm_at))


def n_wrong(tallies: Mapping[tuple[str, UUID | None], int]) -> int:
    """Give how many codes were tried that nobody made."""
    return sum(n for (outcome, _), n in tallies.items() if outcome == WRONG)


def rows_of(tried: Sequence[Tried]) -> list[dict[str, Any]]:
    """Count tries that are alike, as rows."""
    return [
        {
            "id": new_id(),
            "outcome": one.outcome,
            "source": one.source,
            "place": one.place,
            "batch": one.batch,
            "prefix": one.prefix,
            "n": n,
        }
        for one, n in Counter(tried).items()
    ]


def _due(
    now: Mapping[tuple[str, UUID | None], int],
    total: Mapping[tuple[str, UUID | None], int],
    *,
    alarm_at: int,
) -> Iterator[Alarming]:
    wrong = n_wrong(total)
    if n_wrong(now) and wrong >= alarm_at:
        yield Alarming("WRONG_RATE", None, wrong)
    for outcome, batch in now:
        n = total[outcome, batch]
        if outcome == EARLY and n >= EARLY_AT:
            yield Alarming("EARLY", batch, n)
        if outcome == USED and n >= LEAKED_AT and n > total.get((ACCEPTED, batch), 0):
            yield Alarming("LEAKED", batch, n)
