"""B24: one click undoes what was done for many, as far as it can be."""

import pytest

from plushka.domain.audit.models import Record
from plushka.domain.bulk.deed import Deed
from plushka.domain.bulk.operations import (
    BulkOver,
    approve,
    undo,
)
from plushka.domain.bulk.queries import outcome
from plushka.domain.ledger.models import Entry, Lot
from plushka.domain.members.locator import Locator
from plushka.domain.members.models import MemberTag
from plushka.domain.members.operations import add_tags
from plushka.domain.merging.operations import merge
from tests.conftest import NOON
from tests.domain.bulk.cast import IRA, OLYA, ask, spendable, work
from tests.domain.merging.cast import faults
from tests.domain.sales.cast import asked, days, give, sell

FIRST = Locator("PHONE", "+79160000000")


def test_all_points_are_taken_and_come_back_with_their_terms(three):
    give(700, member=three[0], expires_at=NOON + days(2))
    give(900, member=three[1])
    row = ask(three, Deed("REDEEM"))
    work()
    assert spendable(*three) == [0, 0, 0]

    undo(bulk_id=row.id, actor=IRA, at=NOON)
    work()

    assert spendable(*three) == [700, 900, 0]
    assert Lot.objects.filter(remaining=700, expires_at=NOON + days(2)).count() == 1
    assert faults() == []


def test_undoing_takes_what_is_left_and_tells_the_rest(three):
    row = ask(three)
    work()
    sell(asked("A-1", 10_000, member=FIRST, redeem=4_000))
    earned = spendable(three[0])[0] - 6_000

    undo(bulk_id=row.id, actor=OLYA, at=NOON)
    work()

    found = outcome(row.id)
    assert spendable(*three) == [earned, 0, 0]
    assert (found.points, found.undone, found.why) == (30_000, 26_000, {"spent": 1})
    assert faults() == []


def test_undoing_may_leave_a_debt_where_that_was_chosen(three):
    row = ask(three[:1])
    work()
    sell(asked("A-1", 100_000, member=FIRST, redeem=10_000))
    earned = spendable(three[0])[0]

    undo(bulk_id=row.id, actor=OLYA, at=NOON, may_owe=True)
    work()

    [rest] = Entry.objects.filter(kind="REVERSAL").values_list("points", "balance_after")
    assert rest == (-10_000, earned - 10_000)
    assert faults() == []


def test_tags_are_put_on_and_taken_off_again_from_those_who_lacked_them(three):
    add_tags(member_id=three[0], tags=["vip"], actor=OLYA, at=NOON)
    row = ask(three, Deed("TAG", tag="VIP"))
    work()
    assert MemberTag.objects.filter(tag="vip").count() == 3
    assert (row.n_members, row.n_left_out) == (2, 1)

    undo(bulk_id=row.id, actor=OLYA, at=NOON)
    work()

    assert list(MemberTag.objects.values_list("member_id", flat=True)) == [three[0]]


def test_running_bulk_is_not_undone_before_it_is_stopped(three):
    row = ask(three)

    with pytest.raises(BulkOver):
        undo(bulk_id=row.id, actor=OLYA, at=NOON)


def test_points_of_who_became_another_since_are_taken_from_the_other(three):
    row = ask(three)
    work()
    merge(kept=three[0], merged=three[1], actor=OLYA, at=NOON)

    undo(bulk_id=row.id, actor=OLYA, at=NOON)
    work()

    assert spendable(three[0], three[2]) == [0, 0]
    assert faults() == []


def test_everything_is_recorded(three):
    row = ask(three, is_checked=True)
    approve(bulk_id=row.id, actor=IRA, at=NOON)
    work()
    undo(bulk_id=row.id, actor=OLYA, at=NOON)

    found = Record.objects.filter(subject_id=row.id).order_by("id")
    assert list(found.values_list("action", "actor")) == [
        ("bulk_asked", OLYA),
        ("bulk_approved", IRA),
        ("bulk_undone", OLYA),
    ]
