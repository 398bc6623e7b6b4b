"""The list of members: found, sorted, filtered, searched; each person's own columns."""

import datetime as dt
import html
from uuid import UUID

import pytest
from pytest_django import DjangoAssertNumQueries

from plushka.domain.enrolment.operations import Newcomer, enrol
from plushka.domain.members import tagging
from plushka.domain.members.locator import Locator
from plushka.domain.segments import operations as segments
from plushka.domain.segments.models import KeptFilter, Segment
from plushka.domain.tenants.context import tenant_context
from tests.web.conftest import Shop, open_shop
from tests.web.manager.conftest import Person
from tests.web.till.people import join, new_phone, now, text_of

NONSENSE = "<b>&\"' =1+1 🙂 " + "ж" * 180


def enrol_person(shop: Shop, **known) -> UUID:
    phone = known.pop("phone", None) or new_phone()
    with tenant_context(shop.tenant.id):
        newcomer = Newcomer(identifiers=(Locator("PHONE", phone),), **known)
        return enrol(newcomer=newcomer, actor="system:tests", at=now(), is_trusted=True)


def names_in(answer) -> list[str]:
    return [one.name for one in answer.context["members"]]


def test_a_new_company_is_told_what_to_do_first(newcomer: tuple[Person, Shop]):
    owner, _shop = newcomer

    page = owner.get("members")

    assert page.status_code == 200
    assert "Nobody has joined yet." in text_of(page)
    assert "0 members found" in text_of(page)


def test_the_newest_come_first_and_the_neighbours_never(newcomer: tuple[Person, Shop], oak: Shop):
    owner, shop = newcomer
    join(oak, name="Соседка")
    enrol_person(shop, name="Анна", surname="Шевчук")
    enrol_person(shop, name="Богдан", surname="Коваль")

    page = owner.get("members")

    assert names_in(page) == ["Коваль Богдан", "Шевчук Анна"]
    assert "2 members found" in text_of(page)


