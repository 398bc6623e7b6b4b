"""Quote, redeem, record."""

from uuid import uuid4

import pytest

from plushka.domain.ledger import queries as ledger
from plushka.domain.members.models import Member
from plushka.domain.sales.models import Sale
from plushka.domain.tenants.context import tenant_context
from tests.web.conftest import Shop
from tests.web.till.people import Cashier, join, last_code, new_receipt, now, text_of


def plain(answer) -> str:
    return text_of(answer).replace("\N{NO-BREAK SPACE}", " ")


def balance(shop: Shop, member) -> int:
    with tenant_context(shop.tenant.id):
        account = ledger.accounts_of(members=[member])[member]
        return ledger.balance(account=account, at=now()).spendable


def sales_of(shop: Shop, receipt: str) -> list[Sale]:
    with tenant_context(shop.tenant.id):
        return list(Sale.objects.filter(receipt=receipt))


def test_the_bill_appears_while_one_types(petro: Cashier, shop: Shop):
    anna = join(shop)

    bill = petro.post("bill", member=anna, total="1 000,50")

    assert "To pay 1,000.50 ₽" in plain(bill)
    assert "+50.02 points" in plain(bill)
    assert "5% of 1,000.50 ₽" in plain(bill)
    assert "<form" not in bill.content.decode()


def test_nothing_typed_is_no_mistake(petro: Cashier):
    assert "the bill appears here at once" in plain(petro.post("bill", total=""))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"total": "ten"}, "Type what the receipt comes to, like 1234.50."),
        ({"total": "9" * 13}, "Type what the receipt comes to, like 1234.50."),
        ({"total": "１０"}, "Type what the receipt comes to, like 1234.50."),
        ({"total": "10", "redeem": "-1"}, "Type how many points, like 150, or “all”."),
        ({"total": "10", "receipt": "R" * 101}, "A receipt number has at most 100"),
        ({"total": "10", "redeem": "5"}, "Not enough points: 5 are missing."),
    ],
)
def test_a_bill_that_cannot_be_says_what_to_change(
    petro: Cashier, shop: Shop, typed: dict[str, str], said: str
):
    assert said in plain(petro.post("bill", member=join(shop), **typed))


def test_points_pay_for_no_more_than_the_receipt(petro: Cashier, shop: Shop):
    anna = join(shop, points=100_000)

    bill = petro.post("bill", member=anna, total="10", redeem="11")

    assert "Points can pay for at most 10 of this receipt." in plain(bill)


def test_all_redeems_what_the_member_has(petro: Cashier, shop: Shop):
    anna = join(shop, points=15_050)

    quoted = petro.post("quote", member=anna, receipt="R", total="1000", all="1")

    assert 'name="redeem" type="text" inputmode="decimal" value="150.50"' in " ".join(
        quoted.content.decode().split()
    )
    assert "To pay 849.50 ₽" in plain(quoted)


def test_a_sale_without_a_member_only_counts(petro: Cashier):
    done = petro.sell(total="99,90")

    assert "The sale is recorded" in plain(done)
    assert "99.90 ₽ to pay." in plain(done)
    assert "You have" not in plain(done)


def test_a_sale_is_recorded_and_the_page_says_what_to_say(petro: Cashier, shop: Shop):
    anna = join(shop)

    done = petro.sell(member=anna, total="10000,01")

    assert "10,000.01 ₽ to pay." in plain(done)
    assert "For this purchase: 500 points." in plain(done)
    assert "You have 500 points now." in plain(done)
    assert "Your new tier: “Gold”. Congratulations!" in plain(done)
    assert balance(shop, anna) == 50_000


def test_redeeming_asks_for_the_code_that_was_sent(petro: Cashier, shop: Shop):
    anna = join(shop, points=20_000)
    receipt = {"member": anna, "receipt": new_receipt(), "total": "1000", "redeem": "200"}

    without = petro.post("sales", key="first", **receipt)
    sent = petro.post("code", **receipt)
    done = petro.post("sales", key="second", confirmation=last_code(shop), **receipt)

    assert "The customer has to confirm." in plain(without)
    assert "Ask the customer for it." in plain(sent)
    assert "Paid with points: 200 points." in plain(done)
    assert "You have 40 points now." in plain(done)
    assert balance(shop, anna) == 4_000


