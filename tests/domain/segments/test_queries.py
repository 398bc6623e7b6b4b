"""Who is in a segment."""

import datetime as dt
from uuid import UUID

import pytest

from plushka.domain.members import operations as members
from plushka.domain.members.locator import Locator
from plushka.domain.members.models import PurchaseSummary
from plushka.domain.rules.conditions.query import where
from plushka.domain.rules.conditions.reading import read
from plushka.domain.rules.conditions.tree import ALWAYS, Tree
from plushka.domain.rules.fields.kinds import OF_MEMBERS
from plushka.domain.rules.triggers.kinds import scope_of
from plushka.domain.segments import queries
from plushka.domain.tenants.context import tenant_context
from tests.domain.members.cast import ANNAS_PHONE, BOHDANS_PHONE, join, statements_sent

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)
VIP = {"field": "member.tags", "has": "vip"}


def of_members(condition: object) -> Tree:
    return read(condition, OF_MEMBERS)


@pytest.fixture
def neighbours_vip(dub) -> UUID:
    """Somebody next door who carries the tag too; ask for them before «Липа»."""
    with tenant_context(dub.id):
        anna = join(ANNAS_PHONE)
        members.add_tags(member_id=anna, tags=["vip"], actor="olya", at=NOON)
        return anna


@pytest.fixture
def anna(neighbours_vip, lipa) -> UUID:
    """Анна, who carries the tag; Богдан beside her carries none."""
    anna = join(ANNAS_PHONE)
    join(BOHDANS_PHONE)
    members.add_tags(member_id=anna, tags=["vip"], actor="olya", at=NOON)
    return anna


def test_a_segment_finds_its_members_and_never_a_neighbours(anna) -> None:
    assert queries.find_members(tree=of_members(VIP), at=NOON) == [anna]
    assert queries.count_members(tree=of_members(VIP), at=NOON) == 1
    assert queries.count_members(tree=ALWAYS, at=NOON) == 2


def test_the_erased_are_in_no_segment(anna) -> None:
    members.erase_person(member_id=anna, at=NOON)

    assert queries.count_members(tree=of_members(VIP), at=NOON) == 0
    assert queries.count_members(tree=of_members({"not": VIP}), at=NOON) == 1


def test_of_the_erased_and_of_a_neighbours_members_nothing_is_known(neighbours_vip, anna) -> None:
    known = queries.find_known(member_ids=[anna, neighbours_vip])
    assert [(member.id, member.tags) for member in known.values()] == [(anna, ("vip",))]

    members.erase_person(member_id=anna, at=NOON)

    assert queries.find_known(member_ids=[anna, neighbours_vip]) == {}


def test_members_come_page_by_page_in_the_order_of_ids(lipa) -> None:
    joined = sorted(join(Locator("PHONE", f"+7916000000{number}")) for number in range(5))
    first = queries.find_members(tree=ALWAYS, at=NOON, limit=2)
    second = queries.find_members(tree=ALWAYS, at=NOON, after=first[-1], limit=2)
    last = queries.find_members(tree=ALWAYS, at=NOON, after=second[-1], limit=2)

    assert [first, second, last] == [joined[:2], joined[2:4], joined[4:]]


def test_the_tier_and_the_purchases_are_asked_of_the_summary(anna) -> None:
    PurchaseSummary.objects.filter(member_id=anna).update(
        tier="gold", paid_total=1_000_001, n_purchases=3
    )
    asked = {
        "all": [
            {"field": "member.tier", "is": "gold"},
            {"field": "purchases.total", "gt": "10000.00"},
            {"field": "purchases.average", "is": "3333.33"},
        ]
    }

    assert queries.find_members(tree=of_members(asked), at=NOON) == [anna]


def test_a_whole_segment_is_one_statement_however_many_members(anna) -> None:
    with statements_sent() as sent:
        queries.find_members(tree=of_members(VIP), at=NOON)

    assert len(sent) == 2  # the company's zone, and the question


def test_what_people_type_is_never_a_part_of_the_statement() -> None:
    asked = {
        "any": [
            {"field": "member.tier", "in": ["'; DROP TABLE members_member; --"]},
            {"field": "member.attributes.x", "is": "%s {known} \\"},
        ]
    }

    found = where(of_members(asked), at=NOON, zone="Europe/Moscow")

    assert "DROP" not in found.sql
    assert "%s {" not in found.sql
    assert ["'; DROP TABLE members_member; --"] in found.values.values()


def test_a_condition_of_a_moment_has_no_statement() -> None:
    moment = {"field": "receipt.total", "gt": "1.00"}

    with pytest.raises(TypeError, match=r"^Asked cannot be asked of members$"):
        where(read(moment, scope_of("purchase")), at=NOON, zone="UTC")
