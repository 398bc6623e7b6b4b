"""Certificates at the till: sold, looked at, spent for a receipt, topped up, back, given out."""

import html
import re
from urllib.parse import urlparse

import pytest

from plushka.domain.certificates import batches, operations
from plushka.domain.certificates.models import Certificate, Entry
from plushka.domain.sales.models import Sale
from plushka.domain.tenants.context import tenant_context
from plushka.lib import letters
from plushka.lib.ids import new_id
from tests.web.access.certificates_table import a_batch, a_spending, sold
from tests.web.conftest import Shop
from tests.web.till.people import Cashier, join, new_receipt, now, text_of


def said(answer) -> str:
    return text_of(answer).replace("\N{NO-BREAK SPACE}", " ")


def errors(answer) -> dict[str, str]:
    """Give what is told beside each field."""
    found = re.findall(r'id="([^"]+)-error">([^<]+)<', answer.content.decode())
    return {field: html.unescape(words) for field, words in found}


def balance(shop: Shop, one) -> int:
    with tenant_context(shop.tenant.id):
        return Certificate.objects.get(id=one.certificate.id).balance


def entries(shop: Shop, certificate_id) -> list[tuple[str, int]]:
    with tenant_context(shop.tenant.id):
        found = Entry.objects.filter(certificate_id=certificate_id).order_by("number")
        return list(found.values_list("kind", "amount"))


def blank(shop: Shop, **more) -> tuple[Certificate, str]:
    made = a_batch(shop, n=1, **more)
    with tenant_context(shop.tenant.id):
        [one] = batches.readable(made)
    return one.certificate, one.code


def test_a_new_one_is_sold_once_and_its_code_is_told(petro: Cashier, shop: Shop):
    form = {"nominal": "1 500", "receipt": new_receipt(), "has_pin": "1", "until": "2099-01-31"}

    pages = [petro.post("certificates/sell", **form) for _ in range(2)]

    with tenant_context(shop.tenant.id):
        [entry] = Entry.objects.filter(receipt=form["receipt"]).select_related("certificate")
    row = entry.certificate
    assert (row.balance, row.state, row.pin is not None) == (150_000, "ACTIVE", True)
    assert row.valid_until.isoformat() == "2099-01-31T21:00:00+00:00"
    for page in pages:
        assert f"-{row.ending[1:]} · PIN " in said(page)
        assert "Sale of the certificate" in said(page)
    assert row.ending not in pages[0].redirect_chain[-1][0]


def test_the_code_is_told_to_nobody_but_who_sold_it(petro: Cashier, shop: Shop):
    one = sold(shop)
    with tenant_context(shop.tenant.id):
        entry = Entry.objects.get(certificate_id=one.certificate.id)

    page = petro.get(f"certificates/entries/{entry.id}")

    assert letters.grouped(one.code) not in page.content.decode()
    assert f"•••• {one.certificate.ending}" in said(page)


def test_a_members_own_is_sold_from_their_page(petro: Cashier, shop: Shop):
    anna = join(shop)
    page = petro.get(f"certificates?new=1&member={anna}")
    receipt = new_receipt()

    petro.post("certificates/sell", nominal="100", receipt=receipt, member=str(anna))
    gone = petro.post(
        "certificates/sell", nominal="100", receipt=new_receipt(), member=str(new_id())
    )

    assert "For Анна, who sees it in their own page." in said(page)
    with tenant_context(shop.tenant.id):
        assert Certificate.objects.get(member_id=anna).nominal == 10_000
    assert gone.status_code == 422


def test_a_blank_is_sold_by_its_code_for_what_is_printed_on_it(petro: Cashier, shop: Shop):
    row, code = blank(shop, has_pin=True)

    seen = petro.post("certificates/check", code=code)
    receipt = new_receipt()
    for _ in range(2):
        done = petro.post("certificates/sell", code=code.lower(), receipt=receipt)
    again = petro.post("certificates/sell", code=code, receipt=new_receipt())

    assert "Sell it for 1,000.00 ₽" in said(seen)
    assert (seen.status_code, "has a PIN" in said(seen)) == (200, False)
    assert "Sale of the certificate" in said(done)
    assert entries(shop, row.id) == [("ISSUE", 100_000)]
    assert again.status_code == 422
    assert "This certificate is sold already." in said(again)


