"""A hold is asked for again by the number of its order (T6)."""

import dataclasses
import datetime as dt

import pytest

from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger import queries
from plushka.domain.ledger.holding import ReferenceDiffers
from plushka.domain.ledger.models import Hold
from plushka.domain.ledger.terms import Balance
from plushka.domain.tenants import operations as tenants
from tests.conftest import NOON
from tests.domain.ledger.asking import adjust, capture, hold
from tests.domain.ledger.making import DAY

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def rich(anna):
    """Anna with a hundred."""
    adjust(anna, 100, "start")
    return anna


def test_hold_is_kept_and_answered_again(rich):
    first = hold(rich, 80)
    again = hold(rich, 80)

    assert (first.balance, first.is_repeat) == (Balance(20, 0, 80, 0), False)
    assert (again.hold.id, again.balance, again.is_repeat) == (first.hold.id, first.balance, True)
    assert queries.get_hold(hold=first.hold.id) == dataclasses.replace(first.hold, is_new=False)


@pytest.mark.parametrize(
    "until", [NOON + DAY, DAY, None], ids=["the moment", "the time", "nothing said"]
)
def test_hold_asked_for_again_is_the_same_by_what_was_sent(rich, until):
    first = hold(rich, 80)

    again = hold(rich, 80, until=until, at=NOON + 2 * HOUR if until is None else NOON)

    assert (again.hold.id, again.is_repeat) == (first.hold.id, True)


@pytest.mark.parametrize("until", [NOON + 2 * DAY, 2 * DAY, HOUR])
def test_hold_of_the_same_order_until_another_time_is_refused(rich, until):
    hold(rich, 80)

    with pytest.raises(ReferenceDiffers):
        hold(rich, 80, until=until)

    assert Hold.objects.count() == 1


def test_hold_of_other_points_for_the_same_order_is_refused(rich):
    hold(rich, 80)

    with pytest.raises(ReferenceDiffers):
        hold(rich, 10)

    assert queries.balance(account=rich, at=NOON) == Balance(20, 0, 80, 0)


def test_hold_for_the_order_of_another_member_is_refused(rich, bohdan):
    hold(rich, 80)
    adjust(bohdan, 100)

    with pytest.raises(ReferenceDiffers):
        hold(bohdan, 80)

    assert queries.balance(account=bohdan, at=NOON) == Balance(100, 0, 0, 0)


def test_two_outlets_may_number_their_orders_alike(rich):
    north, south = (tenants.add_outlet(code=code, name=code).id for code in ("north", "south"))

    made = {
        ledger.hold(
            account=rich,
            points=10,
            until=None,
            reference="1",
            outlet=outlet,
            actor="key:till",
            at=NOON,
        ).hold.id
        for outlet in (north, south, None)
    }

    assert len(made) == 3


def test_hold_asked_for_again_when_it_is_captured_says_of_how_much(rich):
    made = hold(rich, 80)
    capture(made.hold.id, 30)

    again = hold(rich, 80)

    assert (again.hold.state, again.captured, again.balance) == (
        "CAPTURED",
        30,
        Balance(70, 0, 0, 0),
    )


def test_hold_that_is_over_is_answered_as_it_stands(rich):
    hold(rich, 80)

    again = hold(rich, 80, at=NOON + 2 * DAY)

    assert (again.hold.state, again.captured, again.is_repeat) == ("RELEASED", None, True)
