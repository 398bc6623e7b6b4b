"""Points in: an accrual, or a correction upwards. Each makes one lot."""

from typing import Literal

from plushka.domain.ledger.lots import Lot
from plushka.domain.ledger.page import Page
from plushka.domain.ledger.terms import Cause, Entry, LotTerms
from plushka.domain.ledger.writing_off import write_off


def grant(
    page: Page,
    kind: Literal["ACCRUAL", "ADJUSTMENT"],
    points: int,
    terms: LotTerms,
    cause: Cause,
) -> Entry:
    """Make a lot; it pays the oldest debt first, also before it opens (T13).

    A lot whose term is over when it reaches us expires at once and pays no
    debt: what has expired can be spent on nothing.
    """
    entry = page.post(kind, points, cause)
    lot = Lot(
        entry.id,
        terms.kind,
        points,
        points,
        0,
        0,
        terms.available_at,
        terms.expires_at,
        cause.version,
        terms.available_at <= page.now,
        conversion=page.conversion,
        is_new=True,
    )
    page.add(lot)
    if lot.has_ended(page.now):
        write_off(page, [(lot, points)], cause, reason="GRANTED_AFTER_TERM")
    elif page.debt:
        page.pay_debts([lot])
    return entry