def test_it_pays_for_a_receipt_and_the_rest_is_told(petro: Cashier, shop: Shop):
    one, receipt = sold(shop), new_receipt()
    petro.sell(total="1300", receipt=receipt)
    with tenant_context(shop.tenant.id):
        sale = Sale.objects.get(receipt=receipt)
    begun = petro.get(f"certificates?sale={sale.id}")
    seen = petro.post("certificates/check", code=one.code, receipt=receipt, amount="1300.00")

    form = {"code": one.code, "amount": "1000.00", "receipt": receipt}
    for _ in range(2):
        paid = petro.post("certificates/spend", **form)

    assert 'value="1300.00"' in begun.content.decode()
    assert 'value="1000.00"' in seen.content.decode()
    assert "Take 300.00 ₽ more for this receipt." in said(paid)
    assert entries(shop, one.certificate.id) == [("ISSUE", 100_000), ("SPEND", -100_000)]
    assert one.code not in paid.redirect_chain[-1][0]
    begun = petro.get(f"certificates?sale={sale.id}")
    assert 'value="300.00"' in begun.content.decode()


def test_a_code_that_is_scanned_where_members_are_found_is_looked_at(petro: Cashier, shop: Shop):
    one = sold(shop)

    page = petro.post("find", find=letters.grouped(one.code))

    assert "On it 1,000.00 ₽" in said(page)


def test_what_is_wrong_is_told_beside_its_field_and_nothing_moves(petro: Cashier, shop: Shop):
    one = sold(shop)
    form = {"code": one.code, "amount": "10", "receipt": new_receipt()}
    wrong = {
        "A letter of this code is wrong": {"code": one.code[:-1]},
        "There is no such certificate.": {"code": letters.draw(14)},
        "Type a sum, like 1234.50.": {"amount": "много"},
        "on the certificate. Take that, and the rest otherwise.": {"amount": "1000.01"},
        "Type the number that stands on the receipt.": {"receipt": ""},
    }

    for words, more in wrong.items():
        answer = petro.post("certificates/spend", **form | more)
        assert answer.status_code == 422
        assert words in said(answer)

    assert balance(shop, one) == 100_000


def test_each_form_keeps_its_own_texts_and_says_what_is_wrong_with_them(
    petro: Cashier, shop: Shop
):
    one, receipt = sold(shop), new_receipt()
    petro.post("certificates/top-up", code=one.code, amount="1", receipt=receipt)

    put = petro.post("certificates/top-up", code=one.code, amount="ой", receipt=receipt)
    more = petro.post("certificates/top-up", code=one.code, amount="2", receipt=receipt)
    paid = petro.post("certificates/spend", code=one.code, amount="2000", receipt=receipt)

    assert errors(put) == {"top-up-amount": "Type a sum, like 1234.50."}
    assert 'value="ой"' in put.content.decode()
    [(field, words)] = errors(more).items()
    assert (field, "recorded already" in words) == ("top-up-receipt", True)
    assert list(errors(paid)) == ["amount"]
    assert balance(shop, one) == 100_100


def test_the_rest_of_a_receipt_is_paid_with_one_more(petro: Cashier, shop: Shop):
    one, other, receipt = sold(shop), sold(shop), new_receipt()
    petro.sell(total="1300", receipt=receipt)

    paid = petro.post("certificates/spend", code=one.code, amount="1000", receipt=receipt)
    [address] = re.findall(r'href="/till/(certificates\?sale=[^"]+)"', paid.content.decode())
    begun = petro.get(address).content.decode()
    last = petro.post("certificates/spend", code=other.code, amount="300", receipt=receipt)

    assert 'value="300.00"' in begun
    assert f'value="{receipt}"' in begun
    assert "more for this receipt" not in said(last)
    assert "?sale=" not in last.content.decode()


