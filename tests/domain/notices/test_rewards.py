"""Members hear of their orders in the gift shop, and once of what their points buy."""

import datetime as dt
from uuid import UUID

from django.db import connection
from django.test.utils import CaptureQueriesContext

from plushka.domain.members.models import PurchaseSummary
from plushka.domain.messaging.models import Message
from plushka.domain.rewards import codes
from plushka.domain.rewards import operations as rewards
from plushka.domain.rewards.asked import Delivery
from tests.conftest import NOON
from tests.domain.notices.test_following import hear
from tests.domain.rewards.cast import DAY, HERSELF, TILL, offer, order
from tests.domain.sales.cast import BOHDAN, asked, give, join, sell


def said(*, at=NOON) -> list[tuple[str, str]]:
    return [one for one in hear(at=at) if one[0].startswith("reward_")]


def rich(member: UUID) -> UUID:
    give(100_000, member=member)
    return member


def test_order_in_points_is_told_with_what_was_spent(anna: UUID):
    offer()
    made = order(rich(anna), ("mug", 2))

    assert (
        said()
        == said()
        == [("reward_ordered", f"Заказ {made.number}: Кружка × 2. Списано: 200 бонусов.")]
    )


def test_order_that_waits_for_money_is_told_with_its_last_day(anna: UUID):
    offer(money=15_000)
    made = order(rich(anna), "mug")

    assert said() == [("reward_kept", f"Заказ {made.number}: Кружка. Доплатите 150 ₽ до 24.11.")]


def test_order_that_is_ready_is_told_with_its_code(anna: UUID):
    offer()
    made = order(rich(anna), "mug")
    rewards.make_ready(order_id=made.id, orderer=TILL, at=NOON)

    code = codes.code_of(made.id, made.number)
    assert said()[-1] == ("reward_ready", f"Ждёт вас: Кружка. Где: Липа. Код: {code}")


def test_order_that_is_brought_is_told_without_a_code(anna: UUID):
    offer(can_deliver=True)
    brought = Delivery("Анна", "+79161234567", "Мира, 5")
    made = order(rich(anna), "mug", delivery=brought)
    rewards.make_ready(order_id=made.id, orderer=TILL, at=NOON)

    assert said()[-1] == (
        "reward_packed",
        f"Заказ {made.number} собран: Кружка. Скоро привезём.",
    )


def test_cancelled_order_is_told_with_what_was_not_handed_over_and_came_back(anna: UUID):
    offer()
    made = order(rich(anna), ("mug", 3))
    rewards.fulfil(order_id=made.id, orderer=TILL, at=NOON, pieces={1: 1})
    rewards.cancel(order_id=made.id, orderer=HERSELF, at=NOON)

    assert said()[-1] == (
        "reward_cancelled",
        f"Заказ {made.number} отменён: Кружка × 2. Вернулось: 200 бонусов.",
    )


def test_order_cancelled_before_its_money_tells_of_the_points_that_were_kept(anna: UUID):
    offer(money=15_000)
    made = order(rich(anna), "mug")
    rewards.cancel(order_id=made.id, orderer=HERSELF, at=NOON)

    assert said()[-1] == (
        "reward_cancelled",
        f"Заказ {made.number} отменён: Кружка. Вернулось: 100 бонусов.",
    )


def test_order_nobody_paid_is_told_as_over(anna: UUID):
    offer(money=15_000)
    made = order(rich(anna), "mug")
    over = NOON + 3 * DAY
    rewards.expire(at=over)

    assert said(at=over) == [
        (
            "reward_expired",
            f"Заказ {made.number} не оплачен вовремя: Кружка. Бонусы свободны.",
        )
    ]


def test_who_has_enough_is_told_of_the_dearest_and_of_each_reward_once(anna: UUID):
    offer("pen", points=2_000, names={"ru": "Ручка"})
    offer("mug", points=5_000)
    sell(asked("A-1", 100_000))
    first = said()

    sell(asked("A-2", 10_000))
    second = said()
    offer("plaid", points=5_400, names={"ru": "Плед"})
    sell(asked("A-3", 1_000))

    told = ("reward_available", "Вам хватает бонусов на «Кружка». Он ждёт вас!")
    assert (first, second) == ([told], [told])
    assert said() == [told, ("reward_available", "Вам хватает бонусов на «Плед». Он ждёт вас!")]


def test_nobody_is_told_of_what_they_cannot_have(anna: UUID):
    offer("gold", points=1_000, tiers=("gold",))
    offer("gone", points=1_000, pieces=0)
    offer("later", points=1_000, valid_from=NOON + DAY)
    offer("dear", points=5_001)
    offer("money", points=1_000, money=100)
    sell(asked("A-1", 100_000))
    assert said() == []

    PurchaseSummary.objects.filter(member_id=anna).update(tier="gold")

    assert [text for _, text in said()] == ["Вам хватает бонусов на «Кружка». Он ждёт вас!"]


def test_telling_takes_as_many_statements_for_three_orders_as_for_one(anna: UUID):
    offer()
    rich(anna)
    counts = []
    for number in range(4):
        order(anna, "mug", key=str(number))
        Message.objects.all().delete()
        with CaptureQueriesContext(connection) as sent:
            hear(at=NOON + dt.timedelta(minutes=number))
        counts.append(len(sent))

    # The first asks also for what is kept from then on.
    assert counts[1] == counts[2] == counts[3]


def test_own_order_says_nothing_of_what_else_points_buy(anna: UUID):
    offer()
    join(BOHDAN)
    order(rich(anna), "mug")

    assert [kind for kind, _ in said()] == ["reward_ordered"]
