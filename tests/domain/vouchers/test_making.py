"""A voucher for each member of a segment: in portions, once for each, whoever stops it."""

import datetime as dt

import pytest

from plushka.domain.members.tagging_many import tag_many
from plushka.domain.segments import operations as segments
from plushka.domain.segments.queries import SegmentUnknown
from plushka.domain.tasks.models import Task
from plushka.domain.tasks.running import Running
from plushka.domain.vouchers import batches, making
from plushka.domain.vouchers.issuing import NewVoucher
from plushka.domain.vouchers.models import Voucher, VoucherBatch
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField
from tests.conftest import NOON
from tests.domain.vouchers.cast import OLYA, TENTH

DAY = dt.timedelta(days=1)
VIP = {"field": "member.tags", "has": "vip"}
NOBODY = {"field": "member.tags", "has": "nobody's"}
NEW = NewVoucher(terms=TENTH, actor=OLYA)


def segment(*members, condition=VIP, name="Важные"):
    tag_many(members=members, tag="vip", actor=OLYA, at=NOON)
    return segments.create(name=name, condition=condition, actor=OLYA, at=NOON)


def work(at=NOON):
    """Do the work portion by portion, as the worker does."""
    task, portion = Task.objects.get(), None
    while portion is None or not portion.is_over:
        progress, done = ({}, 0) if portion is None else (portion.progress, portion.done)
        running = Running(
            task.id, task.kind, task.request, progress, {}, task.actor, done, task.of
        )
        portion = making.step(running, at)
    return portion


def given() -> list:
    return sorted(Voucher.objects.values_list("member_id", flat=True))


def test_codes_are_not_handed_over_before_everybody_has_theirs(anna, bohdan, monkeypatch):
    """Or whoever was to come would have been left out, and nobody told."""
    monkeypatch.setattr(making, "AT_ONCE", 1)
    making.ask(batch_id=new_id(), new=NEW, segment_id=segment(anna, bohdan), at=NOON)
    batch = VoucherBatch.objects.get()

    assert not batches.hand_over(batch_id=batch.id, actor=OLYA, at=NOON)
    work()

    assert given() == sorted([anna, bohdan])
    assert batches.hand_over(batch_id=batch.id, actor=OLYA, at=NOON)


def test_each_member_is_given_one_once(anna, bohdan, monkeypatch):
    monkeypatch.setattr(making, "AT_ONCE", 1)
    key, whom = new_id(), segment(anna, bohdan)

    first = making.ask(batch_id=key, new=NEW, segment_id=whom, at=NOON)
    again = making.ask(batch_id=key, new=NEW, segment_id=whom, at=NOON)
    work()

    assert first == again
    assert given() == sorted([anna, bohdan])
    batch = VoucherBatch.objects.get()
    assert (batch.state, batch.n_wanted, batch.n_made) == ("MADE", 2, 2)
    assert batch.audience["name"] == "Важные"
    assert all(one.sealed is not None for one in Voucher.objects.all())


def test_a_portion_that_is_done_again_gives_nobody_a_second_one(anna):
    making.ask(batch_id=new_id(), new=NEW, segment_id=segment(anna), at=NOON)
    work()

    work()

    assert given() == [anna]


def test_whose_term_is_over_before_their_turn_are_given_none(anna):
    new = NewVoucher(terms=TENTH, actor=OLYA, valid_until=NOON + DAY)
    making.ask(batch_id=new_id(), new=new, segment_id=segment(anna), at=NOON)

    work(at=NOON + DAY)

    assert given() == []
    assert VoucherBatch.objects.get().state == "MADE"


def test_nobody_and_no_segment_are_refused(anna):
    assert making.count(segment_id=segment(anna), at=NOON) == 1
    with pytest.raises(BadField) as refused:
        making.ask(
            batch_id=new_id(), new=NEW, segment_id=segment(condition=NOBODY, name="Никто"), at=NOON
        )
    with pytest.raises(SegmentUnknown):
        making.ask(batch_id=new_id(), new=NEW, segment_id=new_id(), at=NOON)

    assert refused.value.path == "segment"
    assert (VoucherBatch.objects.count(), Task.objects.count()) == (0, 0)
