"""Many at once, with connections of their own and rows that are really committed."""

import random
from concurrent.futures import ThreadPoolExecutor

import msgspec
import psycopg
import pytest
from django.db import connections

from plushka.domain.ledger.spending import NotEnoughPoints
from plushka.domain.members.locator import Locator
from plushka.domain.members.models import PurchaseSummary
from plushka.domain.sales import operations as sales
from plushka.domain.sales.asked import AskedClaim, AskedExchange, AskedReturn, AskedReturnLine
from plushka.domain.sales.claiming import claim_in
from plushka.domain.sales.models import Claim, Sale
from plushka.domain.sales.refusals import AlreadyClaimed
from plushka.domain.sales.told import ToldSale
from plushka.domain.tenants.queries import get_place
from plushka.lib.db.connection import connection, raw
from tests.conftest import NOON
from tests.domain.members.cast import at_work, open_neighbour, open_shop, wait_for_a_waiter
from tests.domain.sales.cast import ANNA, TILL, asked, give, join, promise
from tests.domain.sales.cast import SaleCall as Call

__all__ = ["open_neighbour", "open_shop"]

pytestmark = pytest.mark.slow


@pytest.fixture
def shop(open_shop):
    """A shop with Анна and nineteen others in it."""
    with at_work(open_shop):
        promise()
        give(100_000, member=join(ANNA))
        for number in range(19):
            join(person(number))
    return open_shop


def person(number):
    return Locator("PHONE", f"+7916000{number:04d}")


def recorded(shop, *receipts):
    """Record a list as a till of its own would."""
    with connection():
        return sales.record(
            tenant_id=shop.id, sales=[Call(receipt, TILL) for receipt in receipts], at=NOON
        )


def test_same_receipt_at_once_is_one_sale_and_equal_answers(shop):
    """T6."""
    with ThreadPoolExecutor(8) as tills:
        answers = [
            answer
            for [answer] in tills.map(lambda _: recorded(shop, asked("A-1", 10_000)), range(8))
        ]

    assert len({msgspec.structs.replace(told, is_repeat=False).id for told in answers}) == 1
    assert sorted(told.is_repeat for told in answers) == [False, *[True] * 7]
    with at_work(shop):
        assert Sale.objects.count() == 1


def test_fifty_tills_spend_what_is_there_and_no_more(shop):
    """T5: 1000.00, a hundred at a time."""
    with ThreadPoolExecutor(10) as tills:
        answers = [
            answer
            for [answer] in tills.map(
                lambda till: recorded(shop, asked(f"A-{till}", total=10_000, redeem=10_000)),
                range(50),
            )
        ]

    assert sum(isinstance(answer, ToldSale) for answer in answers) == 10
    assert sum(isinstance(answer, NotEnoughPoints) for answer in answers) == 40


def test_lists_in_any_order_never_let_a_deadlock_reach_a_till(shop):
    chance = random.Random(7)
    lists = []
    for _ in range(30):
        receipts = [
            asked(f"R-{number}", total=100, member=person(number % 19)) for number in range(40)
        ]
        chance.shuffle(receipts)
        lists.append(receipts)

    with ThreadPoolExecutor(6) as tills:
        answers = [
            one for told in tills.map(lambda one: recorded(shop, *one), lists) for one in told
        ]

    assert all(isinstance(answer, ToldSale) for answer in answers)
    assert sum(not answer.is_repeat for answer in answers) == 40


def test_call_after_its_connection_was_ended_works(shop, database_url):
    def sell_twice(till):
        with connection():
            pid = raw().info.backend_pid
            [first] = sales.record(
                tenant_id=shop.id, sales=[Call(asked(f"A-{till}", 100), TILL)], at=NOON
            )
            with psycopg.connect(database_url, autocommit=True) as server:
                server.execute("SELECT pg_terminate_backend(%s)", [pid])
            [second] = sales.record(
                tenant_id=shop.id, sales=[Call(asked(f"B-{till}", 100), TILL)], at=NOON
            )
        return first, second

    with ThreadPoolExecutor(4) as tills:
        answers = [one for pair in tills.map(sell_twice, range(8)) for one in pair]

    assert all(isinstance(answer, ToldSale) for answer in answers)


def test_fault_of_one_sale_is_its_own(shop):
    """What the database cannot take is stopped at the web; here it must not cost neighbours."""
    told = recorded(shop, asked("A-1", 100), asked("A\x002", 100), asked("A-3", 100))

    assert [type(one).__name__ for one in told] == ["ToldSale", "DataError", "ToldSale"]
    assert connections["default"].connection is None


def test_exchanges_of_two_members_for_each_other_never_wait_in_a_circle(shop):
    """T41: Анна's goods go to another member and theirs to Анна, again and again at once."""
    [mine], [theirs] = (
        recorded(shop, asked(f"A-{number}", *[100] * 8, member=member))
        for number, member in enumerate((ANNA, person(1)))
    )

    def exchanged(number):
        sale, taker = ((mine, person(1)), (theirs, ANNA))[number % 2]
        back = AskedReturn(receipt=f"R-{number}", lines=(AskedReturnLine(line=number // 2 + 1),))
        taken = AskedExchange(return_=back, sale=asked(f"B-{number}", 100, member=taker))
        with connection():
            return sales.exchange(
                tenant_id=shop.id, sale_id=sale.id, asked=taken, asker=TILL, at=NOON
            )

    with ThreadPoolExecutor(8) as tills:
        told = list(tills.map(exchanged, range(16)))

    assert {one.difference for one in told} == {0}
    with at_work(shop):
        assert Sale.objects.filter(receipt__startswith="B-").count() == 16


def test_two_members_who_claim_one_receipt_at_once_are_one_claim(shop):
    """T42, T6: one wins, the others hear that it has a member."""
    recorded(shop, asked("A-1", 10_000, member=None))

    def claimed(number):
        ask = AskedClaim(member=person(number % 2), outlet="main", receipt="A-1", total=10_000)
        with connection():
            try:
                told = sales.claim(tenant_id=shop.id, asked=ask, asker=TILL, at=NOON)
            except AlreadyClaimed:
                return None
            return told.member_id, told.is_repeat

    with ThreadPoolExecutor(8) as tills:
        told = list(tills.map(claimed, range(8)))

    winners = [one for one in told if one is not None]
    assert len({member for member, _ in winners}) == 1
    assert sorted(is_repeat for _, is_repeat in winners) == [False, True, True, True]
    with at_work(shop):
        assert Claim.objects.count() == 1


def test_goods_that_come_back_while_their_receipt_is_claimed_are_the_members(shop):
    """T42, T11: the return began when the receipt was nobody's, and ends when it is Анна's."""
    [sale] = recorded(shop, asked("A-1", 10_000, member=None))
    ask = AskedClaim(member=ANNA, outlet="main", receipt="A-1", total=10_000)

    def returned():
        with connection():
            back = AskedReturn(receipt="R-1")
            return sales.return_(
                tenant_id=shop.id, sale_id=sale.id, asked=back, asker=TILL, at=NOON
            )

    with ThreadPoolExecutor(1) as till:
        with at_work(shop):
            claimed = claim_in(get_place(shop.id), ask, TILL, key=None, at=NOON)
            coming = till.submit(returned)
            wait_for_a_waiter()
        told = coming.result()

    assert claimed.accrued == 500
    assert (told.accrual_reversed, told.balance.spendable) == (500, 100_000)
    with at_work(shop):
        assert PurchaseSummary.objects.get(member_id=claimed.member_id).n_purchases == 0
