"""Segments are named and changed."""

import datetime as dt

import pytest

from plushka.domain.audit.models import Record
from plushka.domain.rules.conditions.writing import document
from plushka.domain.rules.invalid import RuleInvalid
from plushka.domain.segments import operations, queries
from plushka.domain.segments.models import Segment
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)
LATER = NOON + dt.timedelta(hours=1)
GOLD = {"field": "member.tier", "is": "gold"}
QUIET = {"field": "purchases.last_ago", "gt": 60}


def create(name: str = "Золотые", condition: object = GOLD):
    return operations.create(name=name, condition=condition, actor="olya", at=NOON)


def change(segment, *, version: int = 1, name: str = "Золотые", condition: object = QUIET) -> int:
    return operations.change(
        segment_id=segment,
        version=version,
        name=name,
        condition=condition,
        actor="petro",
        at=LATER,
    )


def test_a_segment_keeps_the_normal_form_of_its_condition(lipa) -> None:
    segment = create("  Золотые   гости ", {"all": [GOLD, {"all": [GOLD]}]})

    found = queries.get_segment(segment_id=segment)
    assert (found.name, document(found.tree)) == ("Золотые гости", GOLD)
    assert (found.version, found.changed_at) == (1, NOON)


def test_segments_come_by_name_and_a_neighbours_never(dub, lipa) -> None:
    create("б")
    create("А")

    assert [found.name for found in queries.find_segments()] == ["А", "б"]


def test_a_change_makes_the_next_version_and_is_recorded(lipa) -> None:
    segment = create()

    assert change(segment, name="Тихие") == 2

    found = queries.get_segment(segment_id=segment)
    assert (found.name, document(found.tree), found.version) == ("Тихие", QUIET, 2)
    assert found.changed_at == LATER
    record = Record.objects.get(action="segment_changed")
    assert (record.actor, record.subject_id) == ("petro", segment)
    assert record.before == {"name": "Золотые", "condition": GOLD, "version": 1}
    assert record.after == {"name": "Тихие", "condition": QUIET, "version": 2}


def test_the_same_again_changes_nothing(lipa) -> None:
    segment = create()

    assert change(segment, condition={"all": [GOLD]}) == 1
    assert Record.objects.filter(action="segment_changed").count() == 0


def test_a_change_based_on_an_older_version_is_refused(lipa) -> None:
    segment = create()
    change(segment)

    with pytest.raises(operations.SegmentOutdated) as refused:
        change(segment, condition=GOLD)

    assert refused.value.facts == {"version": 2}
    assert document(queries.get_segment(segment_id=segment).tree) == QUIET


def test_a_name_is_given_once_whatever_its_case(lipa) -> None:
    create("Золотые")
    other = create("Тихие")

    with pytest.raises(operations.SegmentNameTaken):
        create("ЗОЛОТЫЕ")
    with pytest.raises(operations.SegmentNameTaken):
        change(other, name="золотые")

    assert change(other, name="ТИХИЕ") == 2
    assert [found.name for found in queries.find_segments()] == ["Золотые", "ТИХИЕ"]


@pytest.mark.parametrize("name", ["", " ", "x" * 101, "a\x07b"])
def test_a_name_that_says_nothing_or_too_much_is_refused(lipa, name: str) -> None:
    with pytest.raises(BadField, match=r"^name: use 1 to 100 printable characters"):
        create(name)

    assert Segment.objects.count() == 0


def test_a_condition_of_a_moment_is_refused_with_its_place(lipa) -> None:
    with pytest.raises(RuleInvalid) as refused:
        create(condition={"all": [GOLD, {"field": "receipt.total", "gt": "5.00"}]})

    assert refused.value.problems == [
        (
            "condition.all[1].field",
            "receipt.total is known of a moment and cannot be asked of members",
        )
    ]
    assert Segment.objects.count() == 0


def test_a_segment_of_nobody_or_of_the_neighbour_is_unknown(dub, lipa) -> None:
    with pytest.raises(queries.SegmentUnknown):
        queries.get_segment(segment_id=new_id())
    with pytest.raises(queries.SegmentUnknown):
        change(new_id())
