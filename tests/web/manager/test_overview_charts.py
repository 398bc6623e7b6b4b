"""The charts of the overview, their tables and their files."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest

from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Outlet, Staff
from tests.web.conftest import Shop, open_shop
from tests.web.manager.conftest import Person
from tests.web.manager.lab import sell
from tests.web.till.people import join, text_of

NAMES = ("sales", "points", "members", "hours", "tiers", "outlets")


def table(person: Person, name: str) -> list[list[str]]:
    """Download the table of a chart."""
    answer = person.get(f"overview/{name}.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(answer.content.decode().removeprefix("\ufeff"))))


@pytest.fixture
def sold(newcomer: tuple[Person, Shop]) -> tuple[Person, Shop]:
    """Two sales of today, one of them to a member."""
    person, shop = newcomer
    sell(shop, join(shop), "1000.00")
    sell(shop, join(shop), "250.50")
    return person, shop


def test_the_latest_days_are_told_in_charts_with_tables(sold: tuple[Person, Shop]):
    person, _shop = sold

    said = text_of(person.get())

    assert "The latest 30 days" in said
    assert "Paid with money, by day" in said
    assert "1,250.50" in said
    assert "Standard 2 100.0 %" in said.replace("\N{NO-BREAK SPACE}", " ")


def test_the_tables_hold_what_was_sold(sold: tuple[Person, Shop]):
    person, _shop = sold

    tables = {name: table(person, name) for name in NAMES if name != "outlets"}

    assert tables["sales"][0] == ["Day", "Receipts", "Paid with money"]
    assert len(tables["sales"]) == 31
    assert tables["sales"][-1][1:] == ["2", "1250.50"]
    assert tables["points"][-1][1:] == ["62.52", "0.00"]
    assert tables["members"][-1][1:] == ["2"]
    assert sum(int(row[1]) for row in tables["hours"][1:]) == 2
    assert tables["tiers"][1][:2] == ["Standard", "2"]


def test_outlets_are_compared_where_there_are_some(sold: tuple[Person, Shop]):
    person, shop = sold
    with tenant_context(shop.tenant.id):
        Outlet.objects.filter(id=shop.market.id).update(name="=1+1")
    sell(shop, join(shop), "5000.00", outlet="market")

    rows = table(person, "outlets")

    assert [row[1:] for row in rows[1:]] == [["1", "5000.00"], ["2", "1250.50"]]
    assert rows[1][0] == "'=1+1"


def test_the_neighbour_sees_nothing_of_it(
    enter: Callable[[Staff], Person], sold: tuple[Person, Shop]
):
    stranger = open_shop("Дуб")
    join(stranger)

    rows = table(enter(stranger.owner), "sales")

    assert {tuple(row[1:]) for row in rows[1:]} == {("0", "0.00")}


def test_a_table_nobody_knows_is_not_there(owner: Person):
    assert owner.get("overview/phones.csv").status_code == 404


@pytest.mark.parametrize("more", [0, 2])
def test_the_statements_do_not_grow(
    sold: tuple[Person, Shop],
    django_assert_max_num_queries: Callable[[int], Any],
    more: int,
):
    person, shop = sold
    for _ in range(more):
        sell(shop, join(shop), "10.00")

    with django_assert_max_num_queries(18):
        person.get()
