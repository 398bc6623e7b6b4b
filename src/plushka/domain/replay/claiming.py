"""A receipt of the past that got a member afterwards (T42); see ``claiming`` of sales."""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from plushka.domain.campaigns.rooms import Whose
from plushka.domain.ledger.terms import Cause
from plushka.domain.programmes.earning import parts_of
from plushka.domain.replay.happened import Claimed
from plushka.domain.replay.lives import Bought, Life
from plushka.domain.replay.offering import situation
from plushka.domain.replay.selling import see_recent
from plushka.domain.replay.state import KeptReward, KeptSale, State
from plushka.domain.sales import bringing
from plushka.domain.sales.afterwards import give_afterwards
from plushka.domain.sales.bringing import Friend, month_of
from plushka.domain.sales.giving_back import what_remains
from plushka.domain.sales.keeping import kept
from plushka.domain.sales.promising import Given
from plushka.domain.sales.returning_promises import promised
from plushka.lib.days import local_day


def claim(state: State, old: Claimed) -> None:
    """Let the member earn on what is left of the receipt, by the rules it was decided by."""
    sale, plan, book = state.kept[old.sale], state.plan, state.book
    life = state.life(old.account, old.member, old.at)
    life.look_at_tier(old.at, plan, may_move=plan.candidate is not None)
    see_recent(state, life, old.at)
    referrer = None
    if old.referrer is not None and old.referrer_account is not None:
        referrer = state.life(old.referrer_account, old.referrer, old.at)
    programme, standing = sale.programme, life.standing
    remaining, paid = what_remains(sale.lines)
    buyer = standing.buyer(old.sold_at, plan.zone)
    is_partly = any(line.returned for line in sale.lines)
    found = programme.earn(
        remaining,
        paid,
        buyer,
        shares=[0] * len(paid),
        sold=[line.paid for line in sale.lines] if is_partly else None,
    )
    beside = give_afterwards(
        situation(state, old, life, programme, at=old.sold_at),
        sale.lines,
        parts_of(found, len(paid)),
        programme=programme,
        buyer=buyer,
        is_itemised=old.is_itemised,
    )
    points = sum(one.points for one in found) + sum(beside.parts)
    counted = programme.counted_for_tier(remaining, paid)
    own = book.counted(life.page.account, points, value=programme.point_value)
    sale.buyer, sale.life, sale.stands = buyer, life, own
    sale.counted = sale.first = life.page.conversion
    if own:
        terms = programme.lot_terms("PURCHASE", standing.tier, old.sold_at, book.moment)
        cause = _cause(old, "accrue", sale)
        sale.accrual = _opened(life, book.accrue(life.page.account, own, terms, cause).id)
    if beside.given:
        _give_beside(state, life, sale, old, beside.given)
    if referrer is not None:
        friend = Friend(standing, old.sold_at, book.moment, plan.zone)
        share = bringing.of_purchase(
            programme, referrer.standing, friend, lines=remaining, paid=paid, accrued=points
        )
        if share is not None:
            _reward(state, referrer, sale, old, share.points)
    sale.bought = Bought(old.sold_at, old.at, counted)
    life.bought.append(sale.bought)
    standing.add(
        counted, ladder=programme.ladder, bought_at=old.sold_at, at=book.moment, zone=plan.zone
    )
    if book.open_early(life.page.account, None, since=book.moment):
        life.spent()
    life.note(plan)
    if plan.covers(old.sold_at):
        life.receipts += 1
        state.counts.claimed(buyer.tier, sum(line.paid for line in sale.lines), points)


def _reward(state: State, referrer: Life, sale: KeptSale, old: Claimed, points: int) -> None:
    """Give who brought the buyer their part (E15)."""
    book, account, programme = state.book, referrer.page.account, sale.programme
    if own := book.counted(account, points, value=programme.point_value):
        tier = referrer.standing.tier
        terms = programme.lot_terms("REFERRAL", tier, old.sold_at, book.moment)
        entry = book.accrue(account, own, terms, _cause(old, "referral", sale))
        _opened(referrer, entry.id)
        since, month = entry.conversion, month_of(book.moment, state.plan.zone)
        referrer.standing.count_for_friends(own, month)
        sale.rewards.append(
            KeptReward(referrer, tier, entry.id, own, since, since, None, month=month)
        )
        referrer.note(state.plan)


def _give_beside(
    state: State, life: Life, sale: KeptSale, old: Claimed, given: Sequence[Given]
) -> None:
    """Give points that have a term of their own, and keep what was promised for returns."""
    zone = state.plan.zone
    if sale.buyer is not None:
        sale.promised = promised(
            [msgspec.to_builtins(kept(one)) for one in given],
            sale.programme,
            buyer=sale.buyer,
            whose=Whose(old.member, state.outlets[old.outlet], local_day(old.sold_at, zone)),
            at=old.sold_at,
            zone=zone,
        )
    tier, account, book = life.standing.tier, life.page.account, state.book
    for number, one in enumerate(given):
        if one.has_own_term:
            effect = one.effect
            terms = sale.programme.lot_terms(
                "GIFT",
                tier,
                old.sold_at,
                book.moment,
                days=effect.valid_days,
                opens_days=effect.opens_days,
            )
            cause = _cause(old, f"promise:{number}", sale)
            own = book.counted(account, one.points, value=sale.programme.point_value)
            if not own:
                continue
            lot = _opened(life, book.accrue(account, own, terms, cause).id)
            since = life.page.conversion
            sale.rewards.append(KeptReward(life, tier, lot, own, since, since, number))


def _opened(life: Life, lot: UUID) -> UUID:
    life.opened(lot)
    life.kept.add(lot)
    return lot


def _cause(old: Claimed, part: str, sale: KeptSale) -> Cause:
    key, version = f"sale:{old.sale}:{part}", sale.programme.version
    return Cause(key, "SALE", old.sale, version, "system:replay", old.sold_at, [])
