"""D33: money paid ahead comes in, pays, comes back, and ends, to the kopeck."""

import datetime as dt

import pytest

from plushka.domain.certificates import codes, operations, queries, selling
from plushka.domain.certificates.models import Certificate, Entry
from plushka.domain.certificates.posting import MOST, MOST_TRIES
from plushka.domain.certificates.refusals import (
    CertificateDiffers,
    CertificateNotValid,
    CertificatePinWrong,
    CertificateRefunded,
    CertificateSold,
    CertificateTooLittle,
    CertificateUnknown,
)
from plushka.domain.certificates.selling import NewCertificate
from plushka.domain.events.models import Event
from plushka.domain.ledger.models import Entry as PointsEntry
from plushka.lib import letters
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField
from tests.conftest import NOON
from tests.domain.certificates.cast import OLYA, entries, sell, spend, told, where
from tests.domain.sales import cast

DAY = dt.timedelta(days=1)


@pytest.fixture
def sold(lipa):
    """A thousand roubles, paid ahead."""
    return sell()


def proof(one):
    return codes.proof(one.code)


def test_a_certificate_is_worth_what_was_paid_for_it(sold):
    assert told(sold) == ("ACTIVE", 100_000)
    assert entries(sold) == [("ISSUE", 100_000, 100_000)]
    assert queries.find_of_code(proof(sold)).id == sold.certificate.id
    [event] = Event.objects.filter(type="certificate_issued")
    assert event.data["amount"] == 100_000
    assert PointsEntry.objects.count() == 0


def test_the_code_is_nowhere_to_be_read(sold):
    row = Certificate.objects.get()

    assert sold.code.encode() not in bytes(row.digest) + bytes(row.sealed)
    assert selling.told(row).code == sold.code
    spend(sold, 1)
    assert selling.told(Certificate.objects.get()).code == ""


def test_a_members_own_code_can_be_shown_after_it_was_spent(lipa):
    cast.promise()
    sold = sell(member=cast.join(cast.ANNA))

    spend(sold, 1)

    assert selling.told(Certificate.objects.get()).code == sold.code


def test_it_pays_in_parts_until_nothing_is_left(sold):
    spend(sold, 30_000, "A-1")
    spend(sold, 70_000, "A-2")

    assert entries(sold) == [
        ("ISSUE", 100_000, 100_000),
        ("SPEND", -30_000, 70_000),
        ("SPEND", -70_000, 0),
    ]
    with pytest.raises(CertificateTooLittle) as refused:
        spend(sold, 100, "A-3")
    assert refused.value.facts == {"missing": "1.00", "balance": "0.00"}
    assert told(sold) == ("ACTIVE", 0)


def test_one_receipt_pays_once(sold):
    """T6."""
    first = spend(sold, 30_000)

    again = spend(sold, 30_000)

    assert (again.is_repeat, again.entry.id) == (True, first.entry.id)
    with pytest.raises(CertificateDiffers):
        spend(sold, 30_001)
    assert told(sold) == ("ACTIVE", 70_000)


def test_one_receipt_sells_one_certificate(sold):
    """T6: the code can be told again, so a lost answer loses nobody's money."""
    again = sell()

    assert (again.is_repeat, again.code) == (True, sold.code)
    with pytest.raises(CertificateDiffers):
        sell(100_001)
    assert Certificate.objects.count() == 1


def test_money_is_put_on_it_once_a_receipt(sold):
    for _ in range(2):
        operations.top_up(proof=proof(sold), amount=5_000, where=where("T-1"), at=NOON)

    assert told(sold) == ("ACTIVE", 105_000)
    with pytest.raises(BadField) as refused:
        operations.top_up(proof=proof(sold), amount=MOST, where=where("T-2"), at=NOON)
    assert refused.value.path == "amount"


def test_what_was_spent_comes_back_in_parts_and_no_more(sold):
    paid = spend(sold, 30_000)

    def back(receipt, amount=None):
        return operations.refund(
            spending=paid.entry.id, amount=amount, where=where(receipt), at=NOON
        )

    back("R-1", 10_000)
    assert back("R-1", 10_000).is_repeat
    with pytest.raises(BadField):
        back("R-2", 20_001)
    back("R-2")
    with pytest.raises(CertificateRefunded):
        back("R-3")

    assert entries(sold)[1:] == [
        ("SPEND", -30_000, 70_000),
        ("REFUND", 10_000, 80_000),
        ("REFUND", 20_000, 100_000),
    ]


def test_nothing_comes_back_that_was_no_spending(sold):
    issued = Entry.objects.get()

    for entry in (issued.id, new_id()):
        with pytest.raises(BadField) as refused:
            operations.refund(spending=entry, amount=None, where=where("R-1"), at=NOON)
        assert refused.value.path == "spending"
    assert told(sold) == ("ACTIVE", 100_000)


