"""What messages came to, by kind and way and local day, and the money it is taken from."""

import datetime as dt

import pytest

from plushka.domain.messaging import costs, funds
from plushka.domain.messaging.costs import Spent
from plushka.domain.messaging.funds import Left
from plushka.domain.messaging.models import Cost
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Tenant
from plushka.lib.ids import new_id
from tests.domain.members.cast import NOON, statements_sent

DAY = dt.date(2026, 11, 21)
NEXT = dt.date(2026, 11, 22)
ACCRUED = Spent("accrued", 1, "SMS", 1, 1, 275)
OFFER = Spent("reanimation", 2, "SMS", 1, 2, 550)


@pytest.fixture
def neighbours_costs(dub: Tenant) -> None:
    """The neighbour has spent something."""
    with tenant_context(dub.id):
        funds.put_in(amount=7, payment_id=new_id(), actor="staff:neighbour", at=NOON)
        costs.spend([OFFER], at=NOON)


def test_costs_are_counted_by_kind_and_way(neighbours_costs: None, lipa: Tenant):
    costs.spend([ACCRUED, OFFER, ACCRUED], at=NOON)
    costs.spend([ACCRUED, Spent("accrued", 1, "EMAIL", 1, 1, 0)], at=NOON)

    assert costs.find_costs(since=DAY, before=NEXT) == [
        Spent("accrued", 1, "EMAIL", 1, 1, 0),
        Spent("accrued", 1, "SMS", 3, 3, 825),
        Spent("reanimation", 2, "SMS", 1, 2, 550),
    ]
    assert costs.find_costs(since=NEXT, before=NEXT + dt.timedelta(days=9)) == []
    assert costs.advertising_cost(since=DAY) == 550
    assert costs.advertising_cost(since=NEXT) == 0


def test_cost_is_of_the_companys_day(lipa: Tenant):
    before_midnight = dt.datetime(2026, 11, 21, 20, 59, tzinfo=dt.UTC)
    costs.spend([ACCRUED], at=before_midnight)
    costs.spend([ACCRUED], at=before_midnight + dt.timedelta(minutes=1))

    assert list(Cost.objects.order_by("day").values_list("day", "cost")) == [
        (DAY, 275),
        (NEXT, 275),
    ]


def test_costs_are_taken_from_the_funds(neighbours_costs: None, lipa: Tenant):
    costs.spend([ACCRUED], at=NOON)
    assert funds.get_left() is None
    funds.put_in(amount=500, payment_id=new_id(), actor="staff:olya", at=NOON)

    costs.spend([ACCRUED, OFFER], at=NOON)

    assert funds.get_left() == Left(500 - 275 - 550, 0)


def test_what_was_not_sent_is_given_back(lipa: Tenant):
    funds.put_in(amount=500, payment_id=new_id(), actor="staff:olya", at=NOON)
    costs.spend([ACCRUED], at=NOON)

    costs.spend([Spent("accrued", 1, "SMS", -1, -1, -275)], at=NOON)

    assert costs.find_costs(since=DAY, before=NEXT) == [Spent("accrued", 1, "SMS", 0, 0, 0)]
    assert funds.get_left() == Left(500, 0)


@pytest.mark.parametrize("n", [1, 300])
def test_counting_is_one_statement(lipa: Tenant, n):
    with statements_sent() as sent:
        costs.spend([ACCRUED, OFFER] * n, at=NOON)

    assert len(sent) == 1


def test_nothing_spent_is_not_counted(lipa: Tenant):
    with statements_sent() as sent:
        costs.spend([], at=NOON)
        costs.spend([ACCRUED, Spent("accrued", 1, "SMS", -1, -1, -275)], at=NOON)

    assert sent == []
