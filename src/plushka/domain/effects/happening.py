"""Something that happens to one member, as whoever brings it tells it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import msgspec

from plushka.domain.rules.facts import (
    NO_RECEIPT,
    Facts,
    Happened,
    Line,
    Member,
    Receipt,
    facts_at,
)
from plushka.domain.rules.triggers.achievement import CODE, KIND


@dataclass(frozen=True, slots=True)
class Part:
    """A line of the receipt and its part of the sums, in kopecks.

    ``is_meant`` says that the moment is about it: of a supplier's moment only their own goods are.
    """

    line: Line
    discount: int
    redeemed: int
    to_pay: int
    is_meant: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """A trigger's moment. ``source_kind`` and ``source_id`` name what brought it: a sale.

    ``outlet`` is a code. ``then`` says what was known of the member at that
    moment and is another by now, by the names of ``rules.facts.Member``.
    ``only`` names the rules that hear of it, by their code; left out, all do.
    ``parts`` are the lines of its receipt, which campaigns for some goods choose from. ``gave``
    and ``left`` name campaigns that gave something with the sale itself, and those that did not
    because they stood back for others or had no room (T31, T32).
    """

    trigger: str
    member: UUID
    at: dt.datetime
    source_kind: str
    source_id: UUID
    outlet: str = ""
    staff: str = ""
    receipt: Receipt = NO_RECEIPT
    happened: Happened = field(default_factory=dict)
    then: Mapping[str, Any] = field(default_factory=dict)
    only: frozenset[str] | None = None
    parts: tuple[Part, ...] = ()
    gave: frozenset[str] = frozenset()
    left: frozenset[str] = frozenset()

    def facts(self, member: Member, *, zone: str) -> Facts:
        """Give what rules may look at; ``member`` is what is known of them now."""
        known = msgspec.structs.replace(member, **self.then) if self.then else member
        return facts_at(
            self.at,
            zone=zone,
            member=known,
            receipt=self.receipt,
            outlet=self.outlet,
            staff=self.staff,
            happened=self.happened,
        )


def achievement(of: Happening, *, kind: str, code: str) -> Happening:
    """Give the moment at which a member reaches something through another moment (R17)."""
    return Happening(
        trigger="achievement",
        member=of.member,
        at=of.at,
        source_kind=of.source_kind,
        source_id=of.source_id,
        happened={KIND.name: kind, CODE.name: code},
    )


def reached(
    member: UUID, *, tier: str, at: dt.datetime, source_kind: str, source_id: UUID
) -> Happening:
    """Give the moment at which a member comes to a tier by something else than a rule (R17)."""
    return Happening(
        trigger="achievement",
        member=member,
        at=at,
        source_kind=source_kind,
        source_id=source_id,
        happened={KIND.name: "tier", CODE.name: tier},
    )