def test_the_rest_is_given_out_as_money(sold):
    spend(sold, 30_000)

    for _ in range(2):
        operations.pay_out(proof=proof(sold), pin=None, where=where("P-1"), at=NOON)

    assert entries(sold)[2:] == [("PAY_OUT", -70_000, 0)]
    with pytest.raises(CertificateTooLittle):
        operations.pay_out(proof=proof(sold), pin=None, where=where("P-2"), at=NOON)


@pytest.mark.parametrize("amount", [0, -1, MOST + 1])
def test_sums_that_cannot_be_are_refused(sold, amount):
    with pytest.raises(BadField):
        spend(sold, amount)
    with pytest.raises(BadField):
        sell(amount, "G-2")

    assert told(sold) == ("ACTIVE", 100_000)


def test_the_fifth_wrong_pin_blocks_it(lipa):
    sold = sell(has_pin=True)
    wrong = f"{(int(sold.pin) + 1) % 10_000:04d}"

    with pytest.raises(CertificatePinWrong):
        spend(sold, 1)
    for tries in range(1, MOST_TRIES + 1):
        with pytest.raises(CertificatePinWrong) as refused:
            spend(sold, 1, pin=wrong)
        assert refused.value.left == MOST_TRIES - tries

    assert told(sold) == ("BLOCKED", 100_000)
    with pytest.raises(CertificateNotValid):
        spend(sold, 1, pin=sold.pin)
    operations.block(certificate_id=sold.certificate.id, is_blocked=False, actor=OLYA, at=NOON)
    assert spend(sold, 1, pin=sold.pin).entry.balance_after == 99_999


def test_a_right_pin_forgets_the_wrong_ones(lipa):
    sold = sell(has_pin=True)
    wrong = f"{(int(sold.pin) + 1) % 10_000:04d}"
    with pytest.raises(CertificatePinWrong):
        spend(sold, 1, pin=wrong)

    operations.check(proof=proof(sold), pin=sold.pin)

    assert Certificate.objects.get().wrong_tries == 0


def test_one_that_is_over_pays_nothing_whether_it_was_written_down_or_not(lipa):
    """T2."""
    sold = sell(valid_until=NOON + DAY)

    with pytest.raises(CertificateNotValid):
        spend(sold, 1, at=NOON + DAY)
    assert operations.expire(at=NOON + DAY, most=10) == 1
    assert operations.expire(at=NOON + DAY, most=10) == 0

    assert told(sold) == ("ENDED", 0)
    assert entries(sold) == [("ISSUE", 100_000, 100_000), ("EXPIRE", -100_000, 0)]
    assert queries.liability().owed == 0


def test_nothing_comes_back_to_one_that_is_over(lipa):
    sold = sell(valid_until=NOON + DAY)
    paid = spend(sold, 30_000)

    with pytest.raises(CertificateNotValid):
        operations.refund(spending=paid.entry.id, amount=None, where=where("R-1"), at=NOON + DAY)

    assert told(sold) == ("ACTIVE", 70_000)


def test_a_blocked_one_pays_nothing_and_gets_back_what_it_paid(sold):
    paid = spend(sold, 30_000)
    assert operations.block(
        certificate_id=sold.certificate.id, is_blocked=True, actor=OLYA, at=NOON
    )

    with pytest.raises(CertificateNotValid):
        spend(sold, 1, "A-2")
    operations.refund(spending=paid.entry.id, amount=None, where=where("R-1"), at=NOON)

    assert told(sold) == ("BLOCKED", 100_000)


def test_a_revoked_one_is_over_with_all_that_was_on_it(sold):
    assert operations.revoke(certificate_id=sold.certificate.id, actor=OLYA, at=NOON)
    assert not operations.revoke(certificate_id=sold.certificate.id, actor=OLYA, at=NOON)

    assert told(sold) == ("ENDED", 0)
    assert entries(sold)[1:] == [("REVOKE", -100_000, 0)]


def test_a_blank_is_worth_nothing_until_it_is_sold(lipa):
    blank = selling.make(NewCertificate(nominal=50_000), at=NOON)
    blank.save(force_insert=True)
    known = selling.told(blank)
    with pytest.raises(CertificateNotValid):
        spend(known, 1)

    first = selling.sell_blank(proof=proof(known), where=where("G-1"), at=NOON)
    again = selling.sell_blank(proof=proof(known), where=where("G-1"), at=NOON)

    assert (first.is_repeat, again.is_repeat, told(known)) == (False, True, ("ACTIVE", 50_000))
    with pytest.raises(CertificateSold):
        selling.sell_blank(proof=proof(known), where=where("G-2"), at=NOON)


def test_an_unknown_code_and_a_typo_are_told_apart(lipa):
    with pytest.raises(CertificateUnknown):
        operations.check(proof=codes.proof(letters.draw(codes.LENGTH)), pin=None)
    with pytest.raises(letters.Mistyped):
        codes.proof("ABCD")


def test_what_is_owed_is_what_is_left_on_all_of_them(sold, dub):
    sell(50_000, "G-2")
    spend(sold, 30_000)

    assert queries.liability() == queries.Liability(owed=120_000, n_certificates=2)
