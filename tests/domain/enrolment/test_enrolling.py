"""Newcomers join: once each, in the first tier, with an empty account and a card."""

import datetime as dt
from uuid import UUID

import pytest
from msgspec import UNSET
from msgspec.structs import replace

from plushka.domain.confirmations.models import Confirmation
from plushka.domain.confirmations.operations import ConfirmationNeeded, ConfirmationWrong
from plushka.domain.enrolment import operations as enrolment
from plushka.domain.enrolment.operations import AlreadyMember, Newcomer, NewConsent
from plushka.domain.events.models import Event
from plushka.domain.ledger import queries as ledger
from plushka.domain.ledger.terms import Balance
from plushka.domain.members import operations as members
from plushka.domain.members import queries
from plushka.domain.members.locator import Locator
from plushka.domain.members.models import Consent, Identifier, Member, PurchaseSummary
from plushka.domain.messaging.models import Message
from plushka.domain.programmes import files
from plushka.domain.programmes.models import Version
from plushka.domain.programmes.operations import publish
from plushka.domain.tenants.models import Outlet, Tenant
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField
from tests.domain.members.cast import (
    ANNAS_CARD,
    ANNAS_PHONE,
    BOHDANS_PHONE,
    NOON,
)

OLYA = "staff:0197a3c0-0000-7000-8000-00000000000a"
MAMA = Locator("ALIAS", "мама")


def _enrol(*identifiers: Locator, code: str | None = None, trusted: bool = True, **known) -> UUID:
    return enrolment.enrol(
        newcomer=Newcomer(identifiers, **known),
        actor=OLYA,
        at=NOON,
        confirmation=code,
        is_trusted=trusted,
    )


def _ask(outlet: Outlet, phone: Locator = ANNAS_PHONE) -> str:
    enrolment.ask_code(locator=phone, purpose="ENROL", outlet_id=outlet.id, at=NOON)
    text: str = Message.objects.order_by("id").values_list("text", flat=True).last()
    return next(word for word in text.split() if word.isdecimal())


def test_newcomer_begins_in_the_first_tier_with_the_gift_of_a_recommendation(
    programme: Version, main: Outlet
):
    bohdan = _enrol(BOHDANS_PHONE)

    anna = _enrol(
        ANNAS_PHONE,
        ANNAS_CARD,
        name="Анна",
        birth_date=dt.date(1990, 2, 28),
        attributes={"car": "Лада"},
        referrer=BOHDANS_PHONE,
        outlet_id=main.id,
        consents=(NewConsent("DATA", "ru-1"),),
    )

    profile = queries.get_profile(member_id=anna)
    assert (profile.name, profile.birth_date, profile.attributes, profile.outlet_id) == (
        "Анна",
        dt.date(1990, 2, 28),
        {"car": "Лада"},
        main.id,
    )
    assert (profile.tier, profile.paid_total, profile.referrer_id) == ("standard", 0, bohdan)
    account = ledger.accounts_of(members=[anna])[anna]
    assert ledger.balance(account=account, at=NOON) == Balance(10_000, 0, 0, 0)
    assert Consent.objects.values_list("member_id", "kind", "version").get() == (
        anna,
        "DATA",
        "ru-1",
    )


def test_enrolment_is_an_event_that_names_who_did_it(programme: Version, main: Outlet):
    bohdan = _enrol(BOHDANS_PHONE)

    anna = _enrol(ANNAS_PHONE, referrer=BOHDANS_PHONE, outlet_id=main.id)

    event = Event.objects.get(member_id=anna)
    assert (event.type, event.at, event.data) == (
        "member_enrolled",
        NOON,
        {"actor": OLYA, "tier": "standard", "outlet": str(main.id), "referrer": str(bohdan)},
    )


def test_member_may_have_no_phone(programme: Version):
    by_card, by_alias = _enrol(ANNAS_CARD, trusted=False), _enrol(MAMA, trusted=False)

    found = queries.find_profiles(member_ids=[by_card, by_alias])
    assert (found[by_card].card, found[by_card].phone) == ("4608877000015", None)
    assert (found[by_alias].alias, found[by_alias].phone) == ("мама", None)
    assert found[by_alias].card is not None


@pytest.mark.parametrize("again", [(ANNAS_PHONE,), (ANNAS_CARD,), (MAMA, ANNAS_PHONE)])
def test_who_is_a_member_is_told_so(programme: Version, again):
    anna = _enrol(ANNAS_PHONE, ANNAS_CARD)

    with pytest.raises(AlreadyMember) as refused:
        _enrol(*again)

    assert refused.value.facts == {"id": str(anna)}
    assert Member.objects.count() == PurchaseSummary.objects.count() == 1
    assert Identifier.objects.count() == 2
    assert Event.objects.count() == 1


def test_neighbours_member_joins_here_too(neighbours_anna: UUID, programme: Version):
    anna = _enrol(ANNAS_PHONE, ANNAS_CARD)

    assert anna != neighbours_anna


def test_replaced_card_is_void(programme: Version):
    anna = _enrol(ANNAS_PHONE, ANNAS_CARD)
    members.change(
        member_id=anna,
        changes=members.Changes(card="4600000000008"),
        actor=OLYA,
        at=NOON,
    )

    with pytest.raises(BadField, match="card: this card was replaced"):
        _enrol(ANNAS_CARD)


