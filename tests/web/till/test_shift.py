"""What a cashier did in a shift, in numbers to compare with the drawer."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plushka.domain.sales.models import Sale
from plushka.domain.tenants.context import tenant_context
from tests.web.conftest import Shop, open_shop
from tests.web.till.people import Cashier, join, last_code, new_phone, new_receipt, now, text_of


def plain(answer) -> str:
    return text_of(answer).replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def clon() -> Shop:
    """A company of this test alone."""
    return open_shop("Клён")


@pytest.fixture
def olia(seat, clon: Shop) -> Cashier:
    """Its owner, who stands in the first outlet today."""
    owner = seat(clon.owner)
    owner.post("outlet", outlet="main")
    return owner


def work(cashier: Cashier, shop: Shop) -> None:
    """Sell, take back, claim and enrol."""
    anna = join(shop, points=10_000)
    path = cashier.sell(member=anna, total="1000").redirect_chain[-1][0]
    sold = path.removeprefix("/till/").partition("?")[0]
    cashier.post("code", member=anna, total="100", redeem="40", receipt="x")
    cashier.sell(member=anna, total="100", redeem="40", confirmation=last_code(shop))
    receipt = new_receipt()
    cashier.sell(receipt=receipt, total="500")
    cashier.post("claims", member=anna, receipt=receipt, total="500", key=uuid4().hex)
    cashier.post(f"{sold}/returns", what="part", total="200", receipt=new_receipt(), key="r")
    phone = new_phone()
    cashier.post("members/code", phone=phone, name="Вера")
    cashier.post("members", phone=phone, name="Вера", code=last_code(shop))


def test_a_cashier_sees_what_they_did(seat, clon: Shop):
    petro = seat(clon.cashier)
    work(petro, clon)

    said = plain(petro.get("shift"))

    for told in (
        "Receipts 3",
        "Receipts of members 3",
        "Paid with money 1,560.00 ₽",
        "Paid with points 40.00 ₽",
        "Points redeemed 40",
        "Points accrued 78",
        "Returns 1",
        "Money given back 200.00 ₽",
        "Accrual reversed 10",
        "New members 1",
        "Receipts claimed afterwards 1",
    ):
        assert told in said
    assert "By person" not in said


def test_others_work_is_not_a_cashiers_and_is_a_seniors(seat, clon: Shop, olia: Cashier):
    petro = seat(clon.cashier)
    olia.sell(total="30")
    petro.sell(total="10")

    assert "Receipts 1 " in plain(petro.get("shift"))
    said = plain(olia.get("shift"))
    assert "Receipts 2 " in said
    assert "By person" in said
    assert "Петро 10.00 ₽" in said


def test_neighbours_and_other_outlets_are_not_counted(clon: Shop, olia: Cashier, foreigner):
    foreigner.sell(total="10")
    olia.sell(total="20")
    olia.post("outlet", outlet="market")

    assert "Receipts 0 " in plain(olia.get("shift"))


def test_a_shift_counts_from_when_it_was_begun(seat, clon: Shop):
    petro = seat(clon.cashier)
    petro.sell(total="10")

    begun = plain(petro.post("shift", begin="1"))
    petro.sell(total="20")
    after = plain(petro.get("shift"))
    ended = plain(petro.post("shift", end="1"))

    assert "when the shift was begun" in begun
    assert "Receipts 0 " in begun
    assert "Paid with money 20.00 ₽" in after
    assert "Paid with money 30.00 ₽" in ended


@pytest.mark.parametrize("begun", ["x", "2026-01-01T00:00:00+00:00", "2026-01-01T00:00:00"])
def test_a_shift_nobody_ended_is_forgotten(seat, clon: Shop, begun: str):
    petro = seat(clon.cashier)
    petro.client.cookies[f"shift-{clon.cashier.id}"] = begun

    assert "Today: from" in plain(petro.get("shift"))


def test_queries_do_not_grow_with_what_was_done(seat, clon: Shop, olia: Cashier):
    petro = seat(clon.cashier)
    asked = []
    for _ in range(2):
        work(petro, clon)
        with CaptureQueriesContext(connection) as sent:
            olia.get("shift")
        asked.append(len(sent))

    assert asked[0] == asked[1] <= 25


def test_what_was_sold_yesterday_is_not_of_today(seat, clon: Shop, monkeypatch):
    petro = seat(clon.cashier)
    petro.sell(total="10")
    tomorrow = now() + dt.timedelta(days=1)
    monkeypatch.setattr("plushka.web.till.views.shift.now", lambda: tomorrow)

    assert "Receipts 0 " in plain(petro.get("shift"))
    with tenant_context(clon.tenant.id):
        assert Sale.objects.count() == 1
