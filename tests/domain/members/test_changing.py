"""What is known of a member changes."""

import datetime as dt
import json
from uuid import UUID

import pytest

from plushka.domain.audit import queries as audit
from plushka.domain.audit.models import Record
from plushka.domain.events.models import Event
from plushka.domain.members import operations as members
from plushka.domain.members import queries
from plushka.domain.members.locator import Locator
from plushka.domain.members.models import Contact, Identifier
from plushka.domain.members.operations import Changes
from plushka.domain.tenants.models import Tenant
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField
from tests.domain.members.cast import ANNAS_CARD, ANNAS_PHONE, BOHDANS_PHONE, NOON, join

LATER = NOON + dt.timedelta(days=1)
OLYA = "staff:0197a3c0-0000-7000-8000-00000000000a"
OTHER_CARD = Locator("CARD", "4600000000008")


def change(member_id: UUID, reason: str = "", **changes) -> None:
    members.change(
        member_id=member_id, changes=Changes(**changes), actor=OLYA, at=LATER, reason=reason
    )


def test_what_is_named_changes_and_the_rest_stays(lipa: Tenant):
    anna = join(ANNAS_PHONE, ANNAS_CARD, name="Анна", birth_date=dt.date(1990, 2, 28))

    change(anna, name="Анна К.", attributes={"car": "Лада"}, alias="MAMA")

    profile = queries.get_profile(member_id=anna)
    assert (profile.name, profile.birth_date, profile.attributes) == (
        "Анна К.",
        dt.date(1990, 2, 28),
        {"car": "Лада"},
    )
    assert (profile.phone, profile.card, profile.alias) == (
        "+79161234567",
        "4608877000015",
        "мама",
    )


def test_nothing_is_taken_away(lipa: Tenant):
    anna = join(ANNAS_PHONE, Locator("ALIAS", "мама"), birth_date=dt.date(1990, 2, 28))

    change(anna, birth_date=None, phone=None, alias=None, attributes={})

    profile = queries.get_profile(member_id=anna)
    assert (profile.birth_date, profile.phone, profile.alias) == (None, None, None)


def test_old_phone_is_free_and_what_went_to_it_is_gone(lipa: Tenant):
    anna = join(ANNAS_PHONE)
    Contact.objects.create(tenant=lipa, phone=ANNAS_PHONE.value, created_at=NOON)

    change(anna, phone="+380 67 123-45-67")

    assert queries.locate(locators=[ANNAS_PHONE, BOHDANS_PHONE], at=LATER) == {BOHDANS_PHONE: anna}
    assert not Contact.objects.exists()
    assert join(ANNAS_PHONE) != anna


def test_replaced_card_finds_nobody_and_is_never_given_out_again(lipa: Tenant):
    anna, bohdan = join(ANNAS_PHONE, ANNAS_CARD), join(BOHDANS_PHONE)

    change(anna, card=OTHER_CARD.value, replaced="lost")

    assert queries.locate(locators=[ANNAS_CARD, OTHER_CARD], at=LATER) == {OTHER_CARD: anna}
    old = Identifier.objects.get(value=ANNAS_CARD.value)
    assert (old.member_id, old.retired_at, old.retire_reason) == (anna, LATER, "lost")
    for somebody in (anna, bohdan):
        with pytest.raises(BadField, match="replaced"):
            change(somebody, card=ANNAS_CARD.value)


def test_member_without_a_card_is_refused(lipa: Tenant):
    anna = join(ANNAS_PHONE)

    with pytest.raises(BadField, match="always has a card"):
        change(anna, card=None)


