"""The page of one member: the whole story, and what staff do there."""

import datetime as dt
from uuid import UUID

import pytest
from pytest_django import DjangoAssertNumQueries

from plushka.domain.audit.queries import find_changes
from plushka.domain.members import queries, tagging
from plushka.domain.members.locator import Locator
from plushka.domain.members.models import Identifier
from plushka.domain.tenants.context import tenant_context
from tests.domain.codes import cast as codes
from tests.web.conftest import Shop, hire
from tests.web.manager.conftest import Person
from tests.web.manager.lab import sell
from tests.web.manager.test_members import NONSENSE, enrol_person
from tests.web.till.people import join, new_phone, now, text_of

TABS = ("points", "purchases", "given", "record")


def profile_of(shop: Shop, member: UUID) -> queries.Profile:
    with tenant_context(shop.tenant.id):
        return queries.get_profile(member_id=member)


def changes_of(shop: Shop, member: UUID) -> list[tuple[set[str], str]]:
    with tenant_context(shop.tenant.id):
        found = find_changes(subject_kind="member", subject_id=member)
    return [(set(one.before) | set(one.after), one.reason) for one in found]


def test_the_story_has_the_points_by_lot_and_every_movement_with_its_why(
    newcomer: tuple[Person, Shop],
):
    owner, shop = newcomer
    anna = join(shop, name="Анна", points=5000)
    sell(shop, anna, "1000.00")

    page = text_of(owner.get(f"members/{anna}"))

    assert "Анна Standard" in page
    assert "by hand 50 50" in page
    assert "for purchases 50 50" in page
    assert "accrual +50 100" in page
    assert "5% of 1,000.00" in page
    assert "to Gold" in page


