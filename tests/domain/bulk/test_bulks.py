"""R34, B24, T37: one thing for many, with a preview, a second person, and a way back."""

import datetime as dt

import pytest

from plushka.domain.bulk import operations
from plushka.domain.bulk.audience import of_condition, of_members, of_segment
from plushka.domain.bulk.deed import Deed
from plushka.domain.bulk.models import Bulk, BulkRow
from plushka.domain.bulk.operations import (
    ApprovesOwn,
    BulkChanged,
    BulkOver,
    NothingToDo,
    PolicyOutdated,
    approve,
    carry_on,
    change_policy,
    decline,
)
from plushka.domain.bulk.previewing import preview
from plushka.domain.bulk.queries import outcome
from plushka.domain.ledger.models import Entry, Lot
from plushka.domain.members.locator import Locator
from plushka.domain.members.operations import Changes, add_tags, change
from plushka.domain.merging.operations import merge
from plushka.domain.messaging.models import Message
from plushka.domain.segments import operations as segments
from plushka.domain.tasks import operations as tasks
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField
from tests.conftest import NOON
from tests.domain.bulk.cast import GIFT, IRA, OLYA, ask, spendable, work
from tests.domain.merging.cast import faults
from tests.domain.sales.cast import give

FIRST = Locator("PHONE", "+79160000000")
VIP = {"field": "member.tags", "has": "vip"}


def test_preview_says_for_how_many_and_at_what_cost(three):
    change(member_id=three[0], changes=Changes(blocked="fraud"), actor=OLYA, at=NOON)

    found = preview(audience=of_members(three), deed=GIFT, at=NOON)

    assert (found.n_members, found.points, found.cost) == (2, 20_000, 20_000)
    assert found.left_out == {"blocked": 1}
    assert {member for member, _ in found.sample} == set(three[1:])
    assert Bulk.objects.count() == BulkRow.objects.count() == 0


def test_points_are_given_to_everybody_once(three):
    row = ask(three)
    work()

    assert spendable(*three) == [10_000] * 3
    row.refresh_from_db()
    assert (row.state, row.ended_at) == ("DONE", NOON)
    keys = set(Entry.objects.values_list("key", "source_id", "actor"))
    assert keys == {(f"bulk:{row.id}", row.id, OLYA)}
    assert Message.objects.count() == 0
    assert faults() == []


def test_points_given_live_as_long_as_was_said(three):
    ask(three, Deed("ACCRUE", points=100, days=3))
    work()

    assert {lot.expires_at for lot in Lot.objects.all()} == {
        dt.datetime(2026, 11, 24, 21, tzinfo=dt.UTC)
    }


def test_same_asked_twice_is_once(three):
    id_ = new_id()
    for _ in range(2):
        operations.ask(
            id_=id_, audience=of_members(three), deed=GIFT, reason="раз", actor=OLYA, at=NOON
        )
    work()

    assert spendable(*three) == [10_000] * 3


def test_who_is_in_the_segment_when_it_is_asked_for_is_meant(three):
    add_tags(member_id=three[0], tags=["vip"], actor=OLYA, at=NOON)
    segment = segments.create(name="Важные", condition=VIP, actor=OLYA, at=NOON)
    ask(three, audience=of_segment(segment))
    add_tags(member_id=three[1], tags=["vip"], actor=OLYA, at=NOON)
    work()

    assert spendable(*three) == [10_000, 0, 0]


@pytest.mark.parametrize(("is_up_to", "left"), [(True, [0, 400]), (False, [700, 400])])
def test_who_has_fewer_gives_what_there_is_only_where_that_was_said(three, is_up_to, left):
    give(700, member=three[0])
    give(1_400, member=three[1])
    ask(three[:2], Deed("REDEEM", points=1_000, is_up_to=is_up_to))
    work()

    assert spendable(*three[:2]) == left


def test_dear_bulk_waits_for_another_person(three):
    change_policy(alone=29_999, based_on=None, actor=IRA, at=NOON)
    row = ask(three)
    work()
    assert (row.state, spendable(*three)) == ("ASKED", [0, 0, 0])

    with pytest.raises(ApprovesOwn):
        approve(bulk_id=row.id, actor=OLYA, at=NOON)
    approve(bulk_id=row.id, actor=IRA, at=NOON)
    work()

    assert spendable(*three) == [10_000] * 3
    with pytest.raises(BulkOver):
        approve(bulk_id=row.id, actor=IRA, at=NOON)


def test_limit_itself_is_within_what_one_person_may_do(three):
    change_policy(alone=30_000, based_on=None, actor=IRA, at=NOON)

    assert ask(three).state == "RUNNING"


def test_declined_bulk_does_nothing(three):
    row = ask(three, is_checked=True)
    decline(bulk_id=row.id, actor=IRA, at=NOON)
    work()

    assert spendable(*three) == [0, 0, 0]
    with pytest.raises(BulkOver):
        approve(bulk_id=row.id, actor=IRA, at=NOON)


def test_whoever_asked_may_take_it_back(three):
    row = ask(three, is_checked=True)

    assert decline(bulk_id=row.id, actor=OLYA, at=NOON).state == "DECLINED"


def test_what_was_seen_is_what_is_asked_for(three):
    seen = preview(audience=of_members(three), deed=GIFT, at=NOON).mark
    change(member_id=three[0], changes=Changes(blocked="fraud"), actor=OLYA, at=NOON)

    with pytest.raises(BulkChanged) as refused:
        ask(three, seen=seen)

    assert refused.value.now.n_members == 2
    assert Bulk.objects.count() == 0


def test_bulk_that_was_called_off_goes_on_where_it_stood(three):
    row = ask(three)
    tasks.cancel(task_id=row.task_id, at=NOON)
    work()
    assert spendable(*three) == [0, 0, 0]

    carry_on(bulk_id=row.id, actor=OLYA, at=NOON)
    work()

    assert spendable(*three) == [10_000] * 3
    with pytest.raises(BulkOver):
        carry_on(bulk_id=row.id, actor=OLYA, at=NOON)


def test_who_became_another_meanwhile_is_left_and_the_other_gets_it_once(three):
    row = ask(three)
    merge(kept=three[0], merged=three[1], actor=OLYA, at=NOON)
    work()

    assert spendable(three[0], three[2]) == [10_000, 10_000]
    assert outcome(row.id).why == {"gone": 1}


def test_members_of_whom_a_condition_holds_are_meant(three):
    add_tags(member_id=three[2], tags=["vip"], actor=OLYA, at=NOON)
    ask(three, audience=of_condition(VIP))
    work()

    assert spendable(*three) == [0, 0, 10_000]


@pytest.mark.parametrize(
    ("deed", "path"),
    [
        (Deed("ACCRUE"), "points"),
        (Deed("ACCRUE", points=0), "points"),
        (Deed("ACCRUE", points=1, days=-1), "days"),
        (Deed("REDEEM", points=-1), "points"),
        (Deed("TAG", tag=" "), "tag"),
    ],
)
def test_nonsense_is_refused_by_its_field(three, deed, path):
    with pytest.raises(BadField) as refused:
        ask(three, deed)

    assert refused.value.path == path
    assert Bulk.objects.count() == 0


def test_nobody_to_do_it_for_is_refused(three):
    with pytest.raises(NothingToDo):
        ask(three, Deed("REDEEM"))


def test_policy_somebody_else_changed_is_not_overwritten(three):
    change_policy(alone=1, based_on=None, actor=IRA, at=NOON)

    with pytest.raises(PolicyOutdated):
        change_policy(alone=2, based_on=None, actor=OLYA, at=NOON)
