"""Vouchers and certificates follow their member (T29, T33)."""

from plushka.domain.certificates.models import Certificate
from plushka.domain.enrolment import leaving
from plushka.domain.merging import operations
from plushka.domain.vouchers import queries as vouchers
from plushka.domain.vouchers.models import Voucher
from tests.conftest import NOON
from tests.domain.certificates.cast import sell as sell_certificate
from tests.domain.certificates.cast import spend
from tests.domain.sales.cast import asked, sell
from tests.domain.vouchers.cast import HUNDRED, OLYA, issue


def owners():
    """Whose they are, oldest first."""
    found = (
        model.objects.order_by("id").values_list("member_id", flat=True)
        for model in (Voucher, Certificate)
    )
    return [list(one) for one in found]


def test_vouchers_and_certificates_of_the_merged_one_are_the_kept_ones(anna, twin):
    issued = issue(HUNDRED, member=twin)
    sell_certificate(member=twin)

    operations.merge(kept=anna, merged=twin, actor=OLYA, at=NOON)

    assert owners() == [[anna], [anna]]
    assert sell(asked("A-1", 70_000, voucher=issued.code)).discount == 10_000


def test_each_has_their_own_again_when_the_merge_is_undone(anna, twin):
    issue(HUNDRED, member=anna)
    issue(HUNDRED, member=twin)
    sell_certificate(member=twin)
    merge = operations.merge(kept=anna, merged=twin, actor=OLYA, at=NOON)
    issue(HUNDRED, member=anna)

    operations.part(merge=merge.id, actor=OLYA, at=NOON)

    assert owners() == [[anna, twin, anna], [twin]]


def test_vouchers_of_the_erased_are_revoked_and_their_certificates_a_bearers(anna):
    left, used = issue(HUNDRED, member=anna), issue(HUNDRED, member=anna)
    sell(asked("A-1", 70_000, voucher=used.code))
    sold = sell_certificate(member=anna)

    leaving.erase(member_id=anna, actor=OLYA, at=NOON)

    assert [vouchers.get_voucher(one.id).state for one in (left, used)] == ["REVOKED", "USED"]
    assert {one.sealed for one in Voucher.objects.all()} == {None}
    row = Certificate.objects.get()
    assert (row.member_id, row.sealed) == (None, None)
    assert spend(sold, 100).entry.balance_after == 99_900
