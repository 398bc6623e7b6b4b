"""What a cashier does locks their counters of the day before budgets of campaigns, always."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from plushka.domain.campaigns.models import Counter
from plushka.domain.limits.models import DayCount
from plushka.domain.sales.asked import AskedClaim, AskedExchange, AskedReturn, Asker
from plushka.domain.sales.claiming import claim_in
from plushka.domain.sales.exchanging import exchange_in
from plushka.domain.sales.loading import SaleCall
from plushka.domain.sales.recording import record_in
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place
from plushka.lib.ids import new_id
from tests.conftest import NOON
from tests.domain.campaigns.cast import launch, used
from tests.domain.members.cast import at_work, open_shop, wait_for_a_waiter
from tests.domain.sales.cast import ANNA, asked, join, promise, sell

__all__ = ["open_shop"]

pytestmark = pytest.mark.slow

CASHIER = Asker(actor=f"staff:{new_id()}", is_trusted=True, has_history=True)


@pytest.fixture
def sold(open_shop):
    """Анна's purchase that a budget paid for, two nobody's receipts, one of them claimed."""
    with at_work(open_shop):
        promise()
        launch(budgets=[{"of": "uses", "most": "100"}])
        join(ANNA)
        for receipt in ("N-1", "N-2"):
            sell(asked(receipt, 10_000, member=None), asker=CASHIER)
        told = sell(asked("A-1", 10_000), asker=CASHIER)
        claim("N-1", told)
    return told


def exchange(receipt, sale):
    """Give other goods for Анна's."""
    back = AskedReturn(receipt="R-1")
    ask = AskedExchange(return_=back, sale=asked(receipt, 10_000))
    exchange_in(get_place(current_tenant()), sale.id, ask, CASHIER, key=None, at=NOON)


def claim(receipt, _sale):
    """Give Анна what was nobody's."""
    ask = AskedClaim(member=ANNA, outlet="main", receipt=receipt, total=10_000)
    claim_in(get_place(current_tenant()), ask, CASHIER, key=None, at=NOON)


def sell_again(receipt, _sale):
    """Record a sale that was too late for a budget once, and waits for it now."""
    record_in([SaleCall(asked(receipt, 10_000), CASHIER)], at=NOON, locks_budgets=True)


@pytest.mark.parametrize(
    ("do", "uses"),
    [
        pytest.param(exchange, 2, id="exchange"),
        pytest.param(claim, 3, id="claim"),
        pytest.param(sell_again, 3, id="sale again"),
    ],
)
def test_who_waits_for_a_cashiers_counters_holds_no_budget(open_shop, sold, do, uses):
    def done():
        with at_work(open_shop):
            do("N-2" if do is claim else "A-2", sold)

    with ThreadPoolExecutor(1) as till:
        with at_work(open_shop):
            assert len(DayCount.objects.select_for_update()) > 0
            waiting = till.submit(done)
            wait_for_a_waiter()
            # It would be refused if the one who waits had locked it.
            assert [one.used for one in Counter.objects.select_for_update(nowait=True)] == [2]
        waiting.result()

    with at_work(open_shop):
        assert list(used().values()) == [uses]
