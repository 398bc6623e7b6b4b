"""The demo's year of sales, ending on the day before it was begun."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from plushka.config.demo import made_up
from plushka.domain.imports.reading import Receipt
from plushka.domain.members.card import check_digit
from plushka.domain.members.locator import Locator
from plushka.domain.sales.asked import AskedLine, AskedSale
from plushka.domain.tenants.models import Tenant
from plushka.integrations.completejourney.basket import Basket
from plushka.integrations.completejourney.finding import find_year
from plushka.lib.days import local_day

_CARDS = "20"
"""Cards of the demo's households begin with it; those we give out begin with 29."""


@dataclass(frozen=True, slots=True)
class YearOfSales:
    """How many receipts there are, and the receipts, in order of time."""

    n_receipts: int
    receipts: Iterable[Receipt]


def year_of_sales(company: Tenant) -> YearOfSales:
    """Give the real year where it is installed, and else one made up.

    It is moved by whole days, counted from the day the company was founded:
    so every run, also after one that was cut off, moves it alike.
    """
    eve = local_day(company.created_at, company.timezone) - dt.timedelta(days=1)
    zone = ZoneInfo(company.timezone)
    year = find_year()
    if year is None:
        moved = _moved(made_up.baskets(), eve - made_up.LAST_DAY, zone)
        return YearOfSales(made_up.N_BASKETS, moved)
    return YearOfSales(year.n_baskets, _moved(year.baskets(), eve - year.last_day, zone))


def _moved(baskets: Iterable[Basket], days: dt.timedelta, zone: ZoneInfo) -> Iterator[Receipt]:
    return (
        Receipt(sale(basket, at=(basket.at + days).replace(tzinfo=zone))) for basket in baskets
    )


def sale(basket: Basket, *, at: dt.datetime) -> AskedSale:
    """Ask for a basket's sale: what a line leaves open is one piece."""
    return AskedSale(
        outlet=str(basket.store),
        receipt=str(basket.number),
        at=at.astimezone(dt.UTC),
        member=Locator("CARD", card(basket.household)),
        lines=tuple(
            [
                AskedLine(
                    price=item.price,
                    discount=item.discount,
                    sku=str(item.product),
                    category=item.department,
                    supplier=None if item.manufacturer is None else str(item.manufacturer),
                )
                for item in basket.items
            ]
        ),
    )


def card(household: int) -> str:
    """Give the card number of a household, a valid EAN-13."""
    twelve = f"{_CARDS}{household:010d}"
    return twelve + check_digit(twelve)
