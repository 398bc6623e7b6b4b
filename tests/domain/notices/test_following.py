"""Members hear what happened to their points: once, in order, in the words of the seeds."""

import datetime as dt
from uuid import UUID

import pytest

from plushka.domain.enrolment import operations as enrolment
from plushka.domain.enrolment.newcomers import Newcomer
from plushka.domain.events.models import Event
from plushka.domain.events.queries import Happened
from plushka.domain.journeys import birthdays
from plushka.domain.messaging.models import Message
from plushka.domain.notices import following
from tests.conftest import NOON
from tests.domain.members.cast import statements_sent
from tests.domain.sales.cast import ANNA, BOHDAN, asked, back, days, sell

pytestmark = pytest.mark.django_db


def hear(*, at=NOON) -> list[tuple[str, str]]:
    """Tell what the outbox has, and give what is said: all of it, also what was said before."""
    found = [
        Happened(one.id, one.type, one.at, one.member_id, one.data, "")
        for one in Event.objects.order_by("id")
    ]
    following.tell(found, at=at)
    return list(Message.objects.order_by("id").values_list("kind", "text"))


def test_a_purchase_says_what_it_brought_in_the_words_of_the_seeds(anna: UUID):
    sell(asked("A-1", 100_000))

    assert hear() == [("accrued", "Вам начислено: 50 бонусов. Текущий баланс: 50 бонусов.")]
    [row] = Message.objects.all()
    assert (row.member_id, row.nature) == (anna, 1)


def test_what_was_told_is_not_told_again(anna: UUID):
    sell(asked("A-1", 100_000))
    assert hear() == hear()


def test_points_that_paid_are_told_before_those_that_came(anna: UUID):
    sell(asked("A-1", 500_000))
    sell(asked("A-2", 100_000, redeem=10_000))

    assert hear()[1:] == [
        ("redeemed", "Списано: 100 бонусов. Текущий баланс: 150 бонусов."),
        ("accrued", "Вам начислено: 45 бонусов. Текущий баланс: 195 бонусов."),
    ]


def test_a_return_says_what_was_taken_and_what_came_back(anna: UUID):
    sell(asked("A-1", 1_000_000))
    sale = sell(asked("A-2", 100_000, redeem=10_000))
    back(sale)

    assert hear()[-1] == (
        "returned",
        "Возврат: сняли 45 бонусов, вернули 100 бонусов. Баланс: 500.",
    )


def test_another_tier_is_told_with_its_name(anna: UUID):
    sell(asked("A-1", 1_000_001))
    kinds = [kind for kind, _ in hear()]
    assert kinds == ["accrued", "tier_raised"]
    assert (
        Message.objects.get(kind="tier_raised").text == "Поздравляем! Теперь ваша карта: Золотая."
    )


def test_who_brought_a_friend_and_the_friend_both_hear_of_it(anna: UUID):
    newcomer = Newcomer(identifiers=(BOHDAN,), referrer=ANNA)
    bohdan = enrolment.enrol(newcomer=newcomer, actor="system:test", at=NOON, is_trusted=True)
    sell(asked("B-1", 100_000, member=BOHDAN))

    assert hear() == [
        ("newcomer", "Вам подарок 100 бонусов: тратьте с первой покупки!"),
        ("accrued", "Вам начислено: 50 бонусов. Текущий баланс: 150 бонусов."),
        ("referral_reward", "Бонусы за друга: 30 бонусов. Баланс: 30 бонусов."),
    ]
    told = Message.objects.order_by("id").values_list("member_id", flat=True)
    assert list(told) == [bohdan, bohdan, anna]


def test_a_birthday_gift_is_told_in_the_words_of_the_seeds(programme):
    newcomer = Newcomer(identifiers=(ANNA,), birth_date=dt.date(1990, 12, 1))
    enrolment.enrol(newcomer=newcomer, actor="system:test", at=NOON, is_trusted=True)
    on_the_day = dt.datetime(2026, 12, 1, 9, tzinfo=dt.UTC)
    assert birthdays.give(at=on_the_day, most=10) == 1

    assert hear(at=on_the_day) == [
        ("birthday", "С Днём Рождения! Дарим Вам 1000 подарочных бонусов до 08.12.26!")
    ]


def test_receipts_that_are_moved_in_write_no_letters(anna: UUID):
    sell(asked("A-1", 100_000))
    assert hear(at=NOON + days(2)) == []


@pytest.mark.parametrize("n_sales", [1, 3])
def test_telling_takes_a_fixed_number_of_statements(anna: UUID, n_sales: int):
    for place in range(n_sales):
        sell(asked(f"A-{place}", 100_000))
    found = [
        Happened(one.id, one.type, one.at, one.member_id, one.data, "")
        for one in Event.objects.order_by("id")
    ]
    with statements_sent() as sent:
        following.tell(found, at=NOON)
    # The last asks whether anything is on the shelves that points could buy.
    assert (Message.objects.count(), len(sent)) == (n_sales, 9)
