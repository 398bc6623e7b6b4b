"""What is sent is paid as it is handed over, and what was not sent is given back."""

import datetime as dt
from uuid import UUID

import pytest

from plushka.domain.messaging import (
    connecting,
    costs,
    delivering,
    funds,
    policy,
    pricing,
    spending,
)
from plushka.domain.messaging import operations as messaging
from plushka.domain.messaging.costs import Spent
from plushka.domain.messaging.delivering import Due
from plushka.domain.messaging.handing import Outcome
from plushka.domain.messaging.models import Attempt, Message, Nature
from plushka.domain.messaging.operations import NewMessage
from plushka.domain.messaging.policy import Rules
from plushka.domain.messaging.pricing import SEEDS, Line, Prices
from plushka.domain.messaging.reporting import Told, report
from plushka.domain.messaging.spending import NO_MONEY, NO_PRICE, Allowance
from plushka.domain.tenants.models import Tenant
from plushka.lib.ids import new_id
from tests.domain.members.cast import ANNAS_PHONE, NOON, join

DAY = dt.date(2026, 11, 21)
LONG = "ж" * 71


@pytest.fixture
def sms(lipa: Tenant) -> UUID:
    return connecting.add(
        way="SMS", provider="console", settings={}, secrets={}, actor="staff:1", at=NOON
    )


@pytest.fixture
def anna(lipa: Tenant) -> UUID:
    return join(ANNAS_PHONE, name="Анна")


def say(member_id: UUID, text: str = "раз", kind: str = "accrued") -> UUID:
    new = NewMessage(kind=kind, text=text, member_id=member_id)
    messaging.enqueue_many(messages=[new], at=NOON)
    return new.id


def claim() -> list[Due]:
    return delivering.claim(at=NOON, most=100).going


def spent() -> list[Spent]:
    return costs.find_costs(since=DAY, before=DAY + dt.timedelta(days=1))


def due(text: str = "раз", nature: Nature = Nature.ADVERTISING, to: str = "+79161234567") -> Due:
    return Due(
        id=new_id(),
        attempt_id=new_id(),
        kind="reanimation",
        nature=nature,
        connection_id=None,
        way="SMS",
        address=to,
        text=text,
        subject="",
        language="ru",
        valid_until=None,
        n_tries=0,
        ways_tried=(),
        member_id=None,
    )


@pytest.mark.parametrize("end", [{"left": 600}, {"of_month": 600}])
def test_advertising_stops_to_the_kopeck_and_all_else_goes_on(end):
    allowance = Allowance(SEEDS, **end)

    taken = [allowance.take(due()) for _ in range(3)]

    assert [one if isinstance(one, str) else one.price for one in taken] == [275, 275, NO_MONEY]
    assert allowance.is_left
    for nature in (Nature.CODE, Nature.SERVICE):
        assert isinstance(allowance.take(due(nature=nature)), Due)


def test_what_was_taken_before_and_not_handed_over_has_its_price_set_aside():
    first = Allowance(SEEDS, left=600, of_month=600).take(due())
    allowance = Allowance(SEEDS, left=600, of_month=600)
    allowance.set_aside([first, first])

    assert (allowance.left, allowance.of_month) == (50, 50)
    assert allowance.take(due()) == NO_MONEY


def test_notices_go_on_below_nothing_and_advertising_does_not():
    allowance = Allowance(SEEDS, left=0)

    assert not allowance.is_left
    assert isinstance(allowance.take(due(nature=Nature.SERVICE)), Due)
    assert (allowance.left, allowance.take(due())) == (-275, NO_MONEY)


def test_what_has_no_price_is_not_sent_even_if_it_is_a_code():
    allowance = Allowance(Prices((Line(way="SMS", prefix="7", steps=(275,)),)))

    assert allowance.take(due(LONG)) == NO_PRICE
    assert allowance.take(due(nature=Nature.CODE, to="+12025550123")) == NO_PRICE


def test_price_is_taken_when_a_message_is_handed_over(sms: UUID, anna: UUID):
    funds.put_in(amount=10_000, payment_id=new_id(), actor="staff:1", at=NOON)
    say(anna, LONG)

    [one] = claim()

    assert (one.n_parts, one.price) == (2, 550)
    assert spent() == [Spent("accrued", 1, "SMS", 1, 2, 550)]
    assert funds.get_left() == funds.Left(10_000 - 550, 0)
    attempt = Attempt.objects.get()
    assert (attempt.n_parts, attempt.cost) == (2, 550)


def test_what_failed_is_given_back_and_the_next_try_is_paid(sms: UUID, anna: UUID):
    funds.put_in(amount=10_000, payment_id=new_id(), actor="staff:1", at=NOON)
    say(anna)
    [one] = claim()

    for _again in range(2):
        delivering.settle(outcomes=[Outcome(one, "FAILED", code="unreachable")], at=NOON)

    assert spent() == [Spent("accrued", 1, "SMS", 0, 0, 0)]
    assert funds.get_left() == funds.Left(10_000, 0)
    assert Attempt.objects.get().cost is None
    [again] = delivering.claim(at=NOON + dt.timedelta(hours=1), most=9).going
    assert again.price == 275
    assert funds.get_left() == funds.Left(10_000 - 275, 0)


def test_providers_word_on_the_cost_stands_before_the_list(sms: UUID, anna: UUID):
    say(anna)
    [one] = claim()

    accepted = Outcome(one, "ACCEPTED", provider_id="a", n_parts=2, cost=400)
    delivering.settle(outcomes=[accepted], at=NOON)
    assert spent() == [Spent("accrued", 1, "SMS", 1, 2, 400)]

    for _twice in range(2):
        report(connection_id=sms, told=[Told("a", "DELIVERED", NOON, cost=450)], at=NOON)
    assert spent() == [Spent("accrued", 1, "SMS", 1, 2, 450)]
    assert Attempt.objects.get().cost == 450


def test_what_was_perhaps_sent_is_paid(sms: UUID, anna: UUID):
    say(anna)
    [one] = claim()

    delivering.settle(outcomes=[Outcome(one, "PERHAPS", code="cut_off")], at=NOON)

    assert spent() == [Spent("accrued", 1, "SMS", 1, 1, 275)]
    assert Attempt.objects.get().cost == 275


def test_message_without_a_price_tries_the_next_way_and_ends_where_there_is_none(
    sms: UUID, anna: UUID
):
    pricing.change_prices(
        lines=[Line(way="SMS", steps=(275,))], edition=0, actor="staff:1", at=NOON
    )
    message_id = say(anna, LONG)

    assert claim() == []
    assert claim() == []

    row = Message.objects.get(id=message_id)
    assert (row.state, row.code) == ("DEAD", NO_PRICE)
    assert spent() == []


def test_budget_of_the_month_is_what_was_spent_in_it(lipa: Tenant):
    policy.change_rules(rules=Rules(advertising_budget=1_000), version=0, actor="staff:1", at=NOON)
    rules, _ = policy.get_rules()
    costs.spend([Spent("reanimation", 2, "SMS", 1, 1, 700)], at=NOON - dt.timedelta(days=40))
    costs.spend([Spent("reanimation", 2, "SMS", 1, 1, 275)], at=NOON)
    costs.spend([Spent("accrued", 1, "SMS", 1, 1, 275)], at=NOON)

    assert spending.allowance(rules, at=NOON).of_month == 725
