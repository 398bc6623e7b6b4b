"""What is left of budgets, in memory: pure."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

from msgspec import Struct

from plushka.domain.programmes.deals.offer import Budget, Offer

NOWHERE = "-"
"""Counts what is given at no outlet that anybody knows; no outlet has this code."""

_MEMBER = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

type Key = tuple[str, str]
"""A campaign's code, and which of its counters."""


class Whose(Struct, frozen=True, gc=False):
    """Who gets something, where, and on which local day: what counters are kept by."""

    member: UUID
    outlet: str
    day: dt.date


class Use(Struct, frozen=True, gc=False):
    """What a campaign gives at once: hundredths of points, kopecks, and how often."""

    points: int = 0
    money: int = 0
    uses: int = 1

    def of(self, budget: Budget) -> int:
        """Give the part that a budget counts."""
        found: int = getattr(self, budget.of)
        return found


@dataclass(slots=True)
class Rooms:
    """What was used of every budget, as loaded, and what is used now."""

    used: dict[Key, int] = field(default_factory=dict)
    taken: dict[Key, int] = field(default_factory=dict)
    #: The budgets that ``taken`` is counted against.
    most: dict[Key, int] = field(default_factory=dict)

    def has(self, offer: Offer, whose: Whose, use: Use) -> bool:
        """Say whether every budget of an offer has room for something more."""
        return all(
            self.used.get((offer.campaign, key), 0)
            + self.taken.get((offer.campaign, key), 0)
            + use.of(budget)
            <= budget.most
            for budget, key in keys(offer, whose)
        )

    def take(self, offer: Offer, whose: Whose, use: Use) -> None:
        """Count what is given; ``has`` said that there is room."""
        for budget, key in keys(offer, whose):
            if amount := use.of(budget):
                known = (offer.campaign, key)
                self.taken[known] = self.taken.get(known, 0) + amount
                self.most[known] = budget.most


def keys(offer: Offer, whose: Whose) -> Iterator[tuple[Budget, str]]:
    """Give each budget of an offer with the name of its counter."""
    for budget in offer.budgets:
        yield budget, key_of(budget, whose)


def key_of(budget: Budget, whose: Whose) -> str:
    """Name the counter of a budget: ``points:month:2026-12:<member>``."""
    match budget.per:
        case "member":
            who = str(whose.member)
        case "outlet":
            who = whose.outlet or NOWHERE
        case _:
            who = ""
    return f"{budget.of}:{budget.each}:{_stretch(budget, whose.day)}:{who}"


def per_of(key: str) -> Literal["all", "member", "outlet"]:
    """Say whose counter a key names; an outlet's code may have colons, a member's id has none."""
    whose = key.split(":", 3)[3]
    if not whose:
        return "all"
    return "member" if _MEMBER.fullmatch(whose) else "outlet"


def _stretch(budget: Budget, day: dt.date) -> str:
    match budget.each:
        case "day":
            return day.isoformat()
        case "week":
            year, week, _ = day.isocalendar()
            return f"{year}-W{week:02}"
        case "month":
            return f"{day:%Y-%m}"
        case _:
            return ""
