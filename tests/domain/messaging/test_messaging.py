"""What was said stands in the mailbox until its reader is forgotten."""

import datetime as dt
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from plushka.domain.members import queries as members
from plushka.domain.members.models import Contact
from plushka.domain.messaging import operations as messaging
from plushka.domain.messaging import queries
from plushka.domain.messaging.models import Message
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Tenant
from tests.domain.members.cast import (
    ANNAS_CARD,
    ANNAS_PHONE,
    BOHDANS_PHONE,
    NOON,
    join,
    statements_sent,
)


def _say(text: str, hours: int = 0, **whom: UUID) -> UUID:
    at = NOON + dt.timedelta(hours=hours)
    return messaging.enqueue(kind="code_redeem", text=text, at=at, **whom)


@pytest.fixture
def neighbours_message(neighbours_anna: UUID, dub: Tenant) -> None:
    """A message to the neighbour's Анна, to be asked for before «Липа»."""
    with tenant_context(dub.id):
        _say("Код для кассира: 0000", member_id=neighbours_anna)


def test_mailbox_shows_the_newest_first_and_masks_phones(neighbours_message: None, lipa: Tenant):
    anna, bohdan = join(ANNAS_PHONE, name="Анна"), join(ANNAS_CARD)
    contact = Contact.objects.create(tenant=lipa, phone=BOHDANS_PHONE.value, created_at=NOON)
    first = _say("раз", member_id=anna)
    second = _say("два", hours=1, contact_id=contact.id)
    third = _say("три", hours=2, member_id=bohdan)

    later = dt.timedelta(hours=1)
    kind, way = "code_redeem", ""
    assert queries.mailbox() == [
        queries.Letter(third, NOON + 2 * later, "4608877000015", "", kind, "три", way),
        queries.Letter(second, NOON + later, "+38067•••4567", "", kind, "два", way),
        queries.Letter(first, NOON, "+7916•••4567", "Анна", kind, "раз", way),
    ]
    assert [letter.text for letter in queries.mailbox(limit=1)] == ["три"]


@pytest.mark.parametrize("n_messages", [1, 3])
def test_mailbox_is_two_statements(lipa: Tenant, n_messages):
    anna = join(ANNAS_PHONE)
    for hours in range(n_messages):
        _say("раз", hours, member_id=anna)

    with statements_sent() as sent:
        assert len(queries.mailbox()) == n_messages

    assert len(sent) == 2


def test_messages_are_deleted_with_the_member(lipa: Tenant):
    anna, bohdan = join(ANNAS_PHONE), join(BOHDANS_PHONE)
    _say("раз", member_id=anna)
    _say("два", member_id=bohdan)

    assert messaging.forget_member(member_id=anna) == 1
    assert [letter.text for letter in queries.mailbox()] == ["два"]


def test_messages_are_deleted_with_the_contact(lipa: Tenant):
    contact = Contact.objects.create(tenant=lipa, phone=ANNAS_PHONE.value, created_at=NOON)
    _say("раз", contact_id=contact.id)

    Contact.objects.all().delete()

    assert queries.mailbox() == []


def test_message_goes_to_one_person(lipa: Tenant):
    anna = join(ANNAS_PHONE)
    contact = Contact.objects.create(tenant=lipa, phone=ANNAS_PHONE.value, created_at=NOON)

    for whom in ({}, {"member_id": anna, "contact_id": contact.id}):
        with (
            pytest.raises(IntegrityError, match="message_goes_to_one_person"),
            transaction.atomic(),
        ):
            _say("раз", **whom)

    assert not Message.objects.exists()


def test_neighbours_messages_stay_with_the_neighbour(
    neighbours_message: None, neighbours_anna: UUID, lipa: Tenant
):
    assert queries.mailbox() == []
    assert messaging.forget_member(member_id=neighbours_anna) == 0
    assert members.find_profiles(member_ids=[neighbours_anna]) == {}
