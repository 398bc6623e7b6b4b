"""What a claimed receipt gives, put into the book and the standing (T42)."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from plushka.domain.campaigns import counters
from plushka.domain.campaigns.rooms import Rooms, Whose
from plushka.domain.ledger.book import Book
from plushka.domain.ledger.terms import Cause, Entry, LotTerms
from plushka.domain.programmes import reasons
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.programmes.earning import parts_of
from plushka.domain.programmes.facts import Buyer, Line
from plushka.domain.sales import bringing
from plushka.domain.sales.afterwards import give_afterwards
from plushka.domain.sales.asked import Asker
from plushka.domain.sales.bringing import Friend
from plushka.domain.sales.deciding import Reward
from plushka.domain.sales.giving_back import SoldLine, what_remains
from plushka.domain.sales.loading import Named
from plushka.domain.sales.models import Sale
from plushka.domain.sales.offered import member_of
from plushka.domain.sales.promising import Given, Situation
from plushka.domain.sales.refusals import (
    AlreadyReturned,
)
from plushka.domain.sales.returning import sold_lines
from plushka.domain.sales.standing import Standing
from plushka.domain.segments.queries import find_known
from plushka.domain.tenants.queries import Place
from plushka.lib.days import local_day
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, run


@dataclass(frozen=True, slots=True)
class Claiming:
    """Everybody whose points a claim may touch, and what it is decided by."""

    place: Place
    sale: Sale
    asker: Asker
    programme: Compiled
    book: Book
    standing: Standing
    referrer: Standing | None
    moment: dt.datetime
    situation: Situation | None
    campaigns: Mapping[str, UUID]
    #: Nothing proves whose account it is, so the answer hides it (ADR 32).
    hides: bool = False

    def taking(self) -> list[Statement]:
        """Give what counts all that was given; nothing where nothing is counted."""
        if self.situation is None:
            return []
        taking = counters.take_statement(self.situation.rooms, self.campaigns)
        return [] if taking is None else [taking]


@dataclass(frozen=True, slots=True)
class Earned:
    """What the receipt gives: to its buyer, each line's part of it, and to who brought them."""

    buyer: Buyer
    points: int
    parts: list[int]
    explanation: list[dict[str, Any]]
    counted: int
    accrual: Entry | None
    terms: LotTerms | None
    rewards: tuple[Reward, ...]
    given: Sequence[Given]
    left: frozenset[str]


def offered_then(
    sale: Sale, outlet: str, standing: Standing, programme: Compiled, named: Named
) -> tuple[Situation | None, Mapping[str, UUID]]:
    """Say what was offered when the receipt was sold, and lock the budgets of that.

    The accounts and the sale are locked before the counters, as everywhere.
    """
    lives = {live.version: live for live in named.campaigns.at(sale.at)}
    own = () if programme.offer is None else (programme.offer,)
    offers = (*own, *(live.offer for live in lives.values() if live.offer.deals))
    if not offers or sale.member_id is not None:
        return None, {}
    whose = Whose(standing.member, outlet, local_day(sale.at, named.place.zone))
    rooms = Rooms()
    if any(offer.budgets for offer in offers):
        lock = counters.lock_statement(lives.values(), [whose])
        _, rows = run(raw(), [lock, counters.find_statement(lives.values(), [whose])])
        rooms = counters.rooms_of(rows)
    known = {}
    if any(offer.asks_more for offer in offers):
        known = find_known(member_ids=[standing.member])
    situation = Situation(
        offers=offers,
        member=member_of(standing, known.get(standing.member)),
        whose=whose,
        at=sale.at,
        zone=named.place.zone,
        staff=sale.staff,
        rooms=rooms,
    )
    return situation, {live.code: live.campaign for live in lives.values()}


