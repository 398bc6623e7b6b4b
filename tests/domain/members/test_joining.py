"""People become members."""

import datetime as dt
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from plushka.domain.members import card, digests, queries
from plushka.domain.members import operations as members
from plushka.domain.members.locator import Locator
from plushka.domain.members.models import Consent, Identifier, Member, PurchaseSummary
from plushka.domain.tenants.models import Outlet, Tenant
from tests.domain.members.cast import (
    ANNAS_CARD,
    ANNAS_PHONE,
    BOHDANS_PHONE,
    NOON,
    join,
    statements_sent,
)


def test_newcomer_is_kept_with_all_that_is_known(lipa: Tenant):
    bohdan = join(BOHDANS_PHONE)
    main = Outlet.objects.get(code="main")

    anna = join(
        ANNAS_PHONE,
        ANNAS_CARD,
        Locator("ALIAS", "мама"),
        name="Анна",
        birth_date=dt.date(1990, 2, 28),
        attributes={"car": "Лада"},
        outlet_id=main.id,
        referrer_id=bohdan,
        surname="Шевчук",
        patronymic="Сергеевна",
        sex="FEMALE",
        email="anna@example.com",
        note="Ходит с собакой",
    )

    assert queries.get_profile(member_id=anna) == queries.Profile(
        id=anna,
        name="Анна",
        birth_date=dt.date(1990, 2, 28),
        attributes={"car": "Лада"},
        outlet_id=main.id,
        referrer_id=bohdan,
        created_at=NOON,
        blocked_at=None,
        block_reason="",
        tier="standard",
        paid_total=0,
        n_purchases=0,
        last_purchase_at=None,
        phone="+79161234567",
        card="4608877000015",
        alias="мама",
        surname="Шевчук",
        patronymic="Сергеевна",
        sex="FEMALE",
        email="anna@example.com",
        note="Ходит с собакой",
        frozen_at=None,
        proved_at=None,
        doubted_at=None,
    )


def test_newcomer_without_a_card_gets_one(lipa: Tenant):
    anna = join(ANNAS_PHONE)

    given = queries.get_profile(member_id=anna).card
    assert given is not None
    assert card.normalise(given)[:2] == "29"


def test_made_card_that_somebody_has_is_made_again(lipa: Tenant):
    [first, second] = [card.next_card() for _ in range(2)]
    made = iter([first, first, second])
    newcomers = [members.NewMember("standard", (phone,)) for phone in (ANNAS_PHONE, BOHDANS_PHONE)]

    for new in newcomers:
        members.add(newcomers=[new], at=NOON, next_card=lambda: next(made))

    found = queries.find_profiles(member_ids=[new.id for new in newcomers])
    assert [found[new.id].card for new in newcomers] == [first, second]


def test_who_wants_an_identifier_that_somebody_has_is_not_written(lipa: Tenant):
    anna = join(ANNAS_PHONE)
    late = members.NewMember("standard", (BOHDANS_PHONE, ANNAS_PHONE))
    fine = members.NewMember("standard", (Locator("ALIAS", "мама"),))

    lost = members.add(newcomers=[late, fine], at=NOON)

    assert lost == {late.id}
    assert set(Member.objects.values_list("id", flat=True)) == {anna, fine.id}
    assert not Identifier.objects.filter(value=BOHDANS_PHONE.value).exists()
    assert PurchaseSummary.objects.count() == 2


def test_statements_are_as_many_for_a_hundred_as_for_one(lipa: Tenant):
    newcomers = [
        members.NewMember("standard", (Locator("PHONE", f"+7916{n:07d}"),)) for n in range(101)
    ]

    with statements_sent() as for_one:
        members.add(newcomers=newcomers[:1], at=NOON)
    with statements_sent() as for_a_hundred:
        members.add(newcomers=newcomers[1:], at=NOON)

    assert len(for_a_hundred) == len(for_one) == 6
    assert Member.objects.count() == 101


def test_nobody_joins_in_no_statement(lipa: Tenant):
    with statements_sent() as sent:
        assert members.add(newcomers=[], at=NOON) == set()

    assert sent == []


def test_consent_is_kept_with_a_proof_that_names_nobody(lipa: Tenant):
    agreed = members.NewConsent("ADVERTISING", "sms-ru-1", "SMS")

    anna = join(ANNAS_PHONE, consents=(agreed,))

    consent = Consent.objects.get()
    assert (consent.member_id, consent.kind, consent.version, consent.channel, consent.at) == (
        anna,
        "ADVERTISING",
        "sms-ru-1",
        "SMS",
        NOON,
    )
    assert bytes(consent.proof) == digests.of_consent(
        tenant_id=lipa.id, identifier="+79161234567", kind="ADVERTISING", version="sms-ru-1"
    )


def test_consent_is_never_edited(lipa: Tenant):
    join(ANNAS_PHONE, consents=(members.NewConsent("DATA", "ru-1"),))

    with pytest.raises(Exception, match="permission denied"), transaction.atomic():
        Consent.objects.update(version="ru-2")

    assert Consent.objects.get().version == "ru-1"


def test_same_phone_is_another_member_next_door(neighbours_anna: UUID, lipa: Tenant):
    here = join(ANNAS_PHONE, ANNAS_CARD)

    assert here != neighbours_anna
    assert list(Member.objects.values_list("id", flat=True)) == [here]


def test_nobody_is_their_own_referrer(lipa: Tenant):
    anna = join(ANNAS_PHONE)

    with (
        pytest.raises(IntegrityError, match="nobody_is_their_own_referrer"),
        transaction.atomic(),
    ):
        Member.objects.filter(id=anna).update(referrer_id=anna)
