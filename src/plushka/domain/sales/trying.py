"""Try a receipt on a programme, for a member there is not: nothing is read and nothing written."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from plushka.domain.ledger.book import Book
from plushka.domain.ledger.page import Page
from plushka.domain.ledger.terms import LotTerms
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.sales.asked import AskedSale
from plushka.domain.sales.deciding import Priced, price
from plushka.domain.sales.standing import Standing
from plushka.lib.ids import new_id

PLENTY = 10**14
"""Hundredths of a point: enough for any receipt."""


@dataclass(frozen=True, slots=True)
class Buying:
    """Who would buy: a tier, days since the last purchase (None: the first), points to spend."""

    tier: str
    days_since: int | None = None
    spendable: int = PLENTY


@dataclass(frozen=True, slots=True)
class Tried:
    """What the receipt would come to, and the terms of what it would earn."""

    priced: Priced
    terms: LotTerms | None


def try_receipt(
    *, programme: Compiled, sale: AskedSale, buying: Buying, at: dt.datetime, zone: str
) -> Tried:
    """Price a receipt as a sale at ``at`` would be; refuses what the sale would be refused."""
    account = new_id()
    last_at = None if buying.days_since is None else at - dt.timedelta(days=buying.days_since)
    standing = Standing(new_id(), account, False, buying.tier, 0, 0, last_at, None)
    book = Book(moment=at, pages=[_page(account, buying.spendable, at)])
    priced = price(sale, at=at, programme=programme, standing=standing, book=book, zone=zone)
    terms = programme.lot_terms("PURCHASE", buying.tier, at, at) if priced.accrued else None
    return Tried(priced, terms)


def _page(account: UUID, spendable: int, at: dt.datetime) -> Page:
    return Page(
        account=account,
        balance=spendable,
        spendable=spendable,
        pending=0,
        held=0,
        debt=0,
        as_of=at,
        exact_until=None,
        version=0,
        n_entries=0,
        now=at,
    )
