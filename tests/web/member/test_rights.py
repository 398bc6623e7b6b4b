"""A member sees what they may use now, with its code."""

import json

from plushka.domain.certificates import codes, selling
from plushka.domain.certificates import operations as certificates
from plushka.domain.certificates.posting import Where
from plushka.domain.certificates.selling import NewCertificate
from plushka.domain.tenants.context import tenant_context
from plushka.domain.vouchers import operations
from plushka.domain.vouchers.operations import NewVoucher
from plushka.domain.vouchers.terms import Terms
from plushka.lib import letters
from tests.web.access.certificates_table import where
from tests.web.conftest import Shop
from tests.web.member.people import Phone, buy, signed_in
from tests.web.till.people import join, now, text_of


def test_own_vouchers_and_certificates_are_shown_with_their_codes(phone: Phone, anna, shop: Shop):
    other = join(shop)
    empty = text_of(phone.get("rights"))
    with tenant_context(shop.tenant.id):
        terms = Terms(title="<b>Кофе</b> в подарок", price=0, skus=("COFFEE",))
        mine, taken, theirs = operations.issue(
            [
                NewVoucher(terms=terms, actor="system:test", member=member)
                for member in (anna, anna, other)
            ],
            now(),
        )
        operations.revoke(voucher_id=taken.id, actor="system:test", at=now())
        sold = selling.sell(
            NewCertificate(nominal=150_000, member=anna, has_pin=True),
            where=Where(actor="system:test"),
            at=now(),
        )

    page = phone.get("rights").content.decode()

    assert "Nothing here yet." in empty
    assert letters.grouped(mine.code) in page
    assert "&lt;b&gt;Кофе&lt;/b&gt; в подарок" in page
    assert "as a gift: COFFEE" in page
    assert letters.grouped(sold.code) in page
    assert f"PIN {sold.pin}" in page
    assert "1,500.00" in page
    for hidden in (taken, theirs):
        assert letters.grouped(hidden.code) not in page
    assert len(page.encode()) < 50_000
    assert "rights" in phone.get("").content.decode()


def test_what_was_used_and_paid_is_told_and_taken_away_with_the_rest(shop: Shop):
    vera = join(shop)
    phone = signed_in(shop, vera)
    with tenant_context(shop.tenant.id):
        terms = Terms(title="Скидка 10 %", percent="10")
        new = NewVoucher(terms=terms, actor="system:test", member=vera)
        [voucher] = operations.issue([new], now())
        sold = selling.sell(
            NewCertificate(nominal=150_000, member=vera), where=where(shop), at=now()
        )
        certificates.spend(
            proof=codes.proof(sold.code), pin=None, amount=40_000, where=where(shop), at=now()
        )
    buy(shop, vera, voucher=voucher.code)

    page = text_of(phone.get("rights"))
    told = json.loads(phone.get("data/json").content)

    assert "Used vouchers" in page
    assert "Скидка 10 %" in page
    assert "Payment" in page
    [used] = told["vouchers"]
    assert (used["title"], used["state"], used["ending"]) == (
        "Скидка 10 %",
        "USED",
        voucher.code[-4:],
    )
    [certificate] = told["certificates"]
    assert (certificate["nominal"], certificate["balance"]) == ("1500.00", "1100.00")
    assert [one["amount"] for one in told["certificate_entries"]] == ["1500.00", "-400.00"]
    assert voucher.code not in json.dumps(told)
