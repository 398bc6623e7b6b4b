"""What rules and campaigns make of one receipt: money off, points on top. Pure.

Conditions are asked twice. Whoever lowers the price, and whom campaigns of one
group stand back for, is settled on the receipt as the programme alone prices
it; who only gives points is asked again when it is known what is paid with
money. So nothing that is given depends on itself.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

from msgspec import Struct, structs

from plushka.domain.campaigns.margins import capped, cut, margins, spend
from plushka.domain.campaigns.rooms import Rooms, Whose
from plushka.domain.campaigns.stacking import selected
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.programmes.deals.deal import Deal, On
from plushka.domain.programmes.deals.goods import Goods, weights
from plushka.domain.programmes.deals.money_off import taken_off
from plushka.domain.programmes.deals.offer import Offer
from plushka.domain.programmes.deals.points_on import Extra, Sums, extra
from plushka.domain.rules.conditions.partly import left_to_ask
from plushka.domain.rules.conditions.writing import document as written
from plushka.domain.rules.facts import Facts, Member, Receipt, facts_at
from plushka.domain.sales.narrowing import narrowed_to
from plushka.domain.sales.promise_facts import discount_facts, told_of

type Held = tuple[Offer, Sequence[Deal], Sequence[bool] | None]
"""An offer, its deals that hold so far, and which lines it is for; None where all are."""


class Situation(Struct, frozen=True):
    """Whom a receipt is of, where and when it is, and what is offered there and then."""

    offers: Sequence[Offer]
    member: Member
    whose: Whose
    at: dt.datetime
    zone: str
    staff: str
    rooms: Rooms


class Given(Struct, frozen=True, gc=False):
    """What one effect of a deal gave: money off each line, or points and each line's part."""

    offer: Offer
    deal: Deal
    place: int
    effect: Any
    facts: dict[str, Any]
    off: Sequence[int] = ()
    points: int = 0
    parts: Sequence[int] = ()
    has_own_term: bool = False
    #: What of the condition a return asks again, where that is not all or nothing of it.
    left_to_ask: dict[str, Any] | None = None


class Opened(Struct, frozen=True, gc=False):
    """The first half: what holds so far, and what comes off the price because of it."""

    held: Sequence[Held]
    facts: Facts
    off: Sequence[int]
    given: Sequence[Given]
    #: What each offer may still give of each line's margin, where it is limited (B9).
    left: dict[str, list[int | None]]
    #: Campaigns that hold and yet give nothing, because others of their group do (T31).
    stood_back: frozenset[str] = frozenset()


def facts_of(
    situation: Situation,
    goods: Goods,
    *,
    total: int,
    discount: int,
    redeemed: int,
) -> Facts:
    """Gather what conditions may look at."""
    return facts_at(
        situation.at,
        zone=situation.zone,
        member=situation.member,
        receipt=_receipt(goods, total=total, discount=discount, redeemed=redeemed),
        outlet=situation.whose.outlet,
        staff=situation.staff,
    )


def open_offers(
    situation: Situation,
    goods: Goods,
    discounts: Sequence[int],
    *,
    programme: Compiled,
    earned: Callable[[Sequence[int]], Sequence[int]],
    without: Collection[str] = (),
) -> Opened:
    """Say which deals hold and what they take off; ``discounts`` is the programme's own.

    ``earned`` says what lines would earn for what is paid, for campaigns of
    which the best is chosen. ``without`` are campaigns whose budget has no room.
    """
    net = [line.value - off for line, off in zip(goods.lines, discounts, strict=True)]
    total = sum(line.value for line in goods.lines)
    facts = facts_of(situation, goods, total=total, discount=sum(discounts), redeemed=0)

    alone: list[Sums] = []

    def worth(held: Held) -> int:
        if not alone:
            values, nothing = [line.value for line in goods.lines], [0] * len(net)
            asks = any(one.multiplies and one.stacking == "best" for one in situation.offers)
            alone.append(Sums(values, discounts, nothing, net, earned(net) if asks else nothing))
        return _worth(held, goods, alone[0], programme)

    meeting = _held(situation, goods, facts, without)
    held = selected(meeting, worth)
    stood_back: frozenset[str] = frozenset()
    if len(held) < len(meeting):
        stood_back = frozenset(one[0].campaign for one in meeting)
        stood_back -= {one[0].campaign for one in held}
    left = {
        one.campaign: margins(one, goods, net)
        for one, _, _ in held
        if one.margin_parts is not None
    }
    room = list(net)
    given = list(_taken_off(held, goods, facts, net, room, left, programme))
    off = [before - after for before, after in zip(net, room, strict=True)]
    return Opened(held, facts, off, given, left, stood_back)