def test_a_press_on_a_head_sorts_and_a_second_one_turns_it_round(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    for surname in ("Яров", "Ёлкин", "Гай"):
        enrol_person(shop, surname=surname)
    join(shop, name="Богатый", points=5000)

    by_name = owner.get("members", order="name", down="0")
    back = owner.get("members", order="name", down="1")
    by_balance = owner.get("members", order="balance", down="1")

    assert names_in(by_name) == ["Богатый", "Гай", "Ёлкин", "Яров"]
    assert names_in(back) == ["Яров", "Ёлкин", "Гай", "Богатый"]
    assert names_in(by_balance)[0] == "Богатый"
    assert 'aria-sort="ascending"' in by_name.content.decode()


def test_fifty_are_on_a_page_and_the_next_page_goes_on(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    for number in range(52):
        enrol_person(shop, name=f"Гость {number:02}")

    first = owner.get("members", order="name", down="0")
    after = first.context["more"].partition("after=")[2]
    second = owner.get("members", order="name", down="0", after=after)

    assert names_in(first) == [f"Гость {number:02}" for number in range(50)]
    assert names_in(second) == ["Гость 50", "Гость 51"]
    assert second.context["more"] is None
    assert "52 members found" in text_of(second)


@pytest.mark.parametrize("order", ["joined", "name", "birth_date", "balance", "paid", "bought"])
def test_every_order_shows_everybody_once(newcomer: tuple[Person, Shop], order: str):
    owner, shop = newcomer
    ids = {str(join(shop, name=f"Гость {number}", points=100 * number)) for number in range(3)}

    for down in "01":
        page = owner.get("members", order=order, down=down)
        assert {str(one.id) for one in page.context["members"]} == ids


def test_the_phone_is_masked_but_for_those_who_may_see_it(shop: Shop, enter):
    phone = new_phone()
    enrol_person(shop, name="Замаскирована", phone=phone)

    to_owner = enter(shop.owner).get("members")
    to_marketer = enter(shop.marketer).get("members")

    assert phone in to_owner.content.decode()
    assert phone not in to_marketer.content.decode()
    assert f"•••{phone[-4:]}" in to_marketer.content.decode()


@pytest.mark.parametrize("typed", ["4321", "+7 (916) 777-43-21", "89167774321", "анн", "шев анна"])
def test_a_member_is_found_by_whatever_is_known(newcomer: tuple[Person, Shop], typed: str):
    owner, shop = newcomer
    enrol_person(shop, name="Анна", surname="Шевчук", phone="+79167774321")
    enrol_person(shop, name="Богдан", surname="Коваль", phone="+79167770000")

    found = owner.post("members/search", find=typed)

    assert names_in(found) == ["Шевчук Анна"]
    assert "1 member found" in text_of(found)


@pytest.mark.parametrize("typed", ["нет такой", "+79990000000", "%", "'", "\x00", "🙂" * 200])
def test_what_finds_nobody_says_so(newcomer: tuple[Person, Shop], typed: str):
    owner, shop = newcomer
    enrol_person(shop, name="Анна")

    found = owner.post("members/search", find=typed)

    assert (found.status_code, names_in(found)) == (200, [])
    assert "Nobody is found by that." in text_of(found)


def test_a_search_has_nothing_in_its_address(newcomer: tuple[Person, Shop]):
    owner, _shop = newcomer

    asked = owner.get("members/search", find="+79167774321")

    assert (asked.status_code, asked["Location"]) == (302, "/manage/members")


def test_a_filter_is_shown_told_and_kept_for_everybody(shop: Shop, enter):
    owner, marketer = enter(shop.owner), enter(shop.marketer)
    anna = enrol_person(shop, name="Избранная")
    with tenant_context(shop.tenant.id):
        tagging.add_tags(member_id=anna, tags=["редкость"], actor="system:tests", at=now())
    sent = {
        "condition.how": "all",
        "condition.parts.0.field": "member.tags",
        "condition.parts.0.op": "has",
        "condition.parts.0.value": "редкость",
    }

    shown = marketer.post("members/filter", do="show", **sent)
    listed = marketer.client.get(shown["Location"])
    kept = marketer.post("members/filter", do="save", name="Редкие", **sent)
    to_owner = owner.client.get(kept["Location"])

    assert names_in(listed) == names_in(to_owner) == ["Избранная"]
    assert "tags have “редкость”" in html.unescape(text_of(listed))
    assert "редкость" not in shown["Location"]
    assert "Редкие" in text_of(owner.get("members"))
    assert owner.post("members/filter/count", **sent).content.decode().strip() == "1 member found"


def test_of_two_who_change_a_segment_the_second_is_told(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    with tenant_context(shop.tenant.id):
        known = segments.create(
            name="Женщины",
            condition={"field": "member.sex", "is": "female"},
            actor="system:tests",
            at=now(),
        )
    sent = {
        "segment": str(known),
        "version": "1",
        "condition.how": "all",
        "condition.parts.0.field": "member.sex",
        "condition.parts.0.op": "is",
        "condition.parts.0.value": "male",
    }

    first = owner.post("members/filter", do="save", name="Мужчины", **sent)
    second = owner.post("members/filter", do="save", name="Другие", **sent)

    assert (first.status_code, second.status_code) == (302, 422)
    assert "Somebody changed this segment meanwhile." in text_of(second)
    with tenant_context(shop.tenant.id):
        assert Segment.objects.get(id=known).name == "Мужчины"


def test_a_filter_that_is_not_whole_says_where(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer

    refused = owner.post(
        "members/filter", do="show", **{"condition.how": "all", "condition.parts.0.field": ""}
    )

    assert refused.status_code == 422
    assert "Choose what to look at." in text_of(refused)
    with tenant_context(shop.tenant.id):
        assert not KeptFilter.objects.exists()


@pytest.mark.parametrize("name", ["segment", "filter"])
def test_a_neighbours_segment_and_filter_are_not_there(owner: Person, oak: Shop, name: str):
    with tenant_context(oak.tenant.id):
        if name == "segment":
            known = segments.create(
                name="Чужие", condition={"all": []}, actor="system:tests", at=now()
            )
        else:
            known = KeptFilter.objects.create(
                tenant_id=oak.tenant.id,
                staff_id=oak.owner.id,
                condition={"all": []},
                kept_at=now(),
            ).id

    assert owner.get("members", **{name: str(known)}).status_code == 404
    assert owner.get("members/filter", **{name: str(known)}).status_code == 404


def test_columns_are_ones_own_and_in_ones_own_order(newcomer: tuple[Person, Shop], enter):
    _owner, shop = newcomer
    owner, marketer = enter(shop.owner), enter(shop.marketer)
    enrol_person(shop, name="Ольга", sex="FEMALE", attributes={"car": "Лада"})

    moved = owner.post(
        "members/columns", do="down:sex", order=["sex", "card"], column=["sex", "card"]
    )
    owner.post(
        "members/columns",
        do="save",
        order=["attributes.car", "sex"],
        column=["sex", "attributes.car"],
    )

    assert [one.column.code for one in moved.context["form"].choices][:2] == ["card", "sex"]
    page = text_of(owner.get("members"))
    assert "car Sex" in page
    assert "Лада female" in page
    assert "Card number" not in page
    assert "Card number" in text_of(marketer.get("members"))


def test_no_column_at_all_is_refused(newcomer: tuple[Person, Shop]):
    owner, _shop = newcomer

    refused = owner.post("members/columns", do="save", order=["sex"])

    assert refused.status_code == 422
    assert "Choose at least one column." in text_of(refused)


def test_names_of_nonsense_are_shown_as_they_are(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    enrol_person(shop, name=NONSENSE, note=NONSENSE * 5)
    owner.post("members/columns", do="save", order=["note"], column=["note"])

    page = owner.get("members")

    assert names_in(page) == [NONSENSE.strip()]
    assert "<b>&\"'" not in page.content.decode()
    assert "&lt;b&gt;&amp;" in page.content.decode()


def test_nonsense_in_the_address_is_passed_over(owner: Person):
    for sent in (
        {"order": "password"},
        {"after": "x"},
        {"after": "0197a3c0-0000-7000-8000-00000000000a"},
        {"segment": "x"},
        {"down": "x"},
    ):
        assert owner.get("members", **sent).status_code == 200


def test_queries_do_not_grow_with_members(
    newcomer: tuple[Person, Shop], django_assert_max_num_queries: DjangoAssertNumQueries
):
    owner, shop = newcomer
    enrol_person(shop, name="Анна", birth_date=dt.date(1990, 5, 17))
    owner.get("members")

    with django_assert_max_num_queries(25) as with_one:
        owner.get("members")
    for number in range(2):
        enrol_person(shop, name=f"Гость {number}")
    with django_assert_max_num_queries(25) as with_three:
        owner.get("members")

    assert len(with_one) == len(with_three)


def test_what_was_never_a_company_of_ours_is_not_shown(oak: Shop):
    stranger = open_shop("Ясень")
    with tenant_context(stranger.tenant.id):
        assert not Segment.objects.exists()
