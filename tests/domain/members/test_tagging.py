"""Tags are put on members and taken off."""

import pytest

from plushka.domain.audit.models import Record
from plushka.domain.events.models import Event
from plushka.domain.members import operations as members
from plushka.domain.members.models import MemberTag
from plushka.domain.members.queries import MemberUnknown
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField
from tests.domain.members.cast import ANNAS_PHONE, BOHDANS_PHONE, NOON, join

pytestmark = pytest.mark.django_db


def add(member, *tags: str) -> frozenset[str]:
    return members.add_tags(member_id=member, tags=tags, actor="olya", at=NOON)


def remove(member, *tags: str) -> frozenset[str]:
    return members.remove_tags(member_id=member, tags=tags, actor="olya", at=NOON)


def carried(member) -> list[tuple[str, str]]:
    found = MemberTag.objects.filter(member_id=member).order_by("tag")
    return list(found.values_list("tag", "actor"))


def test_a_tag_is_spelt_in_one_way(neighbours_anna, lipa) -> None:
    anna = join(ANNAS_PHONE)

    assert add(anna, " VIP ", "Любить  каву", "vip") == {"vip", "любить каву"}
    assert carried(anna) == [("vip", "olya"), ("любить каву", "olya")]


def test_what_is_carried_already_is_not_put_on_again(lipa) -> None:
    anna = join(ANNAS_PHONE)
    add(anna, "vip")
    told = Event.objects.count(), Record.objects.count()

    assert add(anna, "VIP") == frozenset()
    assert (Event.objects.count(), Record.objects.count()) == told


def test_a_tag_is_taken_off_one_member_alone(lipa) -> None:
    anna, bohdan = join(ANNAS_PHONE), join(BOHDANS_PHONE)
    add(anna, "vip", "кава")
    add(bohdan, "vip")

    assert remove(anna, "Vip", "чай") == {"vip"}
    assert (carried(anna), carried(bohdan)) == ([("кава", "olya")], [("vip", "olya")])


def test_the_change_is_told_without_its_words(lipa) -> None:
    anna = join(ANNAS_PHONE)
    add(anna, "діабет")

    record = Record.objects.order_by("-id")[0]
    assert (record.action, record.actor, record.before) == ("member_changed", "olya", {"tags": []})
    assert len(record.after["tags"]) == 1
    assert "діабет" not in str(record.after)
    assert Event.objects.order_by("-id")[0].data == {"fields": ["tags"]}


@pytest.mark.parametrize("tag", ["", "  ", "x" * 51, "a\0b", "ß" * 26])
def test_a_tag_that_says_nothing_or_too_much_is_refused(lipa, tag: str) -> None:
    anna = join(ANNAS_PHONE)

    with pytest.raises(BadField, match=r"^tags\[1\]: use 1 to 50 characters"):
        add(anna, "vip", tag)

    assert carried(anna) == []


def test_more_than_fifty_tags_are_refused(lipa) -> None:
    anna = join(ANNAS_PHONE)
    add(anna, *map(str, range(50)))

    with pytest.raises(BadField, match=r"^tags: a member carries up to 50 tags"):
        add(anna, "one more")

    assert add(anna, "7") == frozenset()
    assert len(carried(anna)) == 50


def test_nobody_carries_no_tags(neighbours_anna, lipa) -> None:
    for stranger in (new_id(), neighbours_anna):
        with pytest.raises(MemberUnknown):
            add(stranger, "vip")
        with pytest.raises(MemberUnknown):
            remove(stranger, "vip")

    assert MemberTag.objects.count() == 0


def test_the_erased_carry_nothing(lipa) -> None:
    anna, bohdan = join(ANNAS_PHONE), join(BOHDANS_PHONE)
    add(anna, "vip")
    add(bohdan, "vip")

    members.erase_person(member_id=anna, at=NOON)

    assert (carried(anna), carried(bohdan)) == ([], [("vip", "olya")])