def test_wrong_codes_are_counted_although_the_sale_is_refused(petro: Cashier, shop: Shop):
    anna = join(shop, points=20_000)
    receipt = {"member": anna, "receipt": new_receipt(), "total": "1000", "redeem": "200"}
    petro.post("code", **receipt)
    code = last_code(shop)
    wrong = f"{(int(code) + 1) % 10_000:04}"

    refused = [petro.post("sales", key=uuid4(), confirmation=wrong, **receipt) for _ in range(5)]
    late = petro.post("sales", key=uuid4(), confirmation=code, **receipt)

    assert {answer.status_code for answer in refused} == {422}
    assert "The code is wrong or too old." in plain(late)
    assert balance(shop, anna) == 20_000


def test_pressing_twice_records_once(petro: Cashier, shop: Shop):
    anna = join(shop)
    form = {"member": anna, "receipt": new_receipt(), "key": uuid4(), "total": "100"}

    first, second = petro.post("sales", **form), petro.post("sales", **form)

    assert "The sale is recorded" in plain(first)
    assert "This receipt was recorded before" in plain(second)
    assert len(sales_of(shop, form["receipt"])) == 1
    assert balance(shop, anna) == 500


def test_a_receipt_number_taken_by_another_sale_shows_that_sale(petro: Cashier, shop: Shop):
    receipt = new_receipt()
    petro.sell(receipt=receipt, total="100")

    refused = petro.sell(receipt=receipt, total="200")

    [recorded] = sales_of(shop, receipt)
    assert refused.status_code == 422
    assert "A receipt with this number is recorded already" in plain(refused)
    assert f'href="/till/sales/{recorded.id}"' in refused.content.decode()
    assert recorded.total == 10_000


def test_a_receipt_without_its_number_is_refused_beside_the_field(petro: Cashier):
    refused = petro.post("sales", receipt=" ", total="10")

    assert refused.status_code == 422
    assert "Type the number that stands on the receipt." in plain(refused)


def test_lines_are_added_typed_and_sold(petro: Cashier, shop: Shop):
    anna = join(shop)
    typed = {
        "member": anna,
        "itemised": "1",
        "name": ["Хліб", ""],
        "category": ["", ""],
        "price": ["45", "100"],
        "quantity": ["2", "1,5"],
        "discount": ["", "10"],
    }

    grown = petro.post("draft", add="1", **typed)
    shrunk = petro.post("draft", remove="0", **typed)
    done = petro.sell(**typed)

    assert grown.content.decode().count('name="price"') == 3
    assert shrunk.content.decode().count('name="price"') == 1
    assert "230.00 ₽ to pay." in plain(done)
    assert "1. Хліб" in plain(done)


def test_a_line_that_is_wrong_is_named(petro: Cashier, shop: Shop):
    lines = {"itemised": "1", "name": "", "category": "", "quantity": ""}

    text = petro.sell(**lines, price="x", discount="")
    more_off = petro.sell(**lines, price="10", discount="11")
    empty = petro.sell(itemised="1")

    assert "“x” is no number. Type it like 12.50." in plain(text)
    assert "Line 1: the discount is more than the line is worth." in plain(more_off)
    assert "Type at least one line with its price." in plain(empty)


def test_the_total_and_the_lines_change_places(petro: Cashier):
    lines = petro.post("draft", way="lines", total="120")
    total = petro.post("draft", way="total", itemised="1", name="", price="120", category="")

    assert 'name="price"' in lines.content.decode()
    assert 'name="total"' in total.content.decode()


def test_a_blocked_member_is_told_of_before_and_refused_after(petro: Cashier, shop: Shop):
    anna = join(shop)
    with tenant_context(shop.tenant.id):
        Member.objects.filter(id=anna).update(blocked_at=now(), block_reason="fraud")

    shown, sold = petro.get("", member=anna), petro.sell(member=anna, total="10")

    assert "This member is blocked." in plain(shown)
    assert "This member is blocked." in plain(sold)


def test_the_neighbours_member_cannot_be_sold_to(foreigner: Cashier, shop: Shop):
    anna = join(shop, name="Анна", points=1_000)

    sold = foreigner.sell(member=anna, total="10")

    assert sold.status_code == 422
    assert "Nobody is found by that." in plain(sold)
    assert balance(shop, anna) == 1_000


@pytest.mark.parametrize(
    "member", ["x", "\x00", "0" * 5000, "00000000-0000-0000-0000-000000000000"]
)
@pytest.mark.parametrize("path", ["sales", "quote", "draft", "code", "bill"])
def test_a_form_with_nonsense_for_a_member_is_refused(petro: Cashier, path: str, member: str):
    answer = petro.post(path, member=member, total="10", receipt=new_receipt())

    assert answer.status_code in {200, 422}
    assert "Nobody is found by that." in plain(answer)
