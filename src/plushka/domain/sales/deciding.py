"""Decide one sale: plain Python, no database, no clock.

What is decided is put into the book and the standing at once, so the next
sale of the list sees it. Everything that may be refused is asked before the
first change.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from plushka.domain.ledger.book import Book
from plushka.domain.ledger.terms import Cause, Entry, LotTerms, PointsKind
from plushka.domain.programmes import reasons
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.programmes.earning import Earning
from plushka.domain.programmes.facts import Buyer, Line
from plushka.domain.sales.asked import AskedSale, Asker
from plushka.domain.sales.explaining import how_paid, what_led
from plushka.domain.sales.lines import lines_of
from plushka.domain.sales.redeeming import how_much, of_kinds
from plushka.domain.sales.refusals import MemberBlocked, ReceiptTooOld
from plushka.domain.sales.standing import Standing
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField


@dataclass(frozen=True, slots=True)
class Priced:
    """A receipt with everything the programme makes of it; lists go with the lines.

    Kopecks and hundredths of points. ``explanation`` holds facts, one for each
    number that is not plain, each with ``rule``, ``base`` and ``points``.
    """

    lines: Sequence[Line]
    discounts: Sequence[int]
    shares: Sequence[int]
    paid: Sequence[int]
    parts: Sequence[int]
    total: int
    discount: int
    redeemed: int
    max_redeem: int
    to_pay: int
    accrued: int
    counted: int
    explanation: list[dict[str, Any]]
    buyer: Buyer | None
    #: Points redeemed of each kind, where kinds have limits of their own (T45).
    kinds: dict[PointsKind, int] | None = None


@dataclass(frozen=True, slots=True)
class Reward:
    """What a sale gave to somebody else than the buyer; ``tier`` is theirs at that moment."""

    member: UUID
    tier: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Decided:
    """A sale as it is to be written."""

    id: UUID
    asked: AskedSale
    asker: Asker
    outlet: UUID
    at: dt.datetime
    version: UUID
    priced: Priced
    standing: Standing | None
    redemption: Entry | None
    accrual: Entry | None
    terms: LotTerms | None
    tier_changed: bool
    rewards: tuple[Reward, ...]


def check_age(at: dt.datetime, *, moment: dt.datetime, programme: Compiled, asker: Asker) -> None:
    """Refuse a receipt older than the programme takes, but from those who bring history (T7)."""
    days = programme.document.late_limit_days
    oldest = moment - dt.timedelta(days=days)
    if at < oldest and not asker.has_history:
        raise ReceiptTooOld(oldest=oldest, days=days)


def price(
    asked: AskedSale,
    *,
    at: dt.datetime,
    programme: Compiled,
    standing: Standing | None,
    book: Book,
    zone: str,
) -> Priced:
    """Say what the programme makes of a receipt; changes nothing.

    Refuses ``NotEnoughPoints`` before ``PaysTooMuchWithPoints`` where both are
    true (T9).
    """
    lines = lines_of(asked)
    if standing is None:
        return _price_for_nobody(asked, lines)
    if standing.is_blocked:
        raise MemberBlocked
    buyer = standing.buyer(at, zone)
    discounts = programme.discounts(lines, buyer)
    limit = programme.limits(lines, discounts, buyer)
    redeem = how_much(asked, limit, standing=standing, book=book)
    kinds = of_kinds(redeem, limit, programme, standing=standing, book=book)
    shares = limit.shares(redeem, kinds)
    paid = [
        line.value - off - share for line, off, share in zip(lines, discounts, shares, strict=True)
    ]
    earnings = programme.earn(lines, paid, buyer, shares=shares)
    total, discount = sum(line.value for line in lines), sum(discounts)
    return Priced(
        lines=lines,
        discounts=discounts,
        shares=shares,
        paid=paid,
        parts=_parts(earnings, len(lines)),
        total=total,
        discount=discount,
        redeemed=redeem,
        max_redeem=limit.total,
        to_pay=total - discount - redeem,
        accrued=sum(earning.points for earning in earnings),
        counted=programme.counted_for_tier(lines, paid),
        explanation=[
            *what_led(programme, lines, buyer, earnings, limit, total - discount),
            *how_paid(programme, redeem, kinds, total - discount),
        ],
        buyer=buyer,
        kinds=kinds,
    )


def decide(
    asked: AskedSale,
    *,
    asker: Asker,
    outlet: UUID,
    at: dt.datetime,
    programme: Compiled,
    standing: Standing | None,
    book: Book,
    zone: str,
    confirm: Callable[[UUID, int], object],
    referrer: Standing | None = None,
) -> Decided:
    """Decide one sale and put it into the book: points taken first, then points given.

    ``confirm`` is told whose points, and how many, before they are taken; it
    refuses. ``referrer`` is who brought the buyer and may be rewarded (E15).
    """
    check_age(at, moment=book.moment, programme=programme, asker=asker)
    priced = price(asked, at=at, programme=programme, standing=standing, book=book, zone=zone)
    if standing is not None and priced.redeemed and _needs_code(programme, asker):
        confirm(standing.member, priced.redeemed)
    sale = new_id()
    redemption = accrual = terms = None
    is_moved = False
    rewards: tuple[Reward, ...] = ()
    if standing is not None:
        account = standing.account
        if priced.redeemed:
            why = [_why_redeemed(priced, programme)]
            cause = _cause("redeem", sale, programme, asker, at, why)
            order = programme.document.spending_order
            redemption = book.redeem(
                account, priced.redeemed, cause, order=order, most=priced.kinds
            )
        if priced.accrued:
            terms = programme.lot_terms("PURCHASE", standing.tier, at, book.moment)
            cause = _cause("accrue", sale, programme, asker, at, priced.explanation)
            accrual = book.accrue(account, priced.accrued, terms, cause)
        if referrer is not None:
            rewards = _rewards(referrer, sale, priced, programme, book=book, asker=asker, at=at)
        before = standing.tier
        standing.bought(at, counted=priced.counted, zone=zone)
        standing.climb(programme.ladder, counted=priced.counted, bought_at=at, at=book.moment)
        is_moved = standing.tier != before
    return Decided(
        id=sale,
        asked=asked,
        asker=asker,
        outlet=outlet,
        at=at,
        version=programme.version,
        priced=priced,
        standing=standing,
        redemption=redemption,
        accrual=accrual,
        terms=terms,
        tier_changed=is_moved,
        rewards=rewards,
    )


def _rewards(
    referrer: Standing,
    sale: UUID,
    priced: Priced,
    programme: Compiled,
    *,
    book: Book,
    asker: Asker,
    at: dt.datetime,
) -> tuple[Reward, ...]:
    earned = programme.referral_reward(
        priced.lines, priced.paid, priced.accrued, tier=referrer.tier
    )
    if earned is None or not earned.points:
        return ()
    terms = programme.lot_terms("REFERRAL", referrer.tier, at, book.moment)
    cause = _cause("referral", sale, programme, asker, at, [earned.facts])
    entry = book.accrue(referrer.account, earned.points, terms, cause)
    return (Reward(referrer.member, referrer.tier, entry),)


def _needs_code(programme: Compiled, asker: Asker) -> bool:
    return programme.document.confirmations.redeem and not asker.is_trusted


def _why_redeemed(priced: Priced, programme: Compiled) -> dict[str, Any]:
    return reasons.redemption(
        redeemed=priced.redeemed,
        net=priced.total - priced.discount,
        currency=programme.document.money.currency,
    )


def _cause(
    part: str,
    sale: UUID,
    programme: Compiled,
    asker: Asker,
    at: dt.datetime,
    explanation: list[dict[str, Any]],
) -> Cause:
    return Cause(
        f"sale:{sale}:{part}", "SALE", sale, programme.version, asker.actor, at, explanation
    )


def _price_for_nobody(asked: AskedSale, lines: list[Line]) -> Priced:
    if asked.redeem not in {None, 0, "max"}:
        raise BadField("redeem", "name the member whose points pay")
    zeros = [0] * len(lines)
    values = [line.value for line in lines]
    return Priced(
        lines=lines,
        discounts=zeros,
        shares=zeros,
        paid=values,
        parts=zeros,
        total=sum(values),
        discount=0,
        redeemed=0,
        max_redeem=0,
        to_pay=sum(values),
        accrued=0,
        counted=0,
        explanation=[],
        buyer=None,
    )


def _parts(earnings: Sequence[Earning], n_lines: int) -> list[int]:
    if len(earnings) == 1:
        return earnings[0].parts
    parts = [0] * n_lines
    for earning in earnings:
        for place, points in enumerate(earning.parts):
            parts[place] += points
    return parts
