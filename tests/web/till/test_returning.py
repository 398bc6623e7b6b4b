"""Sales that were recorded: their reasons, and what comes back."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plushka.domain.sales.models import Return, Sale
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Staff
from tests.web.conftest import Shop, open_shop
from tests.web.till.people import Cashier, join, new_receipt, text_of

LINES = {
    "itemised": "1",
    "name": ["Хліб", "Сир"],
    "category": ["", ""],
    "price": ["300", "700"],
    "quantity": ["", "2"],
    "discount": ["", ""],
}


def plain(answer) -> str:
    return text_of(answer).replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def sold(petro: Cashier, shop: Shop) -> Callable[..., str]:
    """Sell to a new member and give the path of the sale."""

    def sell(**sent) -> str:
        done = petro.sell(member=join(shop, name="Анна"), **sent)
        [(address, _)] = done.redirect_chain
        return address.removeprefix("/till/").partition("?")[0]

    return sell


def test_a_sale_tells_its_lines_and_the_reason_for_every_number(petro: Cashier, sold):
    said = plain(petro.get(sold(**LINES)))

    assert "Анна" in said
    assert "1. Хліб 300.00 300.00 +15" in said
    assert "2. Сир 1,400.00 1,400.00 +70" in said
    assert "Why? 5% of 1,700.00 ₽" in said


def test_all_of_it_comes_back(petro: Cashier, sold):
    path = sold(total="100")

    back = petro.post(f"{path}/returns", what="all", receipt=new_receipt(), key="k1")
    again = petro.post(f"{path}/returns", what="all", receipt=new_receipt(), key="k2")

    assert "The return is recorded" in plain(back)
    assert "I give you back 100.00 ₽." in plain(back)
    assert "Taken back, because they were for these goods: 5 points." in plain(back)
    assert "You have 0 points now." in plain(back)
    assert again.status_code == 422
    assert "Nothing is left to return" in plain(again)


def test_a_return_sent_twice_is_recorded_once(petro: Cashier, shop: Shop, sold):
    path, form = sold(total="100"), {"what": "all", "receipt": new_receipt(), "key": "twice"}

    first = petro.post(f"{path}/returns", **form)
    second = petro.post(f"{path}/returns", **form)

    assert plain(first) == plain(second)
    with tenant_context(shop.tenant.id):
        assert Return.objects.filter(receipt=form["receipt"]).count() == 1


def test_a_line_comes_back_and_a_piece_of_another(petro: Cashier, sold):
    path = sold(**LINES)

    back = petro.post(
        f"{path}/returns",
        **{"what": "part", "line": ["1", "2"], "quantity-2": "1", "receipt": new_receipt()},
    )

    assert "I give you back 1,000.00 ₽." in plain(back)
    assert "Taken back, because they were for these goods: 50 points." in plain(back)
    assert "You have 35 points now." in plain(back)


def test_a_part_of_a_sale_without_lines_is_a_sum(petro: Cashier, sold):
    path = sold(total="100")

    back = petro.post(f"{path}/returns", what="part", total="40", receipt=new_receipt())

    assert "I give you back 40.00 ₽." in plain(back)


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"receipt": ""}, "Type the number of the return receipt."),
        ({"what": "part"}, "Choose what comes back: its lines, or its sum."),
        ({"what": "part", "line": "1", "quantity-1": "x"}, "“x” is no number."),
        ({"what": "part", "line": "1", "quantity-1": "0"}, "“0” is no number."),
        ({"what": "part", "line": "99"}, "The lines cannot be right."),
        ({"what": "part", "line": "9" * 99}, "The lines cannot be right."),
    ],
)
def test_a_return_that_cannot_be_says_what_to_change(
    petro: Cashier, sold, form: dict[str, str], said: str
):
    path = sold(**LINES)

    refused = petro.post(f"{path}/returns", **({"receipt": new_receipt()} | form))

    assert refused.status_code == 422
    assert said in plain(refused)
    assert "Returns" not in plain(refused)


def test_a_receipt_is_found_by_its_number_in_its_outlet_alone(
    petro: Cashier, seat: Callable[[Staff], Cashier], shop: Shop
):
    receipt, elsewhere = new_receipt(), new_receipt()
    petro.sell(receipt=receipt, total="10")
    owner = seat(shop.owner)
    owner.post("outlet", outlet="market")
    owner.sell(receipt=elsewhere, total="10")

    found = petro.client.get("/till/sales/find", {"receipt": receipt}, follow=True)
    missing = petro.get("sales/find", receipt=elsewhere)

    assert f"Receipt {receipt}" in plain(found)
    assert "There is no such receipt in this outlet." in plain(missing)


def test_a_sale_of_another_outlet_is_not_there_for_a_bound_cashier(
    petro: Cashier, seat: Callable[[Staff], Cashier], shop: Shop
):
    owner, receipt = seat(shop.owner), new_receipt()
    owner.post("outlet", outlet="market")
    owner.sell(receipt=receipt, total="10")
    with tenant_context(shop.tenant.id):
        sale = Sale.objects.get(receipt=receipt)

    seen = petro.get(f"sales/{sale.id}")
    returned = petro.post(f"sales/{sale.id}/returns", what="all", receipt=new_receipt())

    assert (seen.status_code, returned.status_code) == (404, 404)
    assert owner.get(f"sales/{sale.id}").status_code == 200


def test_the_neighbours_sale_is_not_there(foreigner: Cashier, sold):
    path = sold(total="10")

    seen = foreigner.get(path)
    returned = foreigner.post(f"{path}/returns", what="all", receipt=new_receipt())

    assert (seen.status_code, returned.status_code) == (404, 404)
    assert "There is nothing here" in plain(seen)


def test_the_list_of_sales_asks_as_often_for_three_as_for_one(
    seat: Callable[[Staff], Cashier],
):
    small = open_shop("Мала")
    cashier = seat(small.cashier)
    counts = []
    for _ in range(3):
        cashier.sell(member=join(small), **LINES)
        with CaptureQueriesContext(connection) as asked:
            page = cashier.get("")
        counts.append((len(asked), page.content.decode().count('sales-receipt clip">')))

    assert counts == [(counts[0][0], n) for n in (1, 2, 3)]


def test_an_empty_list_says_what_will_be_there(seat: Callable[[Staff], Cashier]):
    page = seat(open_shop("Нова").cashier).get("")

    assert "No sales yet." in plain(page)


def test_goods_are_exchanged_for_others_in_one_step(petro: Cashier, shop: Shop, sold):
    """T41: both receipts at once, and what changes hands."""
    path = sold(total="100")
    receipt, key = new_receipt(), new_receipt()
    sent = {"what": "all", "receipt": new_receipt(), "taken-total": "160", "key": key}

    done = petro.post(f"{path}/returns", **sent, **{"taken-receipt": receipt})
    again = petro.post(f"{path}/returns", **sent, **{"taken-receipt": new_receipt()})

    said = plain(done)
    assert "The exchange is recorded To pay 60.00 ₽" in said
    assert "Came back: 100.00 ₽. The new goods: 160.00 ₽." in said
    assert "You have 8 points now." in said
    assert again.status_code == 422
    with tenant_context(shop.tenant.id):
        assert Return.objects.filter(receipt=sent["receipt"]).count() == 1
        assert Sale.objects.get(receipt=receipt).member_id is not None


def test_goods_for_cheaper_ones_give_money_back(petro: Cashier, sold):
    path = sold(total="100")
    taken = {"taken-total": "40", "taken-receipt": new_receipt(), "taken-redeem": "0"}

    done = petro.post(f"{path}/returns", what="all", receipt=new_receipt(), **taken)

    assert "The exchange is recorded Give back 60.00 ₽" in plain(done)


@pytest.mark.parametrize(
    ("taken", "says"),
    [
        ({"taken-total": "many"}, "Type what the receipt comes to"),
        ({"taken-total": "10", "taken-redeem": "9000"}, "Not enough points"),
        ({"taken-total": "10", "taken-receipt": ""}, "Type the number that stands on the receipt"),
    ],
)
def test_exchange_that_cannot_be_changes_nothing(petro: Cashier, shop: Shop, sold, taken, says):
    path = sold(total="100")
    sent = {"what": "all", "receipt": new_receipt(), "taken-receipt": new_receipt()} | taken

    answer = petro.post(f"{path}/returns", **sent)

    assert answer.status_code == 422
    assert says in plain(answer)
    assert f'value="{taken["taken-total"]}"' in answer.text
    with tenant_context(shop.tenant.id):
        assert Return.objects.filter(receipt=sent["receipt"]).count() == 0


def test_exchange_told_of_nothing_is_not_there(petro: Cashier, sold):
    path = sold(total="100")

    assert petro.get(f"{path}?just=exchanged").status_code == 404
    other = path.rpartition("/")[2]
    assert petro.get(f"{path}?just=exchanged&of={other}").status_code == 404
