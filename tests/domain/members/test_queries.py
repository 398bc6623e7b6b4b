"""Whoever is named is found, in one statement, and never next door."""

import datetime as dt
from uuid import UUID

import pytest

from plushka.domain.members import operations as members
from plushka.domain.members import queries, token
from plushka.domain.members.locator import Locator
from plushka.domain.tenants.models import Tenant
from plushka.lib.ids import new_id
from tests.domain.members.cast import (
    ANNAS_CARD,
    ANNAS_PHONE,
    BOHDANS_PHONE,
    NOON,
    join,
    statements_sent,
)

MAMA = Locator("ALIAS", "мама")


def test_members_are_found_by_all_they_are_called(lipa: Tenant):
    anna, bohdan = join(ANNAS_PHONE, ANNAS_CARD, MAMA), join(BOHDANS_PHONE)
    shown = Locator("TOKEN", token.issue(lipa.id, anna, NOON))
    by_id = Locator("ID", str(bohdan))
    named = [ANNAS_PHONE, ANNAS_CARD, MAMA, shown, BOHDANS_PHONE, by_id]

    found = queries.locate(locators=named, at=NOON)

    assert found == dict.fromkeys(named[:4], anna) | dict.fromkeys(named[4:], bohdan)


def test_any_number_of_names_is_one_statement(lipa: Tenant):
    anna = join(ANNAS_PHONE)
    strangers = [Locator("PHONE", f"+7916{n:07d}") for n in range(100)]

    with statements_sent() as sent:
        found = queries.locate(locators=[*strangers, ANNAS_PHONE, ANNAS_PHONE], at=NOON)

    assert found == {ANNAS_PHONE: anna}
    assert len(sent) == 1


def test_neighbours_member_is_found_by_nothing(neighbours_anna: UUID, dub: Tenant, lipa: Tenant):
    shown = Locator("TOKEN", token.issue(dub.id, neighbours_anna, NOON))
    forged = Locator("TOKEN", token.issue(lipa.id, neighbours_anna, NOON))
    by_id = Locator("ID", str(neighbours_anna))

    named = [ANNAS_PHONE, ANNAS_CARD, MAMA, shown, forged, by_id]

    assert queries.locate(locators=named, at=NOON) == {}
    assert queries.find_profiles(member_ids=[neighbours_anna]) == {}


def test_token_finds_nobody_a_minute_later(lipa: Tenant):
    shown = Locator("TOKEN", token.issue(lipa.id, join(ANNAS_PHONE), NOON))

    with pytest.raises(queries.MemberUnknown):
        queries.identify(locator=shown, at=NOON + dt.timedelta(minutes=1))


def test_unknown_member_is_refused(lipa: Tenant):
    join(ANNAS_PHONE)

    with pytest.raises(queries.MemberUnknown):
        queries.identify(locator=BOHDANS_PHONE, at=NOON)
    with pytest.raises(queries.MemberUnknown):
        queries.get_profile(member_id=new_id())


def test_member_is_identified(lipa: Tenant):
    anna = join(ANNAS_PHONE)

    assert queries.identify(locator=ANNAS_PHONE, at=NOON) == anna


def test_profiles_are_one_statement(lipa: Tenant):
    known = [join(Locator("PHONE", f"+7916{n:07d}")) for n in range(3)]

    with statements_sent() as sent:
        found = queries.find_profiles(member_ids=known)

    assert set(found) == set(known)
    assert len(sent) == 1


def test_phone_is_shown_masked(lipa: Tenant):
    anna, nobody = join(ANNAS_PHONE), join(MAMA)

    assert queries.get_profile(member_id=anna).masked_phone == "+7916•••4567"
    assert queries.get_profile(member_id=nobody).masked_phone is None


def test_identifier_that_nobody_has_is_not_taken(neighbours_anna: UUID, lipa: Tenant):
    join(BOHDANS_PHONE)

    assert set(members.taken([ANNAS_PHONE, BOHDANS_PHONE])) == {BOHDANS_PHONE}
