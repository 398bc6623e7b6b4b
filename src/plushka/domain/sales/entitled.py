"""The vouchers that sales name, and those that come back with a sale."""

import datetime as dt
from uuid import UUID

from plushka.domain.sales.asked import AskedSale
from plushka.domain.sales.models import Sale
from plushka.domain.sales.standing import Standing
from plushka.domain.vouchers.taking_off import Right
from plushka.domain.vouchers.using import Vouchers


def right_of(
    vouchers: Vouchers, sale: AskedSale, standing: Standing | None, *, at: dt.datetime
) -> Right | None:
    """Give the right of the voucher that a sale names, judged when it reaches us (T7)."""
    return vouchers.right(sale.voucher, member=standing.member if standing else None, at=at)


def voucher_of(sale: Sale) -> UUID | None:
    """Give the voucher that a sale has used."""
    used = sale.outcome.get("voucher")
    return None if used is None else UUID(used["id"])
