"""Members hear of vouchers and certificates they are given, and of what these paid."""

from uuid import UUID

from plushka.domain.certificates import codes, operations, selling
from plushka.domain.certificates.selling import NewCertificate
from plushka.domain.messaging.models import Message
from plushka.domain.vouchers import operations as vouchers
from tests.conftest import NOON
from tests.domain.certificates import cast as certificates
from tests.domain.notices.test_following import hear
from tests.domain.vouchers.cast import issue


def told(kind: str) -> list[str]:
    return list(Message.objects.filter(kind=kind).order_by("id").values_list("text", flat=True))


def test_a_member_hears_of_a_certificate_and_of_each_payment_without_its_code(anna: UUID):
    sold = certificates.sell(150_000, member=anna)
    certificates.spend(sold, 100_000)
    operations.pay_out(
        proof=codes.proof(sold.code), pin=None, where=certificates.where("P-1"), at=NOON
    )

    assert hear() == hear()

    assert told("certificate_given") == ["Вам сертификат на 1500 ₽, код в вашем кабинете. Липа"]
    assert told("certificate_spent") == [
        "С сертификата списано 1000 ₽, осталось 500 ₽. Липа",
        "С сертификата списано 500 ₽, осталось 0 ₽. Липа",
    ]
    assert not any(sold.code in text for text in Message.objects.values_list("text", flat=True))


def test_a_bearers_certificate_tells_nobody(anna: UUID):
    selling.sell(NewCertificate(nominal=100), where=certificates.where("G-1"), at=NOON)

    hear()

    assert told("certificate_given") == []


def test_a_voucher_is_an_offer_and_one_that_was_ordered_or_taken_back_is_none(anna: UUID):
    issue(member=anna)
    issue(member=anna, source_kind="REWARD")
    vouchers.revoke(voucher_id=issue(member=anna).id, actor="system:test", at=NOON)

    hear()

    assert told("voucher_given") == ["Вам купон «Скидка 10 %», код в вашем кабинете. Липа"]
    assert Message.objects.get(kind="voucher_given").nature != 1
