"""A person is forgotten; the sums stay (T29)."""

import datetime as dt
from uuid import UUID

import pytest
from django.db import connection

from plushka.domain.members import operations as members
from plushka.domain.members import queries, token
from plushka.domain.members.locator import Locator
from plushka.domain.members.models import Consent, Contact, Identifier, Member, PurchaseSummary
from plushka.domain.tenants.models import Tenant
from tests.domain.members.cast import ANNAS_CARD, ANNAS_PHONE, BOHDANS_PHONE, NOON, join

LATER = NOON + dt.timedelta(days=1)


def _everything_kept() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall() if not name.startswith("django_")]
        rows = []
        for table in tables:
            cursor.execute(f"SELECT t::text FROM {table} t")
            rows += [text for (text,) in cursor.fetchall()]
    return "\n".join(rows)


def test_nothing_of_the_person_is_left_in_any_table(lipa: Tenant):
    anna = join(
        ANNAS_PHONE,
        ANNAS_CARD,
        Locator("ALIAS", "матуся"),
        name="Анна Коваль",
        surname="Бондаренко",
        patronymic="Сергеевна",
        sex="FEMALE",
        email="anna@example.com",
        note="Ходит с собакой",
        birth_date=dt.date(1990, 2, 28),
        attributes={"car": "Лада"},
        consents=(members.NewConsent("DATA", "ru-1"),),
    )
    Contact.objects.create(tenant=lipa, phone=ANNAS_PHONE.value, created_at=NOON)
    members.change(
        member_id=anna,
        changes=members.Changes(name="Анна Шевчук", card="4600000000008"),
        actor="key:1",
        at=NOON,
    )

    members.erase_person(member_id=anna, at=LATER)

    kept = _everything_kept()
    personal = [
        *("Анна", "Коваль", "Шевчук", "1990-02-28", "Лада", "матуся"),
        *("анна", "шевчук", "Бондаренко", "бондаренко", "Сергеевна", "сергеевна", "FEMALE"),
        *("anna@example.com", "собакой"),
        *(ANNAS_PHONE.value, "9161234567", ANNAS_CARD.value, "4600000000008"),
    ]
    assert [word for word in personal if word in kept] == []


def test_sums_the_bond_and_the_proof_of_consent_stay(lipa: Tenant):
    bohdan = join(BOHDANS_PHONE)
    anna = join(ANNAS_PHONE, referrer_id=bohdan, consents=(members.NewConsent("DATA", "ru-1"),))
    invitee = join(Locator("ALIAS", "тато"), referrer_id=anna)

    members.erase_person(member_id=anna, at=LATER)

    member = Member.objects.get(id=anna)
    assert (member.erased_at, member.referrer_id) == (LATER, bohdan)
    assert Member.objects.get(id=invitee).referrer_id == anna
    assert PurchaseSummary.objects.filter(member_id=anna).count() == 1
    assert len(bytes(Consent.objects.get(member_id=anna).proof)) == 32


def test_erased_member_is_found_by_nothing(lipa: Tenant):
    anna = join(ANNAS_PHONE, ANNAS_CARD)
    shown = Locator("TOKEN", token.issue(lipa.id, anna, LATER))

    members.erase_person(member_id=anna, at=LATER)

    named = [ANNAS_PHONE, ANNAS_CARD, shown, Locator("ID", str(anna))]
    assert queries.locate(locators=named, at=LATER) == {}
    with pytest.raises(queries.MemberUnknown):
        queries.get_profile(member_id=anna)
    with pytest.raises(queries.MemberUnknown):
        members.erase_person(member_id=anna, at=LATER)
    with pytest.raises(queries.MemberUnknown):
        members.change(
            member_id=anna, changes=members.Changes(name="Анна"), actor="key:1", at=LATER
        )


def test_phone_that_is_registered_again_is_a_new_member(lipa: Tenant):
    anna = join(ANNAS_PHONE, ANNAS_CARD)

    members.erase_person(member_id=anna, at=LATER)

    assert join(ANNAS_PHONE, ANNAS_CARD) != anna
    assert Identifier.objects.count() == 2


def test_neighbours_member_is_not_erased(neighbours_anna: UUID, lipa: Tenant):
    with pytest.raises(queries.MemberUnknown):
        members.erase_person(member_id=neighbours_anna, at=LATER)
