"""Money for messages: put in once a payment, and told of when little is left."""

import datetime as dt
from uuid import UUID

import pytest

from plushka.domain.messaging import funds
from plushka.domain.messaging.funds import Left
from plushka.domain.messaging.models import Funds, Payment
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Tenant
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField
from tests.domain.members.cast import NOON

OLYA = "staff:olya"
LATER = NOON + dt.timedelta(hours=1)


def put_in(amount: int, *, payment_id: UUID | None = None, at: dt.datetime = NOON) -> None:
    funds.put_in(
        amount=amount, payment_id=payment_id or new_id(), actor=OLYA, at=at, note="Счёт 7"
    )


@pytest.fixture
def neighbours_funds(dub: Tenant) -> None:
    """The neighbour has put something in."""
    with tenant_context(dub.id):
        put_in(999)
        funds.warn_below(sum_=5_000, actor=OLYA, at=NOON)


def test_company_counts_nothing_until_it_puts_something_in(neighbours_funds: None, lipa: Tenant):
    assert funds.get_left() is None
    assert funds.take_warning(at=NOON) is None
    assert funds.payments(limit=10) == []

    put_in(10_000)

    assert funds.get_left() == Left(10_000, 0)


def test_payment_sent_twice_is_made_once(lipa: Tenant):
    payment = new_id()

    put_in(10_000, payment_id=payment)
    put_in(10_000, payment_id=payment)
    put_in(-2_500, at=LATER)

    assert funds.get_left() == Left(7_500, 0)
    found = [(one.amount, one.balance, one.note) for one in funds.payments(limit=10)]
    assert found == [(-2_500, 7_500, "Счёт 7"), (10_000, 10_000, "Счёт 7")]


@pytest.mark.parametrize("amount", [0, 10**13, -(10**13)])
def test_payment_that_is_no_sum_is_refused(lipa: Tenant, amount):
    with pytest.raises(BadField, match="amount"):
        put_in(amount)

    assert not Payment.objects.exists()
    assert not Funds.objects.exists()


def test_company_is_told_once_until_it_puts_in_enough(neighbours_funds: None, lipa: Tenant):
    put_in(1_000)
    assert funds.take_warning(at=NOON) is None

    funds.warn_below(sum_=5_000, actor=OLYA, at=NOON)

    assert funds.take_warning(at=NOON) == Left(1_000, 5_000)
    assert funds.take_warning(at=LATER) is None
    put_in(1_000)
    assert funds.take_warning(at=LATER) is None
    put_in(3_000)
    assert funds.take_warning(at=LATER) is None
    put_in(-1)
    assert funds.take_warning(at=LATER) == Left(4_999, 5_000)


def test_sum_to_warn_below_is_not_negative(lipa: Tenant):
    with pytest.raises(BadField, match="warn_below"):
        funds.warn_below(sum_=-1, actor=OLYA, at=NOON)

    assert funds.get_left() is None
