"""Something is done for many members in the cabinet: seen, asked for, approved, undone."""

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.http import HttpResponse

from plushka.config.task_kinds import KINDS
from plushka.domain.bulk.models import Bulk
from plushka.domain.ledger import queries as ledger
from plushka.domain.members.tagging import add_tags
from plushka.domain.segments import operations as segments
from plushka.domain.tasks import working
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Staff
from tests.web.conftest import Shop, hire
from tests.web.manager.conftest import Person
from tests.web.till.people import join, now

VIP = {"field": "member.tags", "has": "vip"}


@pytest.fixture
def company(newcomer: tuple[Person, Shop]) -> tuple[Person, Shop, list[UUID], UUID]:
    """An owner at the cabinet, two members of a segment, and it."""
    person, shop = newcomer
    members = [join(shop), join(shop)]
    with tenant_context(shop.tenant.id):
        for member in members:
            add_tags(member_id=member, tags=["vip"], actor="staff:x", at=now())
        segment = segments.create(name="Важные", condition=VIP, actor="staff:x", at=now())
    return person, shop, members, segment


def asked(segment: UUID, **more: Any) -> dict[str, Any]:
    """What stands in the form."""
    return {"kind": "ACCRUE", "segment": str(segment), "points": "100", "reason": "Сбой"} | more


def ask(person: Person, segment: UUID, **more: Any) -> HttpResponse:
    """Look at what it comes to, and ask for it as the page would."""
    seen = person.post("bulk/new", **asked(segment, do="preview", **more))
    found = {
        name: re.search(rf'name="{name}" value="([^"]*)"', seen.content.decode())[1]  # type: ignore[index]
        for name in ("key", "seen")
    }
    return person.post("bulk/new", **asked(segment, do="ask", **more) | found)


def work(shop: Shop) -> None:
    """Carry out what waits, as the worker does."""
    while working.carry_on(tenant_id=shop.tenant.id, kinds=KINDS, clock=now):
        pass


def spendable(shop: Shop, members: list[UUID]) -> list[int]:
    with tenant_context(shop.tenant.id):
        found = ledger.accounts_of(members=members)
        return [ledger.balance(account=found[one], at=now()).spendable for one in members]


def the_bulk(shop: Shop) -> Bulk:
    with tenant_context(shop.tenant.id):
        found: Bulk = Bulk.objects.get()
    return found


def test_page_of_a_company_that_did_nothing_says_what_could_be_done(company):
    person, *_ = company

    answer = person.get("bulk")

    assert "Nothing was done for many yet." in answer.content.decode()
    assert "Above a cost of 10,000.00" in answer.content.decode()


def test_form_that_a_segment_leads_to_has_it_chosen(company):
    person, _, _, segment = company

    page = person.get("bulk/new", segment=str(segment)).content.decode()

    assert f'<option value="{segment}" selected>Важные</option>' in page


def test_preview_tells_members_points_and_cost_and_writes_nothing(company):
    person, shop, _, segment = company

    page = person.post("bulk/new", **asked(segment, do="preview")).content.decode()

    assert re.findall(r'<dd class="num">([^<]*)</dd>', page) == [
        "2",
        "200\xa0points",
        "200.00\xa0₽",
    ]
    with tenant_context(shop.tenant.id):
        assert Bulk.objects.count() == 0


def test_points_are_given_with_progress_and_undone_by_one_click(company):
    person, shop, members, segment = company
    answer = ask(person, segment)
    row = the_bulk(shop)
    assert answer.headers["Location"] == f"/manage/bulk/{row.id}"
    assert "0 of 2 members" in person.get(f"bulk/{row.id}").content.decode()
    work(shop)
    assert spendable(shop, members) == [10_000, 10_000]
    assert "Undo it for everybody" in person.get(f"bulk/{row.id}").content.decode()

    person.post(f"bulk/{row.id}/undo")
    work(shop)

    assert spendable(shop, members) == [0, 0]
    assert the_bulk(shop).state == "UNDONE"


def test_double_click_asks_once(company):
    person, shop, members, segment = company
    key = "0197f000-0000-7000-8000-00000000beef"

    for _ in range(2):
        person.post("bulk/new", **asked(segment, do="ask", key=key))
    work(shop)

    assert spendable(shop, members) == [10_000, 10_000]


