"""A sale of the past, decided again."""

import datetime as dt
from collections.abc import Sequence

import msgspec

from plushka.domain.campaigns.rooms import Whose
from plushka.domain.ledger.spending import NotEnoughPoints
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.programmes.paying import PaysTooMuchWithPoints, RedeemNotAllowed
from plushka.domain.replay.happened import OldLine, Sold
from plushka.domain.replay.lives import Bought, Life
from plushka.domain.replay.offering import situation
from plushka.domain.replay.state import KeptReward, KeptSale, State
from plushka.domain.sales.asked import AskedSale, Asker
from plushka.domain.sales.bringing import month_of
from plushka.domain.sales.deciding import Decided, decide
from plushka.domain.sales.giving_back import SoldLine
from plushka.domain.sales.keeping import kept
from plushka.domain.sales.pricing import Priced
from plushka.domain.sales.returning_promises import Promised, promised
from plushka.domain.vouchers.taking_off import Right
from plushka.domain.vouchers.terms import Terms
from plushka.lib.days import local_day

ASKER = Asker(actor="system:replay", is_trusted=True, has_history=True)
"""What was taken then is taken again, of any age and without a code."""

_lines = msgspec.json.Decoder(tuple[OldLine, ...])


def sell(state: State, old: Sold) -> None:
    """Decide a sale again, put it into the book, and count it."""
    plan, moment = state.plan, old.received_at
    programme = plan.judging(old.version, old.at)
    life = referrer = None
    if old.referrer is not None and old.referrer_account is not None:
        referrer = state.life(old.referrer_account, old.referrer, moment)
    if old.member is not None and old.account is not None:
        life = state.life(old.account, old.member, moment)
        life.look_at_tier(moment, plan, may_move=plan.candidate is not None)
        see_recent(state, life, moment)
    lines = _lines.decode(old.lines)
    decided = _decide(state, old, lines, programme, life=life, referrer=referrer)
    priced = decided.priced
    if life is not None:
        _keep(state, life, old, decided)
    for reward in decided.rewards:
        rewarded = state.lives[reward.entry.account]
        rewarded.opened(reward.entry.id)
        if old.is_kept:
            rewarded.kept.add(reward.entry.id)
        rewarded.note(plan)
    if old.is_kept:
        state.kept[old.id] = _kept(state, old, decided, programme, life, lines)
    if plan.covers(old.at):
        state.counts.sale(priced, lines)
    if plan.candidate is None:
        state.counts.compare(
            str(old.id),
            accrued=(old.accrued, priced.accrued),
            redeemed=(old.redeemed, priced.redeemed),
            discount=(old.discount, priced.discount),
            tier=(old.tier, priced.buyer.tier if priced.buyer else ""),
            tier_after=(old.tier_after, life.standing.tier if life else None),
        )


def see_recent(state: State, life: Life, moment: dt.datetime) -> None:
    """Let the member be seen as tiers see them that look at a window of purchases (T15)."""
    window = state.plan.in_force(moment).ladder.window
    standing = life.standing
    standing.recent_from = None if window is None else window.begins(moment)
    standing.recent = life.recent(standing.recent_from) if standing.recent_from else 0


def _decide(
    state: State,
    old: Sold,
    lines: tuple[OldLine, ...],
    programme: Compiled,
    *,
    life: Life | None,
    referrer: Life | None,
) -> Decided:
    """Decide with as many points as were redeemed, or as points and limits allow now."""
    redeem = programme.points_worth(old.redeemed)
    while True:
        asked = AskedSale(
            outlet=state.outlets[old.outlet],
            at=old.at,
            staff=old.staff,
            lines=lines if old.is_itemised else None,
            total=None if old.is_itemised else lines[0].price,
            redeem=redeem or None,
        )
        try:
            return decide(
                asked,
                asker=ASKER,
                outlet=old.outlet,
                at=old.at,
                programme=programme,
                standing=life.standing if life else None,
                referrer=referrer.standing if referrer else None,
                book=state.book,
                zone=state.plan.zone,
                confirm=_trust,
                situation=situation(state, old, life, programme, at=old.at),
                right=_right(old),
            )
        except NotEnoughPoints as refusal:
            redeem = max(0, redeem - refusal.missing)
        except PaysTooMuchWithPoints as refusal:
            redeem = min(redeem - 1, refusal.limit)
        except RedeemNotAllowed as refusal:
            redeem = min(refusal.nearest)


def _right(old: Sold) -> Right | None:
    """Give the voucher that was used: what it took off stays as it was, whatever the programme."""
    if old.voucher is None:
        return None
    return Right(old.id, Terms(title=""), tuple(msgspec.json.decode(old.voucher, type=list[int])))


def _trust(member: object, points: int) -> None:
    """Whoever paid with points then had the code, where one was needed."""


def _keep(state: State, life: Life, old: Sold, decided: Decided) -> None:
    """Add the sale to what its member bought and got."""
    plan, priced = state.plan, decided.priced
    if decided.accrual is not None:
        life.opened(decided.accrual.id)
    if decided.redemption is not None:
        used = life.page.redemptions[decided.redemption.id]
        if old.is_kept:
            life.kept.update(lot for lot, _ in used)
        else:
            del life.page.redemptions[decided.redemption.id]
        life.spent()
    life.note(plan)
    if old.is_kept and decided.accrual is not None:
        life.kept.add(decided.accrual.id)
    life.bought.append(Bought(old.at, old.received_at, priced.counted))
    if plan.covers(old.at):
        life.receipts += 1
        life.discount += priced.discount
        life.paid += priced.to_pay


def _kept(
    state: State,
    old: Sold,
    decided: Decided,
    programme: Compiled,
    life: Life | None,
    lines: Sequence[OldLine],
) -> KeptSale:
    priced = decided.priced
    return KeptSale(
        programme=programme,
        buyer=priced.buyer,
        life=life,
        bought=life.bought[-1] if life else None,
        lines=[
            SoldLine(
                number=line.number,
                quantity=line.quantity,
                value=line.value,
                paid=priced.paid[place],
                share=priced.shares[place],
                category=line.category,
                sku=line.sku,
                returned=0,
                discount=priced.discounts[place],
                name=lines[place].name or "",
                supplier=lines[place].supplier or "",
                price=lines[place].price,
                cost=lines[place].cost,
            )
            for place, line in enumerate(priced.lines)
        ],
        redemption=decided.redemption.id if decided.redemption else None,
        accrual=decided.accrual.id if decided.accrual else None,
        stands=decided.accrual.points if decided.accrual else 0,
        counted=life.page.conversion if life else 0,
        first=life.page.conversion if life else 0,
        rewards=[
            KeptReward(
                state.lives[one.entry.account],
                one.tier,
                one.entry.id,
                one.entry.points,
                one.entry.conversion,
                one.entry.conversion,
                one.promise,
                month=month_of(old.received_at, state.plan.zone) if one.promise is None else None,
            )
            for one in decided.rewards
        ],
        promised=_promised(state, old, priced, programme),
    )


def _promised(state: State, old: Sold, priced: Priced, programme: Compiled) -> Promised | None:
    if not priced.given or priced.buyer is None or old.member is None:
        return None
    zone = state.plan.zone
    return promised(
        [msgspec.to_builtins(kept(one)) for one in priced.given],
        programme,
        buyer=priced.buyer,
        whose=Whose(old.member, state.outlets[old.outlet], local_day(old.at, zone)),
        at=old.at,
        zone=zone,
    )
