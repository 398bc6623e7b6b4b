"""What is broken is found and named; what is whole is not."""

import pytest
from django.db import connection

from plushka.domain.sales.asked import AskedLine, AskedSale
from plushka.domain.sales.models import Return, Sale
from plushka.domain.sales.verify import verify
from tests.domain.sales.cast import asked, back, give, sell


@pytest.fixture
def sale(anna):
    """A sale with points in it, of which a line came back."""
    give(1_000, member=anna)
    told = sell(asked("A-1", 10_000, 5_000, redeem=1_000))
    back(told, "R-1", 2)
    return told


def found(lipa):
    with connection.cursor() as cursor:
        return verify(cursor, tenant_id=lipa.id)


def test_whole_company_is_verified(lipa, sale):
    assert found(lipa) == ({"sales": 1, "sale_lines": 2, "returns": 1}, [])


@pytest.mark.parametrize(
    ("table", "change", "check"),
    [
        (
            "sales_sale",
            "total = total + 1, to_pay = to_pay + 1",
            "sales.lines",
        ),
        ("members_purchasesummary", "paid_total = paid_total + 1", "sales.summaries"),
        ("members_purchasesummary", "n_purchases = 0", "sales.summaries"),
    ],
)
def test_broken_row_is_named(lipa, sale, table, change, check):
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {change}")

    _, broken = found(lipa)

    assert [(row["check"], row["table"], row["tenant"]) for row in broken] == [
        (check, table, lipa.id)
    ]


@pytest.mark.parametrize("change", ["till_discount = 4", "price = 10_003", "quantity = 501"])
def test_line_that_is_not_price_by_quantity_less_discount_is_named(lipa, anna, change):
    line = AskedLine(price=10_001, quantity=500, discount=3)
    sale = sell(AskedSale(outlet="main", receipt="A-1", lines=(line,)))
    sell(asked("A-2", total=999))
    assert found(lipa)[1] == []

    with connection.cursor() as owner:
        owner.execute("SET LOCAL ROLE NONE")
        owner.execute("ALTER TABLE sales_saleline DISABLE TRIGGER append_only")
        owner.execute(f"UPDATE sales_saleline SET {change} WHERE sale_id = %s", [sale.id])

    assert [(row["check"], row["id"]) for row in found(lipa)[1]] == [
        ("sales.line_values", str(sale.id))
    ]


def test_sale_without_its_entry_is_named(lipa, anna):
    sale = sell(asked("A-1", 10_000))
    Sale.objects.update(accrual=None)

    _, broken = found(lipa)

    assert broken == [
        {
            "check": "sales.entries",
            "tenant": lipa.id,
            "table": "sales_sale",
            "id": str(sale.id),
            "detail": "a sale's points are its entries",
        }
    ]


def test_return_that_took_back_another_sum_is_named(lipa, sale):
    """The rows are append-only, so a wrong one is written beside the right one."""
    row = Return.objects.get()
    row.pk = None
    row.tenant_id, row.id, row.receipt = lipa.id, sale.id, "R-2"
    row.money_back = row.points_back = 0
    row.save(force_insert=True)

    _, broken = found(lipa)

    assert "sales.return_entries" in {one["check"] for one in broken}


def test_return_that_its_lines_do_not_explain_is_named(lipa, sale):
    row = Return.objects.get()
    row.pk = None
    row.tenant_id, row.id, row.receipt = lipa.id, sale.id, "R-2"
    row.save(force_insert=True)

    _, broken = found(lipa)

    assert "sales.return_lines" in {one["check"] for one in broken}
