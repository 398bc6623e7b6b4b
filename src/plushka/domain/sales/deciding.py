"""Decide one sale: plain Python, no database, no clock.

What is decided is put into the book and the standing at once, so the next
sale of the list sees it. Everything that may be refused is asked before the
first change.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from msgspec import Struct

from plushka.domain.ledger.book import Book
from plushka.domain.ledger.terms import Cause, Entry, LotKind, LotTerms
from plushka.domain.programmes import reasons
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.sales import bringing
from plushka.domain.sales.asked import AskedSale, Asker
from plushka.domain.sales.bringing import Friend
from plushka.domain.sales.pricing import Priced, price
from plushka.domain.sales.promising import Situation
from plushka.domain.sales.proving import check_proof
from plushka.domain.sales.refusals import ReceiptTooOld
from plushka.domain.sales.standing import Standing
from plushka.domain.sales.using import take
from plushka.domain.vouchers.taking_off import Right
from plushka.lib.ids import new_id


@dataclass(frozen=True, slots=True)
class Reward:
    """What a sale gave beside the buyer's accrual; ``tier`` is theirs at that moment.

    A referrer's part, or points with a term of their own: then ``promise`` is
    the place in ``Priced.given``.
    """

    member: UUID
    tier: str
    entry: Entry
    promise: int | None = None
    terms: LotTerms | None = None


class Decided(Struct, frozen=True):
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
    situation: Situation | None = None,
    right: Right | None = None,
) -> Decided:
    """Decide one sale and put it into the book: points taken first, then points given.

    ``confirm`` is told whose points, and how many, before they are taken; it
    refuses. ``referrer`` is who brought the buyer and may be rewarded (E15).
    ``situation`` says what is offered beside the programme's terms, ``right`` what a voucher is.
    """
    check_age(at, moment=book.moment, programme=programme, asker=asker)
    check_proof(asked, standing, asker)
    priced = price(
        asked, at=at, programme=programme, standing=standing, book=book, zone=zone,
        situation=situation, right=right,
    )  # fmt: skip
    if standing is not None and priced.points and _needs_code(programme, asker):
        confirm(standing.member, priced.points)
    sale = new_id()
    redemption = accrual = terms = None
    is_moved = False
    rewards: tuple[Reward, ...] = ()
    if standing is not None:
        to = _Posting(sale, programme, book, asker, at, zone)
        redemption = to.redeem(standing, priced)
        accrual, terms = to.accrue(standing, priced)
        rewards = (*to.reward(referrer, standing, priced), *to.give_apart(standing, priced))
        if situation is not None:
            take(situation, priced.uses)
        is_moved = standing.add(
            priced.counted, ladder=programme.ladder, bought_at=at, at=book.moment, zone=zone
        )
        # A gift that waited for the first purchase is good for the next one (E16).
        book.open_early(standing.account, None, since=book.moment)
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


class _Posting(Struct, frozen=True):
    """Writes what one sale gives and takes into the book."""

    sale: UUID
    programme: Compiled
    book: Book
    asker: Asker
    at: dt.datetime
    zone: str

    def redeem(self, buyer: Standing, priced: Priced) -> Entry | None:
        """Take the points that pay."""
        if not priced.points:
            return None
        value = self.programme.point_value
        points = self.book.needed(buyer.account, priced.points, value=value)
        why = [_why_redeemed(priced, self.programme)]
        why += self.book.why_counted(buyer.account, of=priced.points, became=points, value=value)
        order = self.programme.document.spending_order
        cause = self._cause("redeem", why)
        return self.book.redeem(buyer.account, points, cause, order=order, most=priced.kinds)

    def accrue(self, buyer: Standing, priced: Priced) -> tuple[Entry | None, LotTerms | None]:
        """Give the points of the purchase."""
        if not priced.accrued:
            return None, None
        terms = self._terms("PURCHASE", buyer.tier)
        why = [facts for facts in priced.explanation if "apart" not in facts]
        entry = self._give(buyer, priced.accrued, terms, self._cause("accrue", why))
        return entry, None if entry is None else terms

    def _give(self, whom: Standing, points: int, terms: LotTerms, cause: Cause) -> Entry | None:
        """Give points of the programme, as they are counted by now; None where that is nothing."""
        value = self.programme.point_value
        own = self.book.counted(whom.account, points, value=value)
        if not own:
            return None
        cause.explanation.extend(
            self.book.why_counted(whom.account, of=points, became=own, value=value)
        )
        return self.book.accrue(whom.account, own, terms, cause)

    def reward(
        self, referrer: Standing | None, buyer: Standing, priced: Priced
    ) -> Iterator[Reward]:
        """Give who brought the buyer their part (E15)."""
        if referrer is None:
            return
        friend = Friend(buyer, self.at, self.book.moment, self.zone)
        share = bringing.of_purchase(
            self.programme,
            referrer,
            friend,
            lines=priced.lines,
            paid=priced.paid,
            accrued=priced.accrued,
        )
        if share is not None:
            terms = self._terms("REFERRAL", referrer.tier)
            cause = self._cause("referral", [*share.why])
            if entry := self._give(referrer, share.points, terms, cause):
                referrer.count_for_friends(entry.points, friend.month)
                yield Reward(referrer.member, referrer.tier, entry)

    def give_apart(self, buyer: Standing, priced: Priced) -> Iterator[Reward]:
        """Give points that have a term of their own."""
        for number, one in enumerate(priced.given):
            if one.has_own_term:
                effect = one.effect
                terms = self.programme.lot_terms(
                    "GIFT",
                    buyer.tier,
                    self.at,
                    self.book.moment,
                    days=effect.valid_days,
                    opens_days=effect.opens_days,
                )
                cause = self._cause(f"promise:{number}", [one.facts])
                if entry := self._give(buyer, one.points, terms, cause):
                    yield Reward(buyer.member, buyer.tier, entry, number, terms)

    def _terms(self, kind: LotKind, tier: str) -> LotTerms:
        return self.programme.lot_terms(kind, tier, self.at, self.book.moment)

    def _cause(self, part: str, why: list[dict[str, Any]]) -> Cause:
        key = f"sale:{self.sale}:{part}"
        version, actor = self.programme.version, self.asker.actor
        return Cause(key, "SALE", self.sale, version, actor, self.at, why)


def _needs_code(programme: Compiled, asker: Asker) -> bool:
    return programme.document.confirmations.redeem and not asker.is_trusted


def _why_redeemed(priced: Priced, programme: Compiled) -> dict[str, Any]:
    return reasons.redemption(
        points=priced.points,
        redeemed=priced.redeemed,
        net=priced.total - priced.discount,
        currency=programme.document.money.currency,
    )
