"""News is said in the words of its kind: T3 of the seeds, to the letter."""

import datetime as dt
from uuid import UUID

import pytest

from plushka.domain.messaging import manners
from plushka.domain.messaging.models import Message, Nature
from plushka.domain.messaging.saying import Saying, say
from plushka.domain.tenants.models import Tenant
from tests.domain.members.cast import ANNAS_PHONE, NOON, join, statements_sent


@pytest.fixture
def anna(lipa: Tenant) -> UUID:
    return join(ANNAS_PHONE, name="Анна")


def earned(member_id: UUID, cause: str = "") -> Saying:
    values = {"points": 5_000, "balance": 500_000}
    return Saying("accrued", values, member_id=member_id, cause=cause)


def test_a_member_is_told_of_points_in_the_words_of_the_seeds(anna: UUID):
    [message_id] = say(sayings=[earned(anna)], at=NOON)

    row = Message.objects.get(id=message_id)
    assert row.text == "Вам начислено: 50 бонусов. Текущий баланс: 5000 бонусов."
    assert (row.kind, row.nature, row.language) == ("accrued", Nature.SERVICE, "ru")
    assert (row.member_id, row.state, row.due_at) == (anna, "WAITING", NOON)
    assert row.valid_until == NOON + dt.timedelta(days=2)


def test_what_the_company_does_not_say_makes_no_message(anna: UUID):
    manners.say(
        kind="accrued", is_on=False, is_advertising=False, edition=0, actor="staff:1", at=NOON
    )
    assert say(sayings=[earned(anna)], at=NOON) == []
    assert Message.objects.count() == 0


def test_a_notice_made_an_offer_needs_the_consent_of_offers(anna: UUID):
    manners.say(
        kind="accrued", is_on=True, is_advertising=True, edition=0, actor="staff:1", at=NOON
    )
    say(sayings=[earned(anna)], at=NOON)
    assert Message.objects.get().nature == Nature.ADVERTISING


def test_nobody_is_told_what_is_not_there_any_more(lipa: Tenant):
    assert say(sayings=[earned(UUID(int=7))], at=NOON) == []


@pytest.mark.parametrize("n_members", [1, 3])
def test_saying_takes_a_fixed_number_of_statements(lipa: Tenant, n_members: int, anna: UUID):
    with statements_sent() as sent:
        say(sayings=[earned(anna, cause=f"event:{place}") for place in range(n_members)], at=NOON)
    assert len(sent) == 5
    assert Message.objects.count() == n_members
