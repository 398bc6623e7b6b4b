"""Whatever is delivered twice, and in whatever order, is done once (T6)."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger import queries
from plushka.domain.ledger.holding import HoldNotOpen
from plushka.domain.ledger.models import Hold
from plushka.domain.ledger.spending import NotEnoughPoints
from tests.conftest import NOON
from tests.domain.ledger.asking import adjust, capture, hold
from tests.domain.ledger.conftest import opened_account

MOVEMENTS = st.lists(
    st.tuples(st.sampled_from(["adjust", "hold", "capture", "release"]), st.integers(1, 60)),
    min_size=1,
    max_size=8,
)


@pytest.mark.slow
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(movements=MOVEMENTS, repeats=st.lists(st.integers(0, 7), max_size=8), data=st.data())
def test_duplicates_delivered_in_any_order_change_nothing(lipa, movements, repeats, data):
    """I6."""
    once, again = (_started(name) for name in ("Анна", "Богдан"))
    answers = [_deliver(once, number, movements) for number in range(len(movements))]
    delivered: list[int] = []
    for number in range(len(movements)):
        assert _deliver(again, number, movements)[0] == answers[number][0]
        delivered.append(number)
        for repeat in repeats:
            if data.draw(st.booleans()) and repeat in delivered and answers[repeat][0] == "done":
                assert _deliver(again, repeat, movements)[1]

    assert queries.balance(account=again, at=NOON) == queries.balance(account=once, at=NOON)
    told = [(entry.kind, entry.points) for entry in queries.entries(account=once, limit=99)]
    assert told == [
        (entry.kind, entry.points) for entry in queries.entries(account=again, limit=99)
    ]


def _started(name):
    account = opened_account(name)
    adjust(account, 100, "start")
    return account


def _deliver(account, number, movements):
    """Deliver a movement under its number; say how it went and whether it was a repeat."""
    movement, points = movements[number]
    key = f"key {number}"
    orders = [f"{account} {place}" for place in range(number) if movements[place][0] == "hold"]
    held = Hold.objects.filter(reference__in=orders[-1:]).first()
    try:
        if movement == "adjust":
            return "done", adjust(account, points, key).is_repeat
        if movement == "hold":
            return "done", hold(account, points, f"{account} {number}").is_repeat
        if held is None:
            return "no hold", False
        if movement == "capture":
            return "done", capture(held.id, min(points, held.points), key).is_repeat
        return "done", ledger.release(hold=held.id, at=NOON).is_repeat
    except (HoldNotOpen, NotEnoughPoints) as refusal:
        return refusal.code, False
