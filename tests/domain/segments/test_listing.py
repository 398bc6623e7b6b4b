"""Members in a list: a page looks at so many and goes on, and leaves nobody out."""

import datetime as dt
from uuid import UUID

import pytest

from plushka.domain.members import operations as members
from plushka.domain.members.locator import Locator
from plushka.domain.members.models import Member
from plushka.domain.segments import listing, queries
from plushka.domain.segments.listing import Asked, Count, Page
from plushka.domain.segments.operations import read_condition
from plushka.domain.segments.orders import ORDERS
from plushka.domain.tenants.models import Tenant
from plushka.lib.db.statements import load
from tests.domain.members.cast import NOON, join

MALE = read_condition({"field": "member.sex", "is": "male"})


@pytest.fixture
def ten(lipa: Tenant) -> list[UUID]:
    """Ten members, every third a man, in the order they joined."""
    return [
        join(
            Locator("PHONE", f"+7916000000{n}"),
            name=f"Гость {n}",
            sex="" if n % 3 else "MALE",
        )
        for n in range(10)
    ]


def pages(asked: Asked, **how: int) -> list[Page]:
    found = [listing.find_page(asked, **how)]
    while found[-1].after is not None:
        found.append(listing.find_page(asked, after=found[-1].after, **how))
    return found


def test_a_page_looks_at_no_more_than_it_may_and_the_next_goes_on(ten, monkeypatch):
    monkeypatch.setattr(listing, "FIRST_LOOK", 2)

    found = pages(Asked(at=NOON, tree=MALE), limit=5, most=4)

    assert [page.looked for page in found] == [4, 4, 2]
    assert [one for page in found for one in page.ids] == [ten[9], ten[6], ten[3], ten[0]]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("is_descending", [True, False])
def test_every_order_tells_of_everybody_once(ten, order, is_descending):
    asked = Asked(at=NOON, order=order, is_descending=is_descending)

    told = [one for page in pages(asked, limit=3) for one in page.ids]

    # An account is opened where a member joins the programme, which these did not.
    assert sorted(told) == ([] if order == "balance" else sorted(ten))


def test_the_number_is_exact_as_long_as_few_are_looked_at(ten):
    assert listing.count_page(Asked(at=NOON)) == Count(10, is_all=True)
    assert listing.count_page(Asked(at=NOON, tree=MALE)) == Count(4, is_all=True)
    assert listing.count_page(Asked(at=NOON), most=9) == Count(9, is_all=False)
    assert listing.count_page(Asked(at=NOON, tree=MALE), most=3) == Count(2, is_all=False)


def test_the_erased_and_the_merged_stand_in_no_list(ten):
    members.erase_person(member_id=ten[0], at=NOON + dt.timedelta(days=1))
    Member.objects.filter(id=ten[1]).update(merged_into_id=ten[2])

    for order in ("joined", "name", "paid"):
        [page] = pages(Asked(at=NOON, order=order))
        assert set(page.ids) == set(ten[2:])


def test_a_list_and_a_segment_ask_the_same(ten):
    names = {"known", "known_of_looked"}
    told = {
        name: load("plushka.domain.segments", name).partition("FROM members_member")[0]
        for name in names
    }

    for column in (
        "birth_date",
        "created_at",
        "attributes",
        "sex",
        "is_blocked",
        "is_invited",
        "has_alias",
    ):
        assert all(column in text for text in told.values())
    assert {one for page in pages(Asked(at=NOON, tree=MALE)) for one in page.ids} == set(
        queries.find_members(tree=MALE, at=NOON)
    )
