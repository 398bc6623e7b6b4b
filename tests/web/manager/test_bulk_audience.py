"""The list of members leads to *For many*: with who was ticked, or all that a filter finds."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest

from plushka.domain.members.tagging import add_tags
from plushka.domain.segments import operations as segments
from plushka.domain.segments.keeping import keep_filter
from plushka.domain.tenants.context import tenant_context
from tests.web.access.asking import signed_in
from tests.web.conftest import Shop, hire
from tests.web.manager.conftest import Person
from tests.web.till.people import join, now, text_of

VIP = {"field": "member.tags", "has": "vip"}
ALL = re.compile(r'href="/manage/bulk/new(\?[^"]+)"')

type Company = tuple[Person, Shop, list[UUID]]


@pytest.fixture
def company(newcomer: tuple[Person, Shop], oak: Shop) -> Company:
    """An owner at the cabinet, and three members, of whom two are important."""
    person, shop = newcomer
    members = [join(shop, name=name) for name in ("Анна", "Богдан", "Вера")]
    join(oak, name="Чужая")
    with tenant_context(shop.tenant.id):
        for member in members[:2]:
            add_tags(member_id=member, tags=["vip"], actor="staff:x", at=now())
    return person, shop, members


def led(person: Person, path: str = "members") -> dict[str, str]:
    """Press the button for all who are found; give what it asks for."""
    [address] = ALL.findall(person.get(path).content.decode())
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def preview(person: Person, **asked: str) -> str:
    """Look at what the form comes to, as it stands after being led there."""
    form = person.get("bulk/new", **asked).content.decode()
    hidden: dict[str, list[str]] = {}
    for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form):
        hidden.setdefault(name, []).append(unescape(value))
    sent = {"kind": "TAG", "tag": "new", "reason": "Проба", "do": "preview"}
    return text_of(person.post("bulk/new", **{**asked, **hidden, **sent}))


def test_those_who_are_ticked_are_meant(company: Company):
    person, _, members = company
    ticked = [str(one) for one in members[1:]]

    page = person.get("members").content.decode()
    form = text_of(person.get("bulk/new", members=ticked, chosen="1"))
    said = preview(person, members=ticked)

    assert page.count('name="members"') == 3
    assert "2 members who were chosen" in form
    assert "Do it for 2 members" in said


def test_nobody_ticked_is_told_so(company: Company):
    person, *_ = company

    answer = person.get("bulk/new", chosen="1")

    assert answer.status_code == 422
    assert "Nobody was ticked in the list." in text_of(answer)


def test_all_whom_a_filter_finds_are_meant_and_told_in_words(company: Company):
    person, shop, _ = company
    with tenant_context(shop.tenant.id):
        kept = keep_filter(staff_id=shop.owner.id, condition=VIP, at=now())

    asked = led(person, f"members?filter={kept}")
    form = text_of(person.get("bulk/new", **asked))

    assert asked == {"filter": str(kept)}
    assert "vip" in form
    assert "2 members found" in form
    assert "Do it for 2 members" in preview(person, **asked)


def test_without_a_filter_everybody_of_the_company_is_meant(company: Company):
    person, *_ = company

    asked = led(person)

    assert asked == {"filter": "everybody"}
    assert "All members" in text_of(person.get("bulk/new", **asked))
    assert "Do it for 3 members" in preview(person, **asked)


def test_a_segment_is_meant_by_its_name(company: Company):
    person, shop, _ = company
    with tenant_context(shop.tenant.id):
        segment = segments.create(name="Важные", condition=VIP, actor="staff:x", at=now())

    assert led(person, f"members?segment={segment}") == {"segment": str(segment)}


@pytest.mark.parametrize("asked", ["00000000-0000-0000-0000-000000000007", "x"])
def test_a_filter_that_is_not_there_is_not_found(company: Company, asked: str):
    person, *_ = company

    assert person.get("bulk/new", filter=asked).status_code == 404


def test_who_may_do_nothing_for_many_has_no_ticks(company: Company):
    _, shop, _ = company

    page = signed_in(hire(shop.tenant, "Оля", "ANALYST")).get("/manage/members").content.decode()

    assert ("bulk/new" in page, 'name="members"' in page) == (False, False)
