"""What messages of a month came to, in the tables of the costs' page."""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from plushka.domain.messaging import costs
from plushka.domain.messaging.costs import Spent
from plushka.domain.messaging.kinds.kinds import KINDS, TOPICS
from plushka.lib.days import months_later
from plushka.web.manager.messages.words import WAYS

_MONTH = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Row:
    """What messages of one subject, kind or way came to, in kopecks."""

    name: str
    messages: int
    parts: int
    cost: int

    @property
    def each(self) -> int:
        """What one message came to, rounded to a kopeck."""
        return (self.cost * 2 + self.messages) // (self.messages * 2) if self.messages > 0 else 0


@dataclass(frozen=True, slots=True)
class Month:
    """What the page shows of a month."""

    begins: dt.date
    before: dt.date
    after: dt.date | None
    total: Row
    topics: list[Row]
    kinds: list[Row]
    ways: list[Row]


def month_of(asked: str, today: dt.date) -> dt.date:
    """Read a month such as 2026-11; this month for anything else, and for one to come."""
    begins = today.replace(day=1)
    if found := _MONTH.fullmatch(asked):
        begins = min(begins, dt.date(int(found.group(1)), int(found.group(2)), 1))
    return begins


def month(begins: dt.date, *, today: dt.date, language: str) -> Month:
    """Add up a month by subjects, kinds and ways, each in the order people know."""
    after = months_later(begins, 1)
    spent = costs.find_costs(since=begins, before=after)
    topics = {code: words.said_in(language) for code, words in TOPICS.items()}
    kinds = {code: kind.words.said_in(language) for code, kind in KINDS.items()}
    return Month(
        begins=begins,
        before=months_later(begins, -1),
        after=after if after <= today else None,
        total=_row("", spent),
        topics=_rows(
            topics, spent, lambda one: KINDS[one.kind].topic if one.kind in KINDS else ""
        ),
        kinds=_rows(kinds, spent, lambda one: one.kind),
        ways=_rows({code: str(name) for code, name in WAYS.items()}, spent, lambda one: one.way),
    )


def _rows(names: dict[str, str], spent: list[Spent], of: Callable[[Spent], str]) -> list[Row]:
    found = [_row(name, [one for one in spent if of(one) == code]) for code, name in names.items()]
    return [row for row in found if row.messages or row.parts or row.cost]


def _row(name: str, spent: Iterable[Spent]) -> Row:
    rows = list(spent)
    return Row(
        name,
        sum(one.messages for one in rows),
        sum(one.parts for one in rows),
        sum(one.cost for one in rows),
    )
