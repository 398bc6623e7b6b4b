"""What is offered to the buyers of a list: by the programme's rules and by campaigns."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from msgspec import structs

from plushka.domain.campaigns import counters
from plushka.domain.campaigns.compiled import Live
from plushka.domain.campaigns.rooms import Rooms, Whose
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.programmes.deals.offer import Offer
from plushka.domain.rules.facts import Member
from plushka.domain.sales.asked import AskedSale
from plushka.domain.sales.lines import check_moment
from plushka.domain.sales.loading import Named
from plushka.domain.sales.promising import Situation
from plushka.domain.sales.standing import Standing
from plushka.domain.segments.queries import known_of, known_statement
from plushka.lib.days import local_day
from plushka.lib.db.statements import Statement
from plushka.lib.refusal import Refusal


@dataclass(slots=True)
class Wanted:
    """What has to be read before it can be said what is offered to whom."""

    lives: dict[UUID, Live] = field(default_factory=dict)
    whose: set[Whose] = field(default_factory=set)
    #: Of whom more has to be known than where they stand.
    members: set[UUID] = field(default_factory=set)

    @property
    def is_counted(self) -> bool:
        """Whether a campaign with a budget may give something."""
        return any(live.offer.budgets for live in self.lives.values())

    def locks(self) -> list[Statement]:
        """Give what locks the counters; for who cannot afford to be told too late."""
        return (
            [counters.lock_statement(self.lives.values(), self.whose)] if self.is_counted else []
        )

    def statements(self) -> list[Statement]:
        """Give what reads it: as many statements as ``offered`` takes answers."""
        found: list[Statement] = []
        if self.members:
            found.append(known_statement(member_ids=self.members))
        if self.is_counted:
            found.append(counters.find_statement(self.lives.values(), self.whose))
        return found


@dataclass(slots=True)
class Offered:
    """What is known for saying what is offered; ``rooms`` changes with every sale."""

    known: Mapping[UUID, Member] = field(default_factory=dict)
    rooms: Rooms = field(default_factory=Rooms)
    campaigns: Mapping[str, UUID] = field(default_factory=dict)

    def taking(self) -> list[Statement]:
        """Give what counts all that was given; nothing where nothing is counted."""
        taking = counters.take_statement(self.rooms, self.campaigns)
        return [] if taking is None else [taking]


def wanted(sales: Iterable[AskedSale], named: Named, *, at: dt.datetime) -> Wanted:
    """Look what the sales of a list may be offered."""
    found = Wanted()
    for sale in sales:
        member = named.members.get(sale.member) if sale.member else None
        if member is None:
            continue
        try:
            moment = check_moment(sale.at, moment=at)
        except Refusal:
            continue
        _want(found, sale, member, named, moment)
    return found


def wanted_of(sale: AskedSale, member: UUID, named: Named, *, at: dt.datetime) -> Wanted:
    """Look what one sale may be offered, to a member whom it need not name."""
    found = Wanted()
    _want(found, sale, member, named, at)
    return found


def _want(found: Wanted, sale: AskedSale, member: UUID, named: Named, moment: dt.datetime) -> None:
    if any(offer.asks_more for offer in offers(named, moment)):
        found.members.add(member)
    for live in named.campaigns.at(moment):
        found.lives[live.version] = live
        if live.offer.budgets:
            found.whose.add(Whose(member, sale.outlet, local_day(moment, named.place.zone)))


def offered(asked: Wanted, rows: Sequence[Sequence[tuple[Any, ...]]]) -> Offered:
    """Read the answers to ``Wanted.statements``."""
    answers = iter(rows)
    return Offered(
        known=known_of(next(answers)) if asked.members else {},
        rooms=counters.rooms_of(next(answers)) if asked.is_counted else Rooms(),
        campaigns={live.code: live.campaign for live in asked.lives.values()},
    )


def offers(named: Named, moment: dt.datetime) -> tuple[Offer, ...]:
    """Give what is offered at a moment, the programme's own first."""
    own = named.rules.at(moment).offer
    campaigns = tuple(live.offer for live in named.campaigns.at(moment) if live.offer.deals)
    return campaigns if own is None else (own, *campaigns)


def situation_of(
    asked: AskedSale, standing: Standing | None, known: Offered, named: Named, *, at: dt.datetime
) -> Situation | None:
    """Say in which situation a sale is decided; None where nothing is offered."""
    if standing is None or not (found := offers(named, at)):
        return None
    return Situation(
        offers=found,
        member=member_of(standing, known.known.get(standing.member)),
        whose=Whose(standing.member, asked.outlet, local_day(at, named.place.zone)),
        at=at,
        zone=named.place.zone,
        staff=asked.staff or "",
        rooms=known.rooms,
    )


def situation_by(
    programme: Compiled, asked: AskedSale, standing: Standing | None, *, at: dt.datetime, zone: str
) -> Situation | None:
    """Say in which situation a receipt is tried on a programme alone, without campaigns."""
    if standing is None or programme.offer is None:
        return None
    return Situation(
        offers=(programme.offer,),
        member=member_of(standing, None),
        whose=Whose(standing.member, asked.outlet, local_day(at, zone)),
        at=at,
        zone=zone,
        staff=asked.staff or "",
        rooms=Rooms(),
    )


def member_of(standing: Standing, known: Member | None) -> Member:
    """Say who a member is to conditions: as known, and where they stand by now (T7)."""
    return structs.replace(
        known or Member(id=standing.member, is_blocked=standing.is_blocked),
        tier=standing.tier,
        paid_total=standing.paid_total,
        n_purchases=standing.n_purchases,
        last_purchase_at=standing.last_at,
    )
