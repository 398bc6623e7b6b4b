"""The page on counting shows what the programmes decide: golden vectors V-a to V-f."""

import pytest

from plushka.lib import money
from tests.docs.pages import DOCS, Row, sections, table
from tests.domain.programmes.making import Sale, receipt, rules, sell

PAGE = sections((DOCS / "why/points.md").read_text("utf-8"))
SOLD = table(PAGE["What a purchase earns"])
RETURNED = table(PAGE["What comes back"])

EARNING = {
    "10 %": {"percent": "10"},
    "5 %": {"percent": "5"},
    "3 % up to 1000.00, else 10 %": {
        "bands": [{"percent": "3", "upto": "1000.00"}, {"percent": "10"}]
    },
    "50 for each full 1000.00": {"per_full": {"each": "1000.00", "points": "50"}},
}


def sums(cell: str) -> list[int]:
    return [money.parse(text) for text in cell.split(", ")]


def sold(row: Row) -> Sale:
    """Decide the sale of a row."""
    [redeem] = sums(row["points pay"])
    return sell(rules(EARNING[row["earning"]]), receipt(*sums(row["lines"])), redeem=redeem)


@pytest.mark.parametrize("row", SOLD, ids=lambda row: row["sale"])
def test_a_sale_is_shared_and_earns_as_told(row: Row) -> None:
    sale = sold(row)

    assert sale.shares == sums(row["share of each line"])
    assert sale.paid == sums(row["money of each line"])
    assert [sale.earned] == sums(row["earned"])


@pytest.mark.parametrize("name", sorted({row["sale"] for row in RETURNED}))
def test_returns_bring_back_what_is_told(name: str) -> None:
    [sale] = [sold(row) for row in SOLD if row["sale"] == name]
    rows = [row for row in RETURNED if row["sale"] == name]

    came_back = [sale.give_back(int(row["comes back"][-1])) for row in rows]

    columns = ("money back", "points back", "earning reversed")
    assert came_back == [tuple(money.parse(row[column]) for column in columns) for row in rows]
