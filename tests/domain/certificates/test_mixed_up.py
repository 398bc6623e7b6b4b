"""Receipts used before, PINs tried on what is worth nothing: no money moves by mistake."""

import pytest

from plushka.domain.certificates import codes, operations, selling
from plushka.domain.certificates.models import Certificate
from plushka.domain.certificates.posting import MOST_TRIES
from plushka.domain.certificates.refusals import (
    CertificateDiffers,
    CertificateNotValid,
    CertificatePinWrong,
)
from plushka.domain.certificates.selling import NewCertificate
from tests.conftest import NOON
from tests.domain.certificates.cast import OLYA, entries, sell, spend, told, where
from tests.domain.sales import cast


def blank(nominal=50_000, **more):
    """Print one that nobody has paid for."""
    row = selling.make(NewCertificate(nominal=nominal, **more), at=NOON)
    row.save(force_insert=True)
    return selling.told(row)


def guess(sold, times=MOST_TRIES):
    """Try wrong PINs, as somebody who looks what it is worth."""
    wrong = f"{(int(sold.pin) + 1) % 10_000:04d}"
    for _ in range(times):
        with pytest.raises(CertificatePinWrong):
            operations.check(proof=codes.proof(sold.code), pin=wrong)


def test_return_receipt_that_gave_back_one_spending_gives_back_no_other_silently(lipa):
    """T6: the second customer would have gone away with nothing."""
    sold = sell()
    first, second = spend(sold, 30_000, "A-1"), spend(sold, 20_000, "A-2")
    back = {"where": where("R-1"), "at": NOON}
    operations.refund(spending=first.entry.id, amount=None, **back)

    for amount in (None, 30_000):
        with pytest.raises(CertificateDiffers):
            operations.refund(spending=second.entry.id, amount=amount, **back)

    assert operations.refund(spending=first.entry.id, amount=None, **back).is_repeat
    assert entries(sold)[3:] == [("REFUND", 30_000, 80_000)]


def test_receipt_that_sold_one_sells_no_blank(lipa):
    """T6: a receipt sells one certificate, and says so before anything is written."""
    sell(50_000, "G-1")
    printed = blank()

    with pytest.raises(CertificateDiffers):
        selling.sell_blank(proof=codes.proof(printed.code), where=where("G-1"), at=NOON)

    assert told(printed) == ("BLANK", 0)


def test_receipt_that_sold_a_blank_sells_no_new_one(lipa):
    """T6: nor is the blank given out as what was asked for."""
    printed = blank()
    selling.sell_blank(proof=codes.proof(printed.code), where=where("G-1"), at=NOON)

    with pytest.raises(CertificateDiffers):
        sell(50_000, "G-1", has_pin=True)

    assert Certificate.objects.count() == 1


def test_receipt_that_sold_one_to_somebody_is_not_repeated_for_another(lipa):
    """T6: or the code of one would be told to the other."""
    cast.promise()
    anna, bohdan = cast.join(cast.ANNA), cast.join(cast.BOHDAN)
    sold = sell(member=anna)

    assert sell(member=anna).is_repeat
    for other in (bohdan, None):
        with pytest.raises(CertificateDiffers):
            sell(member=other)

    assert Certificate.objects.get().member_id == anna
    assert told(sold) == ("ACTIVE", 100_000)


def test_wrong_pins_leave_a_blank_to_be_sold(lipa):
    """A blocked blank could be unblocked, and topped up, without anybody having sold it."""
    printed = blank(has_pin=True)

    guess(printed)

    assert told(printed) == ("BLANK", 0)
    selling.sell_blank(proof=codes.proof(printed.code), where=where("G-1"), at=NOON)
    assert spend(printed, 50_000, pin=printed.pin).entry.balance_after == 0


def test_wrong_pins_do_not_wake_a_certificate_that_is_over(lipa):
    """What came back to it would be spent again."""
    sold = sell(has_pin=True)
    operations.revoke(certificate_id=sold.certificate.id, actor=OLYA, at=NOON)

    guess(sold)

    assert told(sold) == ("ENDED", 0)


def test_blocked_by_wrong_pins_it_tells_nobody_which_one_is_right(lipa):
    """T24: ten thousand PINs are tried in a minute, and whoever unblocks it forgets the tries."""
    sold = sell(has_pin=True)
    guess(sold)

    for pin in (sold.pin, "0000", None):
        with pytest.raises(CertificateNotValid) as refused:
            operations.check(proof=codes.proof(sold.code), pin=pin)
        assert refused.value.state == "BLOCKED"
    assert Certificate.objects.get().wrong_tries == MOST_TRIES
