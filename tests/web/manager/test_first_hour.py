"""The list of the first hour knows by itself what is done, and leads to what comes next."""

import re

from plushka.domain.codes import states
from plushka.domain.codes.models import Batch
from plushka.domain.company import beginning
from plushka.domain.company import first_hour as company
from plushka.domain.company.first_hour import STEPS
from plushka.domain.tasks.models import Task
from plushka.domain.tenants.context import tenant_context
from plushka.lib.ids import new_id
from plushka.web.manager.codes.files import KIND
from tests.domain.codes.cast import made
from tests.web.conftest import Shop
from tests.web.manager.conftest import Person
from tests.web.till.people import now

OWNER = "system:test"


def done(shop: Shop) -> list[str]:
    with tenant_context(shop.tenant.id):
        found = company.look(file_kind=KIND)
    return [step for step in STEPS if step in found.done]


def leads_to(person: Person) -> str:
    """Give where the one big button leads."""
    page = person.get("first-hour").content.decode()
    return re.findall(r'class="btn btn-primary\s*"\s+href="([^"]*)"', page)[0]


def make(shop: Shop) -> Batch:
    with tenant_context(shop.tenant.id):
        return made(3)


def test_each_step_is_ticked_by_what_was_done_and_leads_to_the_next(
    newcomer: tuple[Person, Shop],
):
    person, shop = newcomer
    assert done(shop) == []
    assert leads_to(person) == "/manage/begin/programme"

    with tenant_context(shop.tenant.id):
        beginning.take(step="programme", actor=OWNER, at=now())
    assert leads_to(person) == "/manage/codes/new"

    batch = make(shop)
    assert leads_to(person) == f"/manage/codes/{batch.id}#print-title"
    with tenant_context(shop.tenant.id):
        Task.objects.create(
            tenant_id=shop.tenant.id,
            id=new_id(),
            kind=KIND,
            state=Task.State.DONE,
            request={},
            actor=OWNER,
            asked_at=now(),
            ended_at=now(),
        )
    assert done(shop) == ["programme", "codes", "print"]

    with tenant_context(shop.tenant.id):
        states.start(batch_id=batch.id, actor=OWNER, at=now())
    assert done(shop) == ["programme", "codes", "print", "start"]
    assert "4 of 7 steps are done" in person.get("first-hour").content.decode()


def test_each_step_leads_to_a_page_that_is_there(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    batch, slug = make(shop), shop.tenant.slug

    page = person.get("first-hour").content.decode().split("<main")[1]

    leads = re.findall(r'class="btn[^"]*"\s+href="([^"]*)"', page)
    assert leads == [
        "/manage/begin/programme",
        f"/manage/codes/{batch.id}#print-title",
        f"/manage/codes/{batch.id}",
        f"/m/{slug}/codes",
        "/manage/rewards/new",
        f"/m/{slug}/gifts",
    ]
    assert [person.client.get(to).status_code for to in leads] == [200, 200, 200, 200, 200, 302]


def test_a_step_may_be_done_before_the_one_in_front_of_it(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    make(shop)

    assert done(shop) == ["codes"]
    assert leads_to(person) == "/manage/begin/programme"


def test_the_navigation_leads_back_from_every_step_to_who_has_begun(
    newcomer: tuple[Person, Shop],
):
    person, _shop = newcomer

    def first_line() -> str:
        page = person.get("codes/new").content.decode()
        return re.findall(r'<a href="([^"]*)"', page.split('<nav class="side"')[1])[0]

    assert first_line() == "/manage/"
    person.get("first-hour")
    assert first_line() == "/manage/first-hour"


def test_the_overview_of_a_new_company_leads_here(newcomer: tuple[Person, Shop]):
    person, _shop = newcomer

    assert "/manage/first-hour" in person.get("").content.decode()
