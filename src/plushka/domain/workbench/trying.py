"""Try a receipt on a programme, for a member there is not: nothing is read and nothing written."""

import datetime as dt
from dataclasses import dataclass

from plushka.domain.ledger.terms import LotTerms
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.sales.asked import AskedSale
from plushka.domain.sales.offered import situation_by
from plushka.domain.sales.pricing import Priced, price
from plushka.domain.workbench.states import MemberState

PLENTY = 10**14
"""Hundredths of a point: enough of either kind for any receipt."""


@dataclass(frozen=True, slots=True)
class Buying:
    """Who would buy: a tier, days since the last purchase (None: the first), points to spend."""

    tier: str
    days_since: int | None = None
    spendable: int = 2 * PLENTY
    gift: int = PLENTY


@dataclass(frozen=True, slots=True)
class Tried:
    """What the receipt would come to, and the terms of what it would earn."""

    priced: Priced
    terms: LotTerms | None


def try_receipt(
    *, programme: Compiled, sale: AskedSale, buying: Buying, at: dt.datetime, zone: str
) -> Tried:
    """Price a receipt as a sale at ``at`` would be; refuses what the sale would be refused."""
    state = MemberState(
        tier=buying.tier,
        days_since=buying.days_since,
        spendable=buying.spendable,
        gift=min(buying.gift, buying.spendable),
    )
    standing = state.standing(at, zone)
    priced = price(
        sale,
        at=at,
        programme=programme,
        standing=standing,
        book=state.book(at),
        zone=zone,
        situation=situation_by(programme, sale, standing, at=at, zone=zone),
    )
    terms = programme.lot_terms("PURCHASE", buying.tier, at, at) if priced.accrued else None
    return Tried(priced, terms)