def _taken_off(
    held: Sequence[Held],
    goods: Goods,
    facts: Facts,
    net: Sequence[int],
    room: list[int],
    left: dict[str, list[int | None]],
    programme: Compiled,
) -> Iterator[Given]:
    """Say what deals take off the price, and take it off ``room`` and ``left``."""
    for offer, deals, chosen in held:
        if not offer.lowers:
            continue
        base = programme.may_be_cheaper(goods.lines, weights(chosen, net))
        for deal in deals:
            for one in deal.off:
                such = weights(goods.chosen(one.chooses), base)
                parts = taken_off(one, such, capped(room, left.get(offer.campaign)))
                if not any(parts):
                    continue
                spend(parts, room, left.get(offer.campaign))
                why = discount_facts(one.effect, sum(parts), sum(such), programme)
                yield Given(
                    offer,
                    deal,
                    one.place,
                    one.effect,
                    told_of(offer, deal, why),
                    off=parts,
                    left_to_ask=_left_to_ask(deal, facts),
                )


def put_on(
    opened: Opened,
    goods: Goods,
    sums: Sums,
    *,
    programme: Compiled,
) -> list[Given]:
    """Say what deals give on top of what is earned, now that it is known what is paid."""
    facts = opened.facts
    if sum(sums.to_pay) != facts.receipt.to_pay:
        total, discount, redeemed = sum(sums.total), sum(sums.discount), sum(sums.redeemed)
        receipt = _receipt(goods, total=total, discount=discount, redeemed=redeemed)
        facts = structs.replace(facts, receipt=receipt)
    given: list[Given] = []
    for offer, deals, chosen in opened.held:
        narrowed: Sums | None = None
        for deal in deals:
            if not deal.on or not (deal.off or deal.asks == "nothing" or deal.holds(facts)):
                continue
            if narrowed is None:
                narrowed = narrowed_to(sums, goods, chosen, programme)
            for one in deal.on:
                found = extra(one, narrowed, programme.rounding)
                if (left := opened.left.get(offer.campaign)) is not None:
                    found = cut(found, left, programme)
                if found.points:
                    given.append(_given(offer, deal, one, found, facts, programme))
    return given


def _receipt(goods: Goods, *, total: int, discount: int, redeemed: int) -> Receipt:
    return Receipt(
        total=total,
        discount=discount,
        redeemed=redeemed,
        to_pay=total - discount - redeemed,
        lines=tuple(goods.seen),
    )


def _held(
    situation: Situation, goods: Goods, facts: Facts, without: Collection[str]
) -> list[Held]:
    found: list[Held] = []
    for offer in situation.offers:
        if offer.campaign in without or (offer.admits is not None and not offer.admits(facts)):
            continue
        chosen = goods.chosen(offer.chooses)
        if chosen is not None and True not in chosen:
            continue
        deals = [deal for deal in offer.deals if _may_hold(deal, offer) or deal.holds(facts)]
        if deals:
            found.append((offer, deals, chosen))
    return found


def _may_hold(deal: Deal, offer: Offer) -> bool:
    """Whether it is enough to ask a deal once it is known what is paid with money."""
    return offer.stacking == "sum" and not deal.off and deal.asks != "nothing"


def _worth(held: Held, goods: Goods, sums: Sums, programme: Compiled) -> int:
    """Give what an offer would give the member, in kopecks, if it stood alone (T31).

    Within the price and within what it may give away of the margin (B9), as it is given.
    """
    offer, deals, chosen = held
    base = programme.may_be_cheaper(goods.lines, weights(chosen, sums.to_pay))
    narrowed = narrowed_to(sums, goods, chosen, programme)
    room = list(sums.to_pay)
    left = None if offer.margin_parts is None else margins(offer, goods, room)
    for deal in deals:
        for off in deal.off:
            such = weights(goods.chosen(off.chooses), base)
            spend(taken_off(off, such, capped(room, left)), room, left)
    found = sum(sums.to_pay) - sum(room)
    for deal in deals:
        for on in deal.on:
            given = extra(on, narrowed, programme.rounding)
            found += programme.worth(
                (given if left is None else cut(given, left, programme)).points
            )
    return found


def _given(
    offer: Offer, deal: Deal, one: On, found: Extra, facts: Facts, programme: Compiled
) -> Given:
    why = found.facts
    why["currency"] = programme.currency
    if one.has_own_term:
        why["apart"] = True
    return Given(
        offer,
        deal,
        one.place,
        one.effect,
        told_of(offer, deal, why),
        points=found.points,
        parts=found.parts,
        has_own_term=one.has_own_term,
        left_to_ask=_left_to_ask(deal, facts),
    )


def _left_to_ask(deal: Deal, facts: Facts) -> dict[str, Any] | None:
    return written(left_to_ask(deal.condition, facts)) if deal.asks == "something" else None
