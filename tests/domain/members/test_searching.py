"""A member is found by any part of what finds them, and nobody else is."""

import datetime as dt
from uuid import UUID

import pytest

from plushka.domain.members import operations as members
from plushka.domain.members import searching
from plushka.domain.members.locator import Locator
from plushka.domain.members.models import Member
from plushka.domain.members.operations import Changes
from plushka.domain.members.searching import Found, search
from plushka.domain.tenants.models import Tenant
from tests.domain.members.cast import ANNAS_CARD, ANNAS_PHONE, NOON, join

OLYA = "staff:0197a3c0-0000-7000-8000-00000000000a"


def _anna() -> UUID:
    join(Locator("PHONE", "+380671230099"), name="Богдан", surname="Коваль-Бондар")
    return join(
        ANNAS_PHONE,
        ANNAS_CARD,
        Locator("ALIAS", "ромашка"),
        name="Анна",
        surname="Шевчук",
        patronymic="Сергеевна",
    )


FINDS_ANNA = [
    *("+7 916 123-45-67", "89161234567", "8916", "+7916", "916123", "4567", "567", "1234567"),
    *("4608877000015", "4608", "0015", "ромашка", "ром", "АННА", "анн", "шев", "серг ан шев"),
]


@pytest.mark.parametrize("typed", FINDS_ANNA)
def test_anna_is_found_and_nobody_else(lipa: Tenant, typed: str):
    anna = _anna()

    assert search(text=typed, region="RU") == Found((anna,), is_more=False)


@pytest.mark.parametrize("typed", ["", " ", "*", "%", "нна", "анна ков", "67", "ромашк а", "\x00"])
def test_nobody_is_found_by_what_is_nobodys(lipa: Tenant, typed: str):
    _anna()

    assert search(text=typed, region="RU") == Found((), is_more=False)


def test_both_halves_of_a_double_name_find(lipa: Tenant):
    _anna()

    [bohdan] = search(text="бонд", region="UA").ids
    assert search(text="ковал бонд", region="UA").ids == (bohdan,)
    assert search(text="067123", region="UA").ids == (bohdan,)


def test_a_replaced_card_and_the_erased_are_found_no_more(lipa: Tenant):
    anna = _anna()
    members.change(member_id=anna, changes=Changes(card="4600000000008"), actor=OLYA, at=NOON)
    assert search(text=ANNAS_CARD.value, region="RU").ids == ()

    members.erase_person(member_id=anna, at=NOON + dt.timedelta(days=1))

    for typed in FINDS_ANNA:
        assert search(text=typed, region="RU").ids == ()


def test_who_was_merged_is_found_as_the_other(lipa: Tenant):
    anna = _anna()
    other = join(Locator("PHONE", "+79990001122"), name="Нюра")
    Member.objects.filter(id=other).update(merged_into_id=anna)

    assert search(text="нюра", region="RU").ids == (anna,)
    assert search(text="1122", region="RU").ids == (anna,)


@pytest.mark.parametrize("typed", ["4567", "+79161234567", ANNAS_CARD.value, "мама", "анна"])
def test_a_neighbours_anna_is_not_found(neighbours_anna: UUID, lipa: Tenant, typed: str):
    assert search(text=typed, region="RU").ids == ()


def test_more_than_are_shown_are_said_to_be_more(lipa: Tenant, monkeypatch):
    monkeypatch.setattr(searching, "MOST", 2)
    for number in range(3):
        join(Locator("PHONE", f"+7916000000{number}"), name="Гость")

    found = search(text="гость", region="RU")

    assert (len(found.ids), found.is_more) == (2, True)
