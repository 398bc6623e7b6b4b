"""A member sees what they may use now, with its code."""

from plushka.domain.certificates import selling
from plushka.domain.certificates.posting import Where
from plushka.domain.certificates.selling import NewCertificate
from plushka.domain.tenants.context import tenant_context
from plushka.domain.vouchers import operations
from plushka.domain.vouchers.operations import NewVoucher
from plushka.domain.vouchers.terms import Terms
from plushka.lib import letters
from tests.web.conftest import Shop
from tests.web.member.people import Phone
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
    assert letters.grouped(sold.code) in page
    assert f"PIN {sold.pin}" in page
    assert "1,500.00" in page
    for hidden in (taken, theirs):
        assert letters.grouped(hidden.code) not in page
    assert len(page.encode()) < 50_000
    assert "rights" in phone.get("").content.decode()
