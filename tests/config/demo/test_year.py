"""The demo's year, whichever it is, ends on the day before the company was founded."""

import datetime as dt
import itertools

import pytest

from plushka.config.demo import made_up
from plushka.config.demo.year import card, sale, year_of_sales
from plushka.domain.members import card as cards
from plushka.domain.members.locator import Locator
from plushka.domain.sales.asked import AskedLine
from plushka.domain.tenants.models import Tenant
from plushka.integrations.completejourney.basket import Basket, Item
from tests.conftest import NOON


@pytest.mark.slow
def test_the_year_ends_the_day_before_it_began():
    company = Tenant(timezone="Europe/Moscow", created_at=NOON)

    moments = [one.sale.at for one in year_of_sales(company).receipts]

    moscow = dt.timezone(dt.timedelta(hours=3))
    assert moments[-1].astimezone(moscow).date() == dt.date(2026, 11, 20)
    assert dt.timedelta(days=360) < moments[-1] - moments[0] < dt.timedelta(days=367)
    assert moments == sorted(moments)


def test_the_year_that_is_made_up_is_the_same_each_time():
    first, again = list(made_up.baskets()), list(made_up.baskets())

    assert first == again
    assert len(first) == made_up.N_BASKETS
    assert [basket.number for basket in first] == list(range(1, made_up.N_BASKETS + 1))
    assert all(basket.at <= later.at for basket, later in itertools.pairwise(first))
    assert all(0 <= item.discount < item.price for basket in first for item in basket.items)


def test_cards_of_households_are_valid_and_never_those_we_give_out():
    numbers = [card(household) for household in range(1, 2501)]

    assert [cards.normalise(number) for number in numbers] == numbers
    assert len(set(numbers)) == 2500
    assert not any(number.startswith(cards.OWN_PREFIX) for number in numbers)


def test_a_basket_becomes_the_sale_of_a_till():
    basket = Basket(7, NOON, 1, 330, [Item(5, None, None, 0, 0), Item(6, "PASTRY", 2, 150, 10)])

    asked = sale(basket, at=NOON)

    assert (asked.outlet, asked.receipt, asked.at) == ("330", "7", NOON)
    assert asked.member == Locator("CARD", "2000000000015")
    assert asked.lines == (
        AskedLine(price=0, discount=0, sku="5"),
        AskedLine(price=150, discount=10, sku="6", category="PASTRY", supplier="2"),
    )