def test_what_changed_since_the_preview_is_shown_anew(company):
    person, shop, members, segment = company
    answer = person.post("bulk/new", **asked(segment, do="ask", seen="5:1"))

    assert answer.status_code == 422
    assert "has changed meanwhile" in answer.content.decode()
    assert spendable(shop, members) == [0, 0]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"points": "много"}, "Type how many points"),
        ({"points": "0"}, "Type how many points"),
        ({"days": "x"}, "Type a whole number of days"),
        ({"segment": ""}, "Choose whom it is for."),
        ({"segment": "'; DROP"}, "Choose whom it is for."),
        ({"segment": "0197f000-0000-7000-8000-00000000beef"}, "no such segment"),
        ({"kind": "TAG", "tag": ""}, "Type a tag"),
        ({"segment": "", "condition": "{"}, "This filter cannot be read."),
        ({"reason": " ", "do": "ask"}, "Say what for"),
    ],
)
def test_nonsense_is_named_and_what_was_typed_stays(company, typed, said):
    person, shop, _, segment = company

    answer = person.post("bulk/new", **asked(segment, do="preview") | typed)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert f'value="{typed.get("reason", "Сбой")}"' in answer.content.decode()
    with tenant_context(shop.tenant.id):
        assert Bulk.objects.count() == 0


def test_dear_one_waits_for_another_person(
    company: tuple[Person, Shop, list[UUID], UUID], enter: Callable[[Staff], Person]
):
    owner, shop, members, segment = company
    owner.post("bulk/policy", alone="199.99", based_on="")
    olya = enter(shop.marketer)
    ask(olya, segment)
    row = the_bulk(shop)
    assert row.state == "ASKED"
    assert "Approve, and begin" not in olya.get(f"bulk/{row.id}").content.decode()
    assert olya.post(f"bulk/{row.id}/approve").status_code == 403

    owner.post(f"bulk/{row.id}/approve")
    work(shop)

    assert spendable(shop, members) == [10_000, 10_000]
    page = owner.get(f"bulk/{row.id}").content.decode()
    assert "Approved" in page


def test_own_one_is_not_approved(company):
    owner, shop, _, segment = company
    owner.post("bulk/policy", alone="0", based_on="")
    ask(owner, segment)
    row = the_bulk(shop)

    answer = owner.post(f"bulk/{row.id}/approve")

    assert answer.status_code == 422
    assert "Another person has to approve" in answer.content.decode()
    owner.post(f"bulk/{row.id}/decline")
    assert the_bulk(shop).state == "DECLINED"


def test_stopped_one_goes_on(company):
    person, shop, members, segment = company
    ask(person, segment)
    row = the_bulk(shop)
    person.post(f"bulk/{row.id}/stop")
    work(shop)
    assert spendable(shop, members) == [0, 0]
    assert "stopped" in person.get(f"bulk/{row.id}").content.decode()

    person.post(f"bulk/{row.id}/go-on")
    work(shop)

    assert spendable(shop, members) == [10_000, 10_000]


def test_policy_somebody_changed_is_told(company):
    person, *_ = company
    person.post("bulk/policy", alone="5", based_on="")

    answer = person.post("bulk/policy", alone="6", based_on="")

    assert answer.status_code == 422
    assert "Somebody changed this meanwhile" in answer.content.decode()


def test_analyst_sees_and_changes_nothing(company, enter):
    owner, shop, _, segment = company
    ask(owner, segment)
    analyst = enter(hire(shop.tenant, "Лена", Staff.Role.ANALYST))
    row = the_bulk(shop)

    assert analyst.get(f"bulk/{row.id}").status_code == 200
    assert analyst.get("bulk/new").status_code == 403
    assert analyst.post(f"bulk/{row.id}/undo").status_code == 403


@pytest.mark.parametrize("more", [1, 3])
def test_list_asks_as_much_for_one_as_for_three(company, django_assert_max_num_queries, more):
    person, _, _, segment = company
    for _ in range(more):
        ask(person, segment)

    with django_assert_max_num_queries(12):
        assert person.get("bulk").status_code == 200