def test_identifier_of_another_member_is_refused_and_nothing_changes(lipa: Tenant):
    anna = join(ANNAS_PHONE, ANNAS_CARD, name="Анна")
    bohdan = join(BOHDANS_PHONE)
    before = queries.get_profile(member_id=anna)

    with pytest.raises(members.AlreadyMember) as refused:
        change(anna, name="Ганна", alias="MAMA", phone=BOHDANS_PHONE.value)

    assert refused.value.facts == {"id": str(bohdan)}
    assert queries.get_profile(member_id=anna) == before
    assert not Identifier.objects.filter(value="мама").exists()
    assert not Record.objects.exists()


def test_phone_of_the_neighbours_member_is_free_here(neighbours_anna: UUID, lipa: Tenant):
    bohdan = join(BOHDANS_PHONE)

    change(bohdan, phone=ANNAS_PHONE.value)

    assert queries.locate(locators=[ANNAS_PHONE], at=LATER) == {ANNAS_PHONE: bohdan}


def test_neighbours_member_is_unknown_here(neighbours_anna: UUID, lipa: Tenant):
    for stranger in (neighbours_anna, new_id()):
        with pytest.raises(queries.MemberUnknown):
            change(stranger, name="Моя")


def test_member_is_blocked_with_a_reason_and_unblocked(lipa: Tenant):
    anna = join(ANNAS_PHONE)

    change(anna, blocked="fraud")
    blocked = queries.get_profile(member_id=anna)
    members.change(
        member_id=anna,
        changes=Changes(blocked="fraud"),
        actor=OLYA,
        at=LATER + dt.timedelta(days=1),
    )
    again = queries.get_profile(member_id=anna)
    change(anna, blocked=None)
    unblocked = queries.get_profile(member_id=anna)

    assert (blocked.blocked_at, blocked.block_reason) == (LATER, "fraud")
    assert again == blocked
    assert (unblocked.blocked_at, unblocked.block_reason) == (None, "")
    assert [told.after for told in audit.find_changes(subject_kind="member", subject_id=anna)] == [
        {"blocked": ""},
        {"blocked": "fraud"},
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "a\x00"},
        {"birth_date": dt.date(1, 1, 1)},
        {"birth_date": dt.date(2026, 11, 23)},
        {"phone": "nonsense"},
        {"card": "1"},
        {"alias": "!"},
        {"attributes": {"A": 1}},
        {"blocked": ""},
        {"replaced": "Lost!"},
    ],
)
def test_nonsense_is_refused_by_its_field(lipa: Tenant, changes):
    anna = join(ANNAS_PHONE, name="Анна")
    before = queries.get_profile(member_id=anna)

    with pytest.raises(BadField) as refused:
        change(anna, **changes)

    assert refused.value.path.startswith(next(iter(changes)))
    assert queries.get_profile(member_id=anna) == before


def test_change_is_recorded_without_personal_data(lipa: Tenant):
    anna = join(ANNAS_PHONE, name="Анна", attributes={"car": "Лада"})

    change(anna, name="Ганна", phone=None, attributes={}, reason="Ганна попросила сама")

    [told] = audit.find_changes(subject_kind="member", subject_id=anna)
    assert (told.actor, told.action, told.at, told.reason) == (
        OLYA,
        "member_changed",
        LATER,
        "Ганна попросила сама",
    )
    assert set(told.before) == set(told.after) == {"attributes.car", "name", "phone"}
    assert told.after["phone"] == told.after["attributes.car"] == ""
    kept = json.dumps([told.before, told.after], ensure_ascii=False)
    assert [
        personal for personal in ("нна", "9161234", "1234567", "Лада") if personal in kept
    ] == []
    event = Event.objects.get()
    assert (event.type, event.member_id, event.data) == (
        "member_changed",
        anna,
        {"fields": ["attributes.car", "name", "phone"]},
    )


def test_change_to_what_already_is_leaves_no_trace(lipa: Tenant):
    anna = join(ANNAS_PHONE, ANNAS_CARD, name="Анна")

    change(anna, name=" Анна", phone="8 916 123-45-67", card="4608877000015", alias=None)

    assert not Record.objects.exists()
    assert not Event.objects.exists()