@pytest.mark.parametrize(
    ("known", "path"),
    [
        ({"name": "a\x00"}, "name"),
        ({"birth_date": dt.date(2026, 11, 22)}, "birth_date"),
        ({"attributes": {"car": []}}, "attributes.car"),
        ({"consents": (NewConsent("ALL", "1"),)}, "consents[0].kind"),
        ({"consents": (NewConsent("DATA", "1"), NewConsent("DATA", ""))}, "consents[1].version"),
        ({"consents": (NewConsent("DATA", "\x00"),)}, "consents[0].version"),
        ({"consents": (NewConsent("DATA", "1", "\n"),)}, "consents[0].channel"),
        ({"referrer": ANNAS_PHONE}, "referrer"),
        ({"referrer": BOHDANS_PHONE}, "referrer"),
    ],
)
def test_nonsense_is_refused_by_its_field(programme: Version, known, path):
    with pytest.raises(BadField) as refused:
        _enrol(ANNAS_PHONE, **known)

    assert refused.value.path == path
    assert not Member.objects.exists()


@pytest.mark.parametrize(
    "identifiers",
    [(), (ANNAS_PHONE, BOHDANS_PHONE), (Locator("ID", str(new_id())),), (Locator("TOKEN", "x"),)],
)
def test_newcomer_has_one_phone_one_card_one_alias(programme: Version, identifiers):
    with pytest.raises(BadField, match="phone"):
        _enrol(*identifiers)


def test_birth_day_is_that_of_the_shops_zone(programme: Version):
    at = dt.datetime(2026, 11, 21, 22, 0, tzinfo=dt.UTC)

    anna = enrolment.enrol(
        newcomer=Newcomer((ANNAS_PHONE,), birth_date=dt.date(2026, 11, 22)),
        actor=OLYA,
        at=at,
        is_trusted=True,
    )

    assert queries.get_profile(member_id=anna).birth_date == dt.date(2026, 11, 22)


@pytest.mark.parametrize("referrer", [BOHDANS_PHONE, Locator("CARD", "4600000000008"), MAMA])
def test_referrer_is_found_by_phone_card_or_alias(programme: Version, referrer):
    bohdan = _enrol(BOHDANS_PHONE, Locator("CARD", "4600000000008"), MAMA)

    anna = _enrol(ANNAS_PHONE, referrer=referrer)

    assert queries.get_profile(member_id=anna).referrer_id == bohdan


def test_blocked_referrer_brings_nobody(programme: Version):
    bohdan = _enrol(BOHDANS_PHONE)
    members.change(member_id=bohdan, changes=members.Changes(blocked="fraud"), actor=OLYA, at=NOON)

    with pytest.raises(BadField, match="referrer: this member may not"):
        _enrol(ANNAS_PHONE, referrer=BOHDANS_PHONE)


def test_neighbours_member_brings_nobody_here(neighbours_anna: UUID, programme: Version):
    with pytest.raises(BadField, match="referrer: there is no such member"):
        _enrol(BOHDANS_PHONE, referrer=Locator("ID", str(neighbours_anna)))


def test_who_is_not_trusted_needs_a_code(programme: Version, main: Outlet):
    with pytest.raises(ConfirmationNeeded):
        _enrol(ANNAS_PHONE, trusted=False, outlet_id=main.id)

    assert not Member.objects.exists()


def test_code_proves_the_phone_and_is_a_consent(programme: Version, main: Outlet):
    code = _ask(main)

    anna = _enrol(
        ANNAS_PHONE,
        trusted=False,
        code=code,
        outlet_id=main.id,
        consents=(NewConsent("DATA", "ru-1"),),
    )

    agreed = Consent.objects.order_by("id").values_list("member_id", "kind", "version", "channel")
    assert list(agreed) == [
        (anna, "DATA", "ru-1", ""),
        (anna, "ADVERTISING", f"code_enrol-ru-{programme.id}", "SMS"),
    ]
    assert Message.objects.get().text == (
        f"Код для кассира: {code} Сообщая его я даю согласие на получение SMS"
    )


def test_wrong_code_leaves_nothing_but_the_try(programme: Version, main: Outlet):
    _ask(main)

    with pytest.raises(ConfirmationWrong):
        _enrol(ANNAS_PHONE, trusted=False, code="nope", outlet_id=main.id)

    assert Confirmation.objects.get().tries == 1
    assert not Member.objects.exists()


def test_bad_field_costs_no_try(programme: Version, main: Outlet):
    _ask(main)

    with pytest.raises(BadField):
        _enrol(ANNAS_PHONE, trusted=False, code="nope", outlet_id=main.id, name="\x00")

    assert Confirmation.objects.get().tries == 0


def test_code_is_not_asked_for_where_the_programme_does_not(open_programme: Version):
    anna = _enrol(ANNAS_PHONE, trusted=False)

    assert queries.get_profile(member_id=anna).phone == ANNAS_PHONE.value


def test_programme_without_texts_sends_ours(lipa: Tenant, main: Outlet):
    bare = replace(files.preset("bonusplus"), messages=UNSET)
    publish(programme=bare, actor="system:test", at=NOON)

    code = _ask(main)

    assert Confirmation.objects.get().text_version == "code-enrol-ru-1"
    assert code in Message.objects.get().text
