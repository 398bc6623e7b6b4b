import datetime as dt

import pytest

from plushka.domain.events.models import Event
from plushka.domain.vouchers import codes, operations, queries
from plushka.domain.vouchers.models import Voucher
from plushka.domain.vouchers.operations import NewVoucher
from plushka.domain.vouchers.refusals import VoucherUnknown, VoucherUsed
from plushka.domain.vouchers.terms import Terms, terms_of
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField
from tests.conftest import NOON
from tests.domain.vouchers import cast
from tests.domain.vouchers.cast import COFFEE, HUNDRED, OLYA, TENTH

DAY = dt.timedelta(days=1)


def test_issued_vouchers_come_with_their_codes_in_order(anna):
    new = [
        NewVoucher(terms=TENTH, actor=OLYA, member=anna, valid_until=NOON + DAY),
        NewVoucher(terms=COFFEE, actor=OLYA),
    ]

    issued = operations.issue(new, NOON)

    rows = [queries.find_of_code(one.code) for one in issued]
    assert [row.id for row in rows] == [one.id for one in issued]
    assert [terms_of(row.terms) for row in rows] == [TENTH, COFFEE]
    assert [row.member_id for row in rows] == [anna, None]
    assert [row.ending for row in rows] == [one.code[-4:] for one in issued]
    assert [(row.valid_from, row.valid_until) for row in rows] == [
        (NOON, NOON + DAY),
        (NOON, None),
    ]
    told = Event.objects.filter(type="voucher_issued").order_by("id")
    assert [(one.member_id, one.data) for one in told] == [
        (row.member_id, {"voucher": str(row.id)}) for row in rows
    ]


def test_only_the_code_of_a_members_voucher_can_be_read_again(anna):
    annas, bearers = cast.issue(member=anna), cast.issue()

    assert queries.code_of(queries.get_voucher(annas.id)) == annas.code
    assert queries.code_of(queries.get_voucher(bearers.id)) is None
    assert annas.code.encode() not in bytes(queries.get_voucher(annas.id).sealed)


def test_one_code_is_kept_as_another_digest_in_each_company(lipa, dub, monkeypatch):
    ours = cast.issue()
    assert queries.find_of_code(ours.code).id == ours.id

    monkeypatch.setattr(codes, "current_tenant", lambda: dub.id)

    assert queries.find_of_code(ours.code) is None


@pytest.mark.parametrize(
    ("terms", "path"),
    [
        pytest.param(Terms(title=" ", percent="10"), "title", id="no title"),
        pytest.param(Terms(title="x" * 101, percent="10"), "title", id="long title"),
        pytest.param(Terms(title="x"), "percent", id="gives nothing"),
        pytest.param(Terms(title="x", percent="10", off=1), "percent", id="gives two"),
        pytest.param(Terms(title="x", percent="0"), "percent", id="no percent"),
        pytest.param(Terms(title="x", percent="100.01"), "percent", id="over hundred"),
        pytest.param(Terms(title="x", percent="-1"), "percent", id="below nothing"),
        pytest.param(Terms(title="x", off=0), "off", id="no sum"),
        pytest.param(Terms(title="x", off=1, most_off=1), "most_off", id="limit of a sum"),
        pytest.param(Terms(title="x", price=0), "skus", id="no goods"),
        pytest.param(
            Terms(title="x", price=0, skus=("a",), categories=("b",)), "skus", id="category"
        ),
        pytest.param(
            Terms(title="x", percent="1", skus=tuple(map(str, range(201)))), "skus", id="many"
        ),
        pytest.param(Terms(title="x", percent="1", least_total=-1), "least_total", id="least"),
    ],
)
def test_terms_that_nobody_could_redeem_are_refused(lipa, terms, path):
    with pytest.raises(BadField) as refused:
        cast.issue(terms)

    assert refused.value.path == path
    assert not Voucher.objects.exists()


def test_a_term_that_is_over_is_refused(lipa):
    with pytest.raises(BadField) as refused:
        cast.issue(valid_until=NOON)

    assert refused.value.path == "valid_until"
    assert not Voucher.objects.exists()


def test_a_typo_is_told_without_looking_anything_up(lipa):
    code = cast.issue(HUNDRED).code
    wrong = code[:-1] + ("2" if code[-1] != "2" else "3")

    assert codes.read(f" {code.lower()[:4]}-{code[4:]} ") == code
    with pytest.raises(BadField) as refused:
        codes.read(wrong)
    assert refused.value.path == "voucher"


def test_a_revoked_voucher_is_revoked_once(anna):
    issued = cast.issue(member=anna)

    assert operations.revoke(voucher_id=issued.id, actor=OLYA, at=NOON)
    assert not operations.revoke(voucher_id=issued.id, actor=OLYA, at=NOON + DAY)

    row = queries.get_voucher(issued.id)
    assert (row.state, row.revoked_at, row.sealed) == ("REVOKED", NOON, None)


def test_a_used_voucher_cannot_be_revoked(lipa):
    issued = cast.issue()
    Voucher.objects.filter(id=issued.id).update(state="USED", sale_id=new_id(), used_at=NOON)

    with pytest.raises(VoucherUsed):
        operations.revoke(voucher_id=issued.id, actor=OLYA, at=NOON)

    assert queries.get_voucher(issued.id).state == "USED"


def test_an_unknown_voucher_is_refused(lipa):
    with pytest.raises(VoucherUnknown):
        operations.revoke(voucher_id=new_id(), actor=OLYA, at=NOON)
