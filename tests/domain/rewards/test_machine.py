"""Every path of an order: stock and points right after each step, beside a simpler truth."""

import datetime as dt
from collections.abc import Callable
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plushka.domain.members.locator import Locator
from plushka.domain.rewards import operations as rewards
from plushka.domain.rewards.models import Order, OrderLine, Reward
from plushka.lib.refusal import Refusal
from tests.conftest import NOON
from tests.domain.rewards.cast import HERSELF, TILL, asked, is_proven, offer, points_of, stock_of
from tests.domain.rewards.model import Lot, Shop
from tests.domain.sales import cast as sales

HOUR = dt.timedelta(hours=1)
TERMS = [20 * HOUR, 100 * HOUR, 1000 * HOUR]
PRICES = [30, 70]

orders = st.tuples(st.just("order"), st.integers(0, 3), st.integers(0, 2), st.booleans()).filter(
    lambda step: step[1] + step[2]
)
#: Which of the orders, and which of its lines.
changes = st.tuples(
    st.sampled_from(["pay", "hand_over", "cancel", "ready"]),
    st.integers(0, 4),
    st.integers(0, 1),
)
waits = st.tuples(st.just("wait"), st.integers(1, 60))
steps = st.lists(st.one_of(orders, changes, changes, waits), min_size=4, max_size=14)


@pytest.mark.slow
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pieces=st.tuples(st.integers(1, 4), st.integers(1, 4)),
    granted=st.lists(st.integers(20, 200), min_size=3, max_size=3),
    history=steps,
)
def test_stock_and_points_are_those_of_the_model_after_every_step(
    programme, pieces, granted, history
):
    real = _Real(pieces, granted)
    lots = [Lot(points, NOON + term) for points, term in zip(granted, TERMS, strict=True)]
    shop = Shop(pieces=list(pieces), prices=PRICES, lots=lots)
    now = NOON

    for number, step in enumerate(history):
        if step[0] == "wait":
            now += step[1] * HOUR
        elif step[0] == "order":
            told = shop.order([step[1], step[2]], money=step[3], now=now)
            assert real.order(step[1:], key=str(number), at=now) == told
        elif shop.orders:
            place = step[1] % len(shop.orders)
            wanted = _changed(shop, shop.orders[place], step, now=now)
            assert real.change(step[0], place, step[2], at=now) == wanted
        shop.look(now)
        rewards.expire(at=now)
        assert real.looks(at=now) == (
            (shop.spendable(now), shop.held()),
            list(zip(shop.left, shop.gone, strict=True)),
        )
    assert is_proven()


def _changed(shop, made, step, *, now) -> str:
    shop.look(now)
    match step[0]:
        case "pay":
            return shop.pay(made, now=now)
        case "cancel":
            return shop.cancel(made, now=now)
        case "hand_over":
            return shop.hand_over(made, step[2], now=now)
        case _:
            return shop.pack(made)


class _Real:
    """The gift shop itself, with a member and two rewards of its own for each history."""

    count = 0

    def __init__(self, pieces: tuple[int, int], granted: list[int]) -> None:
        number = _Real.count = _Real.count + 1
        self.name = f"h{number}"
        self.member = sales.join(Locator("PHONE", f"+7916{number:07}"))
        for place, points in enumerate(granted):
            sales.give(
                points * 100,
                member=self.member,
                expires_at=NOON + TERMS[place],
                key=f"{self.name}:{place}",
            )
        self.rewards: dict[bool, list[Reward]] = {}
        self.made: list[UUID] = []
        self.shelf = [
            offer(code=f"{self.name}-{place}", points=PRICES[place] * 100, pieces=pieces[place])
            for place in (0, 1)
        ]

    def order(self, step, *, key, at) -> str:
        mugs, pens, money = step
        # Money is asked for by the reward; the same pieces are ordered with and without.
        Reward.objects.filter(id__in=[one.id for one in self.shelf]).update(
            money=100 if money else 0
        )
        wanted = [
            (reward.code, n) for reward, n in zip(self.shelf, (mugs, pens), strict=True) if n
        ]

        def do() -> Order:
            want = asked(self.member, *wanted)
            key_ = f"{self.name}:{key}"
            return rewards.order(asked=want, key=key_, orderer=HERSELF, at=at).order

        told = _told(do)
        if told in {"ORDERED", "PAID"}:
            self.made.append(Order.objects.latest("number").id)
        return told

    def change(self, what, number, place, *, at) -> str:
        id_ = self.made[number]
        if what == "hand_over":
            return _told(lambda: self._hand_over(id_, place, at=at))
        do = {"pay": rewards.pay, "cancel": rewards.cancel, "ready": rewards.make_ready}[what]
        return _told(lambda: do(order_id=id_, orderer=TILL, at=at))

    def looks(self, *, at):
        stocks = [stock_of(reward) for reward in self.shelf]
        return points_of(self.member, at=at), [
            (put_in - held - gone, gone) for put_in, held, gone in stocks
        ]

    def _hand_over(self, id_: UUID, place: int, *, at) -> Order:
        line = OrderLine.objects.filter(order_id=id_, reward_id=self.shelf[place].id).first()
        if line is None:
            return rewards.fulfil(order_id=id_, orderer=TILL, at=at, pieces={9: 1})
        pieces = {line.number: line.fulfilled + 1}
        return rewards.fulfil(order_id=id_, orderer=TILL, at=at, pieces=pieces)


def _told(do: Callable[[], Order]) -> str:
    try:
        return do().state
    except Refusal as refusal:
        return refusal.code