def earn(claiming: Claiming) -> Earned:
    """Decide what the receipt gives, and put it into the book and the standing."""
    sale, programme, standing = claiming.sale, claiming.programme, claiming.standing
    book, zone = claiming.book, claiming.place.zone
    sold = sold_lines(sale)
    if not any(line.left for line in sold):
        raise AlreadyReturned
    remaining, paid = what_remains(sold)
    buyer = standing.buyer(sale.at, zone)
    found = programme.earn(remaining, paid, buyer, shares=[0] * len(sold), sold=_sold(sold))
    parts = parts_of(found, len(sold))
    beside = give_afterwards(
        claiming.situation,
        sold,
        parts,
        programme=programme,
        buyer=buyer,
        is_itemised=sale.is_itemised,
    )
    parts = list(map(int.__add__, parts, beside.parts))
    points = sum(one.points for one in found) + sum(beside.parts)
    explanation = [*(one.facts for one in found), *beside.explanation]
    if points:
        currency = programme.document.money.currency
        explanation.append(reasons.claimed(points=points, currency=currency))
    counted = programme.counted_for_tier(remaining, paid)
    terms = accrual = None
    if points:
        terms = programme.lot_terms("PURCHASE", standing.tier, sale.at, book.moment)
        why = [facts for facts in explanation if "apart" not in facts]
        cause = _cause(claiming, "accrue", why)
        accrual = _give(claiming, standing.account, points, terms, cause)
    rewards = (*_reward(claiming, remaining, paid, points), *_give_apart(claiming, beside.given))
    standing.bought(sale.at, counted=counted, zone=zone)
    standing.climb(programme.ladder, counted=counted, bought_at=sale.at, at=book.moment)
    book.open_early(standing.account, None, since=book.moment)
    return Earned(
        buyer,
        points,
        parts,
        explanation,
        counted,
        accrual,
        terms,
        rewards,
        beside.given,
        beside.left,
    )


def _reward(
    claiming: Claiming, remaining: list[Line], paid: list[int], points: int
) -> Iterator[Reward]:
    """Give who brought the buyer their part (E15)."""
    sale, programme, book = claiming.sale, claiming.programme, claiming.book
    friend = Friend(claiming.standing, sale.at, book.moment, claiming.place.zone)
    if referrer := claiming.referrer:
        share = bringing.of_purchase(
            programme, referrer, friend, lines=remaining, paid=paid, accrued=points
        )
        if share is not None:
            own = programme.lot_terms("REFERRAL", referrer.tier, sale.at, book.moment)
            cause = _cause(claiming, "referral", [*share.why])
            if entry := _give(claiming, referrer.account, share.points, own, cause):
                yield Reward(referrer.member, referrer.tier, entry)


def _give_apart(claiming: Claiming, given: Sequence[Given]) -> Iterator[Reward]:
    """Give points that have a term of their own."""
    standing, at, book = claiming.standing, claiming.sale.at, claiming.book
    for number, one in enumerate(given):
        if one.has_own_term:
            effect, tier = one.effect, standing.tier
            terms = claiming.programme.lot_terms(
                "GIFT", tier, at, book.moment, days=effect.valid_days, opens_days=effect.opens_days
            )
            cause = _cause(claiming, f"promise:{number}", [one.facts])
            if entry := _give(claiming, standing.account, one.points, terms, cause):
                yield Reward(standing.member, tier, entry, number, terms)


def _give(
    claiming: Claiming, account: UUID, points: int, terms: LotTerms, cause: Cause
) -> Entry | None:
    """Give points of the receipt's version, as they are counted by now (T35)."""
    book, value = claiming.book, claiming.programme.point_value
    if not (own := book.counted(account, points, value=value)):
        return None
    cause.explanation.extend(book.why_counted(account, of=points, became=own, value=value))
    return book.accrue(account, own, terms, cause)


def _sold(lines: list[SoldLine]) -> list[int] | None:
    """Give what was paid, where a part of it came back; the rules ask only then (T11)."""
    return [line.paid for line in lines] if any(line.returned for line in lines) else None


def _cause(claiming: Claiming, part: str, explanation: list[dict[str, Any]]) -> Cause:
    sale: UUID = claiming.sale.id
    key, version = f"sale:{sale}:{part}", claiming.programme.version
    actor, at = claiming.asker.actor, claiming.sale.at
    return Cause(key, "SALE", sale, version, actor, at, explanation)