def test_wrong_pins_are_counted_and_the_last_one_blocks(petro: Cashier, shop: Shop):
    one = sold(shop, has_pin=True)
    wrong = f"{(int(one.pin) + 1) % 10_000:04d}"

    asked = petro.post("certificates/check", code=one.code)
    seen = petro.post("certificates/check", code=one.code, pin=one.pin)
    answers = [petro.post("certificates/check", code=one.code, pin=wrong) for _ in range(5)]
    late = petro.post(
        "certificates/spend", code=one.code, pin=one.pin, amount="1", receipt=new_receipt()
    )

    assert "This certificate has a PIN." in said(asked)
    assert "On it" not in said(asked)
    assert "On it 1,000.00 ₽" in said(seen)
    assert "4 tries are left" in said(answers[0])
    assert "the certificate is blocked" in said(answers[-1])
    assert late.status_code == 422
    assert balance(shop, one) == 100_000
    for pin in (one.pin, wrong):
        looked = petro.post("certificates/check", code=one.code, pin=pin)
        told = "The certificate is blocked. Ask the owner to look at it." in said(looked)
        assert (looked.status_code, told) == (422, True)
        assert "On it" not in said(looked)


def test_it_is_topped_up_without_its_pin(petro: Cashier, shop: Shop):
    one, receipt = sold(shop, has_pin=True), new_receipt()

    for _ in range(2):
        done = petro.post("certificates/top-up", code=one.code, amount="250,50", receipt=receipt)

    assert "Top-up" in said(done)
    assert balance(shop, one) == 125_050


def test_what_it_paid_comes_back_in_parts_and_no_more(petro: Cashier, shop: Shop):
    spending = a_spending(shop)
    path, receipt = f"certificates/entries/{spending}/refund", new_receipt()

    for _ in range(2):
        done = petro.post(path, amount="100", receipt=receipt)
    more = petro.post(path, amount="200.01", receipt=new_receipt())
    petro.post(path, amount="", receipt=new_receipt())
    over = petro.post(path, amount="1", receipt=new_receipt())

    with tenant_context(shop.tenant.id):
        certificate = Entry.objects.get(id=spending).certificate_id
    assert "What it paid came back" in said(done)
    assert "Type no more than was paid" in said(more)
    assert over.status_code == 422
    assert entries(shop, certificate)[2:] == [("REFUND", 10_000), ("REFUND", 20_000)]


def test_the_rest_is_given_out_once(petro: Cashier, shop: Shop):
    one, receipt = sold(shop), new_receipt()

    for _ in range(2):
        done = petro.post("certificates/pay-out", code=one.code, receipt=receipt)
    empty = petro.post("certificates/pay-out", code=one.code, receipt=new_receipt())

    assert "Give 1,000.00 ₽ back to the customer." in said(done)
    assert entries(shop, one.certificate.id) == [("ISSUE", 100_000), ("PAY_OUT", -100_000)]
    assert empty.status_code == 422


def test_a_blocked_one_pays_nothing_and_says_so(petro: Cashier, shop: Shop):
    one = sold(shop)
    with tenant_context(shop.tenant.id):
        operations.block(
            certificate_id=one.certificate.id, is_blocked=True, actor="system:test", at=now()
        )

    answer = petro.post("certificates/spend", code=one.code, amount="1", receipt=new_receipt())

    assert "The certificate is blocked." in said(answer)
    assert entries(shop, one.certificate.id) == [("ISSUE", 100_000)]


def test_a_neighbours_is_not_there(foreigner: Cashier, shop: Shop):
    one, spending = sold(shop), a_spending(shop)

    looked = foreigner.post("certificates/check", code=one.code)

    assert "There is no such certificate." in said(looked)
    assert foreigner.get(f"certificates/entries/{spending}").status_code == 404
    refund = foreigner.post(f"certificates/entries/{spending}/refund", receipt="X-1")
    assert refund.status_code == 404


@pytest.mark.parametrize("step", ["check", "sell", "spend", "top-up", "pay-out"])
def test_a_reload_leads_back_to_the_till(petro: Cashier, step: str):
    answer = petro.get(f"certificates/{step}")

    assert answer.status_code == 302
    assert urlparse(answer["Location"]).path == "/till/"
