"""Certificates that are issued together: blanks, or paid for; their codes until handed over."""

import datetime as dt

import pytest
from django.db import connections

from plushka.domain.audit.models import Record
from plushka.domain.certificates import batches, codes, operations, queries, selling, verify
from plushka.domain.certificates.batches import MOST, NewBatch
from plushka.domain.certificates.models import Certificate, Entry
from plushka.domain.certificates.posting import MOST as MOST_WORTH
from plushka.domain.certificates.queries import Asked, Liability
from plushka.domain.certificates.refusals import CertificateNotValid
from plushka.domain.events.models import Event
from plushka.lib import letters
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField
from tests.conftest import NOON
from tests.domain.certificates.cast import OLYA, sell, spend, where
from tests.domain.members.cast import statements_sent

DAY = dt.timedelta(days=1)


def issue(n=3, *, nominal=100_000, batch_id=None, name="На полку", **more):
    new = NewBatch(name=name, nominal=nominal, n=n, actor=OLYA, **more)
    return batches.issue(new, batch_id=batch_id or new_id(), at=NOON)


def rows(batch):
    return list(Certificate.objects.filter(batch_id=batch.id).order_by("id"))


def test_blanks_are_worth_nothing_until_a_till_sells_them(lipa):
    batch = issue(has_pin=True)

    found = batches.readable(batch.id)

    assert [letters.read(one.code, codes.LENGTH)[-4:] for one in found] == [
        one.ending for one in rows(batch)
    ]
    assert all(len(one.pin) == 4 for one in found)
    assert {(one.state, one.balance, one.n_entries) for one in rows(batch)} == {("BLANK", 0, 0)}
    assert queries.liability() == Liability(0, 0)
    proof = codes.proof(found[0].code)
    with pytest.raises(CertificateNotValid):
        spend(found[0], 1, pin=found[0].pin)
    selling.sell_blank(proof=proof, where=where("G-1"), at=NOON)
    assert queries.liability() == Liability(100_000, 1)


def test_those_that_are_paid_for_are_good_at_once_and_prove_true(lipa):
    batch = issue(is_paid=True, valid_until=NOON + DAY)

    assert queries.liability() == Liability(300_000, 3)
    assert Entry.objects.filter(kind="ISSUE", amount=100_000, number=1).count() == 3
    assert Event.objects.filter(type="certificate_issued").count() == 3
    with connections["default"].cursor() as cursor:
        assert verify.verify(cursor, tenant_id=lipa.id)[1] == []
    one = batches.readable(batch.id)[0]
    assert spend(one, 100_000).certificate.balance == 0


def test_a_batch_is_issued_once_however_often_it_is_asked_for(lipa):
    key = new_id()

    assert issue(batch_id=key) == issue(batch_id=key)
    assert Certificate.objects.count() == 3
    assert Record.objects.filter(action="certificates_issued").count() == 1


def test_what_is_issued_is_as_many_statements_for_three_as_for_one(lipa):
    with statements_sent() as of_one:
        issue(1, is_paid=True)
    with statements_sent() as of_three:
        issue(3, is_paid=True)

    assert len(of_three) == len(of_one)


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        ("n", {"n": 0}),
        ("n", {"n": MOST + 1}),
        ("nominal", {"nominal": 0}),
        ("nominal", {"nominal": MOST_WORTH + 1}),
        ("name", {"name": " "}),
        ("name", {"name": "x" * 101}),
        ("name", {"name": "x\x00"}),
        ("valid_until", {"valid_until": NOON}),
    ],
    ids=str,
)
def test_what_cannot_be_issued_names_its_field_and_changes_nothing(lipa, path, wrong):
    with pytest.raises(BadField) as refused:
        issue(**wrong)

    assert refused.value.path == path
    assert Certificate.objects.count() == 0


def test_codes_are_gone_once_they_are_handed_over_but_pay(lipa):
    batch = issue(1, is_paid=True)
    [one] = batches.readable(batch.id)

    assert batches.hand_over(batch_id=batch.id, actor=OLYA, at=NOON)
    assert not batches.hand_over(batch_id=batch.id, actor=OLYA, at=NOON)

    assert [told.code for told in batches.readable(batch.id)] == [""]
    assert spend(one, 100_000).certificate.balance == 0


def test_the_list_tells_the_state_that_holds_now(lipa):
    over = sell(receipt="G-1", valid_until=NOON + DAY).certificate
    good = sell(receipt="G-2").certificate
    blocked = sell(receipt="G-3").certificate
    operations.block(certificate_id=blocked.id, is_blocked=True, actor=OLYA, at=NOON)
    blank = rows(issue(1))[0]
    tomorrow = NOON + DAY

    def found(**asked):
        return {row.id for row in queries.find_certificates(Asked(**asked), at=tomorrow)}

    assert found() == {over.id, good.id, blocked.id, blank.id}
    assert found(state="ENDED") == {over.id}
    assert found(state="ACTIVE") == {good.id}
    assert found(state="BLOCKED") == {blocked.id}
    assert found(state="BLANK") == {blank.id}
    assert found(ending=good.ending) >= {good.id}
    assert found(batch=blank.batch_id) == {blank.id}
    page = queries.find_certificates(Asked(), at=tomorrow, before=blocked.id, limit=1)
    assert [row.id for row in page] == [good.id]


def test_what_certificates_paid_of_a_receipt_counts_what_came_back(lipa):
    first, second = sell(receipt="G-1"), sell(receipt="G-2")
    outlet = where().outlet
    spending = spend(first, 30_000, "A-1").entry
    spend(second, 20_000, "A-1")
    spend(second, 5_000, "A-2")
    operations.refund(spending=spending.id, amount=10_000, where=where("R-1"), at=NOON)

    assert queries.paid_of(outlet=outlet, receipt="A-1", since=NOON) == 40_000
    assert queries.came_back(spending.id) == 10_000
