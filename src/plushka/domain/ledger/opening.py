"""Points that waited for somebody's word, or for a purchase, open before their day."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from plushka.domain.ledger.page import NotLoaded, Page
from plushka.domain.ledger.terms import UNTIL_TOLD


def open_early(page: Page, accruals: Iterable[UUID], *, since: dt.datetime) -> int:
    """Open what the accruals gave and is still closed; give how many points that is.

    They are open since ``since``, or since now where that is yet to come. What
    was open before, or has ended, stays as it is. They pay the oldest debt first.
    """
    opened = 0
    for accrual in accruals:
        if not page.has_lots or accrual not in page.lots:
            raise NotLoaded(f"lot {accrual} was not loaded")
        lot = page.lots[accrual]
        if lot.is_open or not lot.remaining:
            continue
        lot.open_since(min(since, page.now))
        page.open(lot)
        opened += lot.remaining
        lot.is_changed = True
    if page.debt and page.spendable:
        page.pay_debts(page.spendable_lots())
    return opened


def waiting_gifts(page: Page) -> list[UUID]:
    """Name the gifts that wait for a purchase of their member (E16).

    Whoever may have one is loaded with all lots; of others there is nothing to name.
    """
    if not page.has_lots:
        return []
    return [
        lot.id
        for lot in page.lots.values()
        if lot.kind == "GIFT" and not lot.is_open and lot.available_at >= UNTIL_TOLD
    ]
