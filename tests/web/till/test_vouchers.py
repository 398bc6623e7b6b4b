"""A voucher is typed beside the receipt."""

from plushka.domain.sales.models import Sale
from plushka.domain.tenants.context import tenant_context
from plushka.domain.vouchers import operations, queries
from plushka.domain.vouchers.operations import Issued, NewVoucher
from plushka.domain.vouchers.terms import Terms
from tests.web.conftest import Shop
from tests.web.till.people import Cashier, join, new_receipt, now, text_of


def issue(shop: Shop, **terms) -> Issued:
    new = NewVoucher(terms=Terms(title="Скидка", **terms), actor="system:test")
    with tenant_context(shop.tenant.id):
        [issued] = operations.issue([new], now())
    return issued


def plain(answer) -> str:
    return text_of(answer).replace("\N{NO-BREAK SPACE}", " ")


def test_the_bill_tells_what_a_voucher_takes_off(petro: Cashier, shop: Shop):
    code = issue(shop, off=10_000).code

    bill = petro.post("bill", member=join(shop), total="1000", voucher=code.lower())

    assert "To pay 900.00 ₽" in plain(bill)
    assert "Voucher “Скидка”: 100.00 ₽ off" in plain(bill)


def test_a_sale_uses_the_voucher_that_was_typed(petro: Cashier, shop: Shop):
    issued, receipt = issue(shop, percent="10"), new_receipt()

    petro.post("sales", receipt=receipt, total="1000", voucher=issued.code)

    with tenant_context(shop.tenant.id):
        sale = Sale.objects.get(receipt=receipt)
        assert (sale.discount, sale.to_pay) == (10_000, 90_000)
        assert queries.get_voucher(issued.id).sale_id == sale.id


def test_a_voucher_that_holds_not_says_what_to_do_and_stays_typed(petro: Cashier, shop: Shop):
    code = issue(shop, off=10_000, least_total=200_000).code

    refused = petro.post("sales", receipt=new_receipt(), total="1000", voucher=code)

    assert "The voucher is for receipts from 2,000. Add goods, or leave it out." in plain(refused)
    assert f'value="{code}"' in refused.content.decode()


def test_a_typo_in_a_voucher_is_told_as_one(petro: Cashier, shop: Shop):
    code = issue(shop, off=10_000).code
    wrong = code[:-1] + ("2" if code[-1] != "2" else "3")

    bill = petro.post("bill", total="1000", voucher=wrong)

    assert "A letter of the voucher is wrong." in plain(bill)
