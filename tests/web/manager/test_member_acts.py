"""Two members are merged in the cabinet, and points are corrected by hand."""

from uuid import UUID

import pytest

from plushka.domain.bulk.models import Bulk
from plushka.domain.ledger import queries as ledger
from plushka.domain.ledger.models import Entry
from plushka.domain.limits import operations as limits
from plushka.domain.limits.kinds import Kind, Limit
from plushka.domain.limits.models import Alert
from plushka.domain.members.queries import get_profile
from plushka.domain.merging.models import Merge
from plushka.domain.tenants.context import tenant_context
from tests.web.conftest import Shop
from tests.web.manager.conftest import Person
from tests.web.till.people import join, now


@pytest.fixture
def two(newcomer: tuple[Person, Shop]) -> tuple[Person, Shop, UUID, UUID]:
    """An owner at the cabinet, and two members who are one person."""
    person, shop = newcomer
    return person, shop, join(shop), join(shop)


def spendable(shop: Shop, member: UUID) -> int:
    with tenant_context(shop.tenant.id):
        account = ledger.accounts_of(members=[member])[member]
        return ledger.balance(account=account, at=now()).spendable


def correct(person: Person, member: UUID, points: str, **more: str):
    sent = {"points": points, "reason": "Ошибка кассы", "way": "give", "lot": "MANUAL"} | more
    return person.post(f"members/{member}/adjust", **sent)


def phone_of(shop: Shop, member: UUID) -> str:
    with tenant_context(shop.tenant.id):
        return get_profile(member_id=member).phone or ""


def test_both_are_shown_with_what_they_come_to_before_anything_is_done(two):
    person, shop, kept, merged = two
    correct(person, kept, "10")
    correct(person, merged, "5")

    found = person.post(f"members/{kept}/merge", q=phone_of(shop, merged))
    assert found.headers["Location"] == f"/manage/members/{kept}/merge?other={merged}"
    page = person.get(f"members/{kept}/merge", other=str(merged)).content.decode()

    assert 'data-label="Together">15<' in page
    assert spendable(shop, kept) == 1_000
    with tenant_context(shop.tenant.id):
        assert Merge.objects.count() == 0
        assert Entry.objects.filter(kind="MERGE").count() == 0


def test_members_are_merged_and_parted(two):
    person, shop, kept, merged = two
    correct(person, merged, "5")

    for _ in range(2):
        answer = person.post(f"members/{kept}/merge", other=str(merged), reason="Два телефона")

    assert answer.status_code == 302
    assert spendable(shop, kept) == 500
    with tenant_context(shop.tenant.id):
        [row] = Merge.objects.all()
    assert "Undo it: they are two people" in person.get(f"members/{kept}/merge").content.decode()

    person.post(f"merges/{row.id}/undo")

    assert (spendable(shop, kept), spendable(shop, merged)) == (0, 500)
    answer = person.post(f"merges/{row.id}/undo")
    assert (answer.status_code, "It was undone already." in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("typed", ["+79990000000", "<b>", "ннн", "\u0000", "x" * 300])
def test_other_whom_nobody_knows_is_told(two, typed):
    person, _, kept, _ = two

    answer = person.post(f"members/{kept}/merge", q=typed)

    assert answer.status_code == 422
    assert "Nobody is found by that." in answer.content.decode()


def test_nobody_is_merged_with_themselves(two):
    person, _, kept, _ = two

    answer = person.get(f"members/{kept}/merge", other=str(kept))

    assert "one and the same member" in answer.content.decode()


def test_neighbours_member_is_nobody(two, oak):
    person, _, kept, _ = two
    theirs = join(oak)

    assert person.get(f"members/{theirs}/merge").status_code == 404
    assert person.get(f"members/{theirs}/adjust").status_code == 404
    assert person.post(f"members/{kept}/merge", other=str(theirs)).status_code == 422


def test_points_are_given_and_taken_by_hand_once_a_form(two):
    person, shop, kept, _ = two
    key = "0197f000-0000-7000-8000-00000000cafe"

    for _ in range(2):
        answer = correct(person, kept, "12,50", key=key, days="30")
    assert answer.headers["Location"] == f"/manage/members/{kept}/adjust?done"
    correct(person, kept, "2.50", way="take")

    assert spendable(shop, kept) == 1_000


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"points": "0"}, "Type how many points"),
        ({"points": "-5"}, "Type how many points"),
        ({"points": "x"}, "Type how many points"),
        ({"reason": ""}, "Say what for"),
        ({"reason": "я" * 201}, "Say what for"),
        ({"days": "-1"}, "Type a whole number of days"),
        ({"way": "take"}, "Not enough points"),
    ],
)
def test_nonsense_is_named_and_changes_nothing(two, typed, said):
    person, shop, kept, _ = two

    answer = correct(person, kept, **{"points": "5"} | typed)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert spendable(shop, kept) == 0


def test_more_than_a_person_may_in_a_day_is_approved_by_another(two, enter):
    person, shop, kept, _ = two
    with tenant_context(shop.tenant.id):
        limits.change(
            limits={Kind.ADJUSTED_POINTS: Limit(500, 1_000)},
            based_on=None,
            actor="staff:x",
            at=now(),
        )
    olya = enter(shop.marketer)
    assert correct(olya, kept, "6").status_code == 302

    answer = correct(olya, kept, "5")
    assert answer.status_code == 422
    assert "A second person can approve it." in answer.content.decode()
    answer = correct(olya, kept, "5", do="ask")

    assert spendable(shop, kept) == 600
    with tenant_context(shop.tenant.id):
        [row] = Bulk.objects.all()
        alerts = Alert.objects.order_by("is_block").values_list("kind", "is_block")
        assert list(alerts) == [("ADJUSTED_POINTS", False), ("ADJUSTED_POINTS", True)]
    assert (row.state, row.points, row.n_members) == ("ASKED", 500, 1)
    assert answer.headers["Location"] == f"/manage/bulk/{row.id}"
    assert person.post(f"bulk/{row.id}/approve").status_code == 302
