"""Price one receipt: what the programme, and what is offered beside it, make of it. Pure.

Nothing is changed, so a quote and a sale ask the same; everything that may be
refused is refused here.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from plushka.domain.ledger.book import Book
from plushka.domain.ledger.terms import PointsKind
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.programmes.deals.points_on import Sums
from plushka.domain.programmes.earning import parts_of
from plushka.domain.programmes.facts import Buyer, Line
from plushka.domain.sales.asked import AskedSale
from plushka.domain.sales.explaining import how_paid, what_led, what_was_given
from plushka.domain.sales.lines import goods_of, lines_of, names_of
from plushka.domain.sales.offering import Offering
from plushka.domain.sales.promising import Given, Situation
from plushka.domain.sales.redeeming import gifts_pay, how_much, of_kinds
from plushka.domain.sales.refusals import MemberBlocked, SpendingFrozen
from plushka.domain.sales.standing import Standing
from plushka.domain.sales.using import Used, full, uses
from plushka.domain.vouchers.taking_off import Right, TakenOff, take_off
from plushka.lib.refusal import BadField


class Priced(Struct, frozen=True):
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
    #: What points pay, in kopecks, and how many they are (E19).
    redeemed: int
    points: int
    #: The most of them, and what these would pay.
    max_redeem: int
    max_paid: int
    to_pay: int
    accrued: int
    counted: int
    explanation: list[dict[str, Any]]
    buyer: Buyer | None
    #: The account's points of each kind that pay, where kinds have limits of their own (T45).
    kinds: dict[PointsKind, int] | None = None
    #: What rules and campaigns gave; points with a term of their own are not in ``accrued``.
    given: Sequence[Given] = ()
    #: What of it counts against the budgets of which campaign.
    uses: Sequence[Used] = ()
    #: Campaigns that hold and give nothing: others do instead, or their budget has no room.
    left: frozenset[str] = frozenset()
    #: What a voucher took off; its part of each line is in ``discounts``.
    voucher: TakenOff | None = None


def price(
    asked: AskedSale,
    *,
    at: dt.datetime,
    programme: Compiled,
    standing: Standing | None,
    book: Book,
    zone: str,
    situation: Situation | None = None,
    right: Right | None = None,
) -> Priced:
    """Say what the programme, and what is offered in a situation, make of a receipt.

    Changes nothing. Refuses ``MemberBlocked``, ``SpendingFrozen`` where points
    shall pay, and ``NotEnoughPoints`` before ``PaysTooMuchWithPoints``
    where both are true (T9); and ``VoucherDoesNotFit`` of the ``right`` of a voucher.
    """
    lines = lines_of(asked)
    if standing is None:
        return _price_for_nobody(asked, lines, programme, right)
    if standing.is_blocked:
        raise MemberBlocked
    if standing.is_frozen and asked.redeem:
        raise SpendingFrozen
    receipt = _Receipt(asked, lines, standing.buyer(at, zone), programme, standing, book, right)
    if situation is None:
        return _price(receipt, Offering())
    # Each time a campaign's budget has no room for what it would give, it is left out.
    offering = Offering(situation, goods_of(lines, asked))
    while True:
        priced = _price(receipt, offering)
        if (campaign := full(situation, priced.uses)) is None:
            return priced
        offering = offering.but(campaign)


def _price(receipt: "_Receipt", offering: Offering) -> Priced:
    lines, buyer, programme = receipt.lines, receipt.buyer, receipt.programme
    discounts, voucher = _lowered(receipt, programme.discounts(lines, buyer))
    opened = offering.open(discounts, programme, buyer)
    if opened is not None:
        discounts = list(map(int.__add__, discounts, opened.off))
    limit = programme.limits(lines, discounts, buyer)
    standing, book = receipt.standing, receipt.book
    redeem = how_much(receipt.asked, limit, standing=standing, book=book)
    kinds = of_kinds(redeem, limit, programme, standing=standing, book=book)
    gifts = gifts_pay(kinds, programme, standing=standing, book=book)
    shares = limit.shares(redeem, gifts=gifts)
    paid = [
        line.value - off - share for line, off, share in zip(lines, discounts, shares, strict=True)
    ]
    earnings = programme.earn(lines, paid, buyer, shares=shares)
    values, parts = [line.value for line in lines], parts_of(earnings, len(lines))
    total, discount = sum(values), sum(discounts)
    accrued = sum(earning.points for earning in earnings)
    given: Sequence[Given] = ()
    if opened is not None:
        given = offering.give(opened, Sums(values, discounts, shares, paid, parts), programme)
        for one in given:
            if one.points and not one.has_own_term:
                parts = list(map(int.__add__, parts, one.parts))
                accrued += one.points
    return Priced(
        lines=lines,
        discounts=discounts,
        shares=shares,
        paid=paid,
        parts=parts,
        total=total,
        discount=discount,
        redeemed=limit.worth(redeem),
        points=redeem,
        max_redeem=limit.total,
        max_paid=limit.worth(limit.total),
        to_pay=total - discount - limit.worth(redeem),
        accrued=accrued,
        counted=programme.counted_for_tier(lines, paid),
        explanation=[
            *what_led(programme, lines, buyer, earnings, limit, total - discount),
            *([] if voucher is None else [voucher.facts]),
            *what_was_given(given, offering, currency=programme.currency),
            *how_paid(programme, redeem, total - discount, gifts=gifts if kinds else None),
        ],
        buyer=buyer,
        kinds=kinds,
        given=given,
        uses=uses(given),
        left=offering.without | (opened.stood_back if opened else frozenset()),
        voucher=voucher,
    )


class _Receipt(Struct, frozen=True):
    """What is to be priced, and whose it is."""

    asked: AskedSale
    lines: list[Line]
    buyer: Buyer
    programme: Compiled
    standing: Standing
    book: Book
    right: Right | None = None


def _lowered(receipt: "_Receipt", discounts: list[int]) -> tuple[list[int], TakenOff | None]:
    """Take a voucher off the price that the tier's discount leaves; campaigns come after it."""
    if receipt.right is None:
        return discounts, None
    net = [line.value - off for line, off in zip(receipt.lines, discounts, strict=True)]
    taken = take_off(
        receipt.right,
        receipt.lines,
        net,
        programme=receipt.programme,
        names=names_of(receipt.asked),
    )
    return list(map(int.__add__, discounts, taken.parts)), taken


def _price_for_nobody(
    asked: AskedSale, lines: list[Line], programme: Compiled, right: Right | None
) -> Priced:
    if asked.redeem not in {None, 0, "max"}:
        raise BadField("redeem", "name the member whose points pay")
    zeros = [0] * len(lines)
    values = [line.value for line in lines]
    voucher = None
    if right is not None:
        names = names_of(asked)
        voucher = take_off(right, lines, values, programme=programme, names=names)
    discounts = zeros if voucher is None else voucher.parts
    paid = list(map(int.__sub__, values, discounts))
    return Priced(
        lines=lines,
        discounts=discounts,
        shares=zeros,
        paid=paid,
        parts=zeros,
        total=sum(values),
        discount=sum(discounts),
        redeemed=0,
        points=0,
        max_redeem=0,
        max_paid=0,
        to_pay=sum(paid),
        accrued=0,
        counted=0,
        explanation=[] if voucher is None else [voucher.facts],
        buyer=None,
        voucher=voucher,
    )