def test_codes_under_the_cap_are_told_with_their_batch(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    anna = Locator("ID", str(join(shop)))
    with tenant_context(shop.tenant.id):
        _, [code] = codes.active(1)
        codes.accepted(code, member=anna, source="TILL", place=shop.outlet.code, at=now())

    page = owner.get(f"members/{anna.value}")

    [part] = [one for one in page.context["parts"] if one.section.code == "codes"]
    [line] = part.table.lines
    told = [cell.text for cell in line.cells[1:]]
    assert told == ["1. Крышки", "50", "", "Till", shop.outlet.name]
    assert owner.client.get(line.cells[1].address).status_code == 200


def test_the_purchases_lead_to_their_sales(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    anna = join(shop)
    sell(shop, anna, "1000.00")

    page = owner.get(f"members/{anna}", tab="purchases")

    [row] = page.context["parts"][0].table.lines
    assert row.cells[3].text == "1,000.00 ₽"
    assert owner.client.get(row.cells[1].address).status_code == 200


@pytest.mark.parametrize("tab", TABS)
def test_every_tab_of_a_newcomer_says_what_is_not_there_yet(
    newcomer: tuple[Person, Shop], tab: str
):
    owner, shop = newcomer
    anna = join(shop, name="")

    page = owner.get(f"members/{anna}", tab=tab)

    assert page.status_code == 200
    assert "Without a name" in text_of(page)
    assert any(not part.table.lines for part in page.context["parts"])


def test_more_rows_come_by_themselves_and_without_a_script(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    anna = join(shop)
    for _ in range(22):
        sell(shop, anna, "100.00")

    page = owner.get(f"members/{anna}")
    entries = page.context["parts"][1].table
    more = owner.get(f"members/{anna}/part/entries", after=entries.after)
    part = owner.client.get(
        f"/manage/members/{anna}/part/entries?after={entries.after}",
        headers={"hx-request": "true"},
    )

    assert (len(entries.lines), len(more.context["part"].table.lines)) == (20, 2)
    assert part.content.decode().strip().startswith("<tbody>")
    sales = owner.get(f"members/{anna}/part/sales").context["part"].table
    rest = owner.get(f"members/{anna}/part/sales", after=sales.after).context["part"].table
    assert (len(sales.lines), len(rest.lines)) == (20, 2)
    assert {line.key for line in sales.lines}.isdisjoint(line.key for line in rest.lines)


def test_a_part_nobody_knows_is_not_there(owner: Person, shop: Shop):
    assert owner.get(f"members/{join(shop)}/part/secrets").status_code == 404


def test_whoever_sees_no_phones_sees_a_masked_one(shop: Shop, enter):
    phone = new_phone()
    anna = join(shop, phone=phone)

    assert phone in enter(shop.owner).get(f"members/{anna}").content.decode()
    for address in (f"members/{anna}", f"members/{anna}/edit"):
        shown = enter(shop.marketer).get(address).content.decode()
        assert phone not in shown
        assert f"•••{phone[-4:]}" in shown


def test_a_member_is_blocked_for_a_reason_and_let_in_again(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    anna = join(shop)

    refused = owner.post(f"members/{anna}/block", do="block", reason="Жалуются")
    owner.post(f"members/{anna}/block", do="block", code="fraud", reason="Жалуются")
    owner.post(f"members/{anna}/block", do="block", code="fraud", reason="Жалуются")
    blocked = text_of(owner.get(f"members/{anna}"))
    owner.post(f"members/{anna}/block", do="unblock")

    assert refused.status_code == 422
    assert "Choose why the member is blocked." in text_of(refused)
    assert "points are abused. They neither earn nor redeem." in blocked
    assert profile_of(shop, anna).blocked_at is None
    assert changes_of(shop, anna) == [({"blocked"}, ""), ({"blocked"}, "Жалуются")]
    assert "Жалуются" in text_of(owner.get(f"members/{anna}", tab="record"))


def test_tags_are_those_that_were_typed(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    anna = join(shop)

    owner.post(f"members/{anna}/tags", tags="VIP, чай;  кофе")
    owner.post(f"members/{anna}/tags", tags="vip, кофе")
    refused = owner.post(f"members/{anna}/tags", tags="я" * 51)

    assert refused.status_code == 422
    with tenant_context(shop.tenant.id):
        assert tagging.tags_of(member_id=anna) == ["vip", "кофе"]


def test_a_card_is_replaced_once_though_the_button_is_pressed_twice(
    newcomer: tuple[Person, Shop],
):
    owner, shop = newcomer
    anna = join(shop)
    old = profile_of(shop, anna).card

    for _ in range(2):
        owner.post(f"members/{anna}/card", was=old, card="", code="lost")
    refused = owner.post(
        f"members/{anna}/card", was=profile_of(shop, anna).card, card="123", code="lost"
    )

    assert refused.status_code == 422
    with tenant_context(shop.tenant.id):
        gone = Identifier.objects.filter(member_id=anna).exclude(retired_at=None)
        assert list(gone.values_list("value", "retire_reason")) == [(old, "lost")]


def test_a_tier_is_held_by_hand_with_a_reason(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    anna = join(shop)
    until = (now() + dt.timedelta(days=30)).date().isoformat()

    nameless = owner.post(f"members/{anna}/tier", tier="gold", until=until)
    endless = owner.post(f"members/{anna}/tier", tier="gold", until="", reason="Гостья")
    owner.post(f"members/{anna}/tier", tier="gold", until=until, reason="Гостья")

    assert (nameless.status_code, endless.status_code) == (422, 422)
    assert profile_of(shop, anna).tier == "gold"
    assert "held until" in text_of(owner.get(f"members/{anna}"))


def test_a_name_of_nonsense_breaks_nothing(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    anna = enrol_person(
        shop, name=NONSENSE, note=NONSENSE, attributes={"car": NONSENSE}, surname="ы" * 200
    )

    for tab in TABS:
        page = owner.get(f"members/{anna}", tab=tab)
        assert "<b>&\"'" not in page.content.decode()
    assert owner.get(f"members/{anna}/edit").status_code == 200


def test_support_of_one_outlet_sees_the_sales_of_that_outlet_alone(
    newcomer: tuple[Person, Shop], enter
):
    _owner, shop = newcomer
    anna = join(shop)
    sell(shop, anna, "100.00")
    support = hire(shop.tenant, "Ира", "SUPPORT")
    support.outlet_id = shop.market.id
    support.save()

    page = enter(support).get(f"members/{anna}", tab="purchases")

    assert [len(part.table.lines) for part in page.context["parts"]] == [0, 0, 0]


@pytest.mark.parametrize("tab", TABS)
def test_queries_do_not_grow_with_the_story(
    newcomer: tuple[Person, Shop],
    django_assert_max_num_queries: DjangoAssertNumQueries,
    tab: str,
):
    owner, shop = newcomer
    anna = join(shop, points=1000)
    sell(shop, anna, "100.00")
    owner.get(f"members/{anna}", tab=tab)

    with django_assert_max_num_queries(25) as with_one:
        owner.get(f"members/{anna}", tab=tab)
    for _ in range(2):
        sell(shop, anna, "100.00")
    with django_assert_max_num_queries(25) as with_three:
        owner.get(f"members/{anna}", tab=tab)

    assert len(with_one) == len(with_three)
