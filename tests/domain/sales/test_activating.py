"""Points that wait for a word of their purchase (E8, T14)."""

import datetime as dt

import pytest

from plushka.domain.effects.outside import Told
from plushka.domain.events.models import Event
from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger import queries as accounts
from plushka.domain.ledger.models import Account, Lot
from plushka.domain.ledger.terms import UNTIL_TOLD, Cause
from plushka.domain.programmes.models import Version
from plushka.domain.sales.activating import activate, report, sale_told_of
from plushka.domain.sales.models import Sale
from plushka.domain.sales.refusals import SaleUnknown
from plushka.lib.ids import new_id
from tests.conftest import NOON
from tests.domain.sales.cast import ANNA, BOHDAN, asked, back, days, give, join, promise, sell

MOSCOW = dt.timezone(dt.timedelta(hours=3))
DELIVERED = {"mode": "event", "type": "delivered"}


NEXT_DAY = NOON + days(1)


def tell(sale, event="delivered", *, at=NEXT_DAY):
    """Say what became of a purchase."""
    return activate(sale=sale.id, event=event, at=at, received=at)


def spendable(member, *, at):
    account = Account.objects.get(member_id=member).id
    return accounts.balance(account=account, at=at).spendable


def test_points_wait_for_the_event_of_their_purchase(anna):
    """E8: without a day of their own they wait for as long as it takes."""
    promise(activation=DELIVERED)
    sale = sell(asked("A-1", 100_000))
    assert (sale.balance.pending, sale.available_at) == (5_000, UNTIL_TOLD)

    assert tell(sale) == 5_000

    assert spendable(anna, at=NOON + days(1)) == 5_000
    [event] = Event.objects.filter(type="points_opened")
    assert event.data == {"sale": str(sale.id), "event": "delivered", "points": 5_000}
    assert event.member_id == anna


def test_points_open_at_the_latest_without_any_word(anna):
    promise(activation=DELIVERED | {"latest_days": 30})
    sale = sell(asked("A-1", 100_000))
    end = dt.datetime(2026, 12, 21, tzinfo=MOSCOW)

    assert sale.available_at == end
    assert spendable(anna, at=end - dt.timedelta(microseconds=1)) == 0
    assert spendable(anna, at=end) == 5_000
    assert tell(sale, at=end) == 0


def test_word_that_comes_twice_opens_once(anna):
    promise(activation=DELIVERED)
    sale = sell(asked("A-1", 100_000))

    assert [tell(sale), tell(sale)] == [5_000, 0]
    assert Event.objects.filter(type="points_opened").count() == 1


def test_other_events_and_other_purchases_open_nothing(anna):
    promise(activation=DELIVERED)
    sale = sell(asked("A-1", 100_000))
    other = sell(asked("A-2", 100_000))

    assert tell(sale, "visited") == 0
    assert tell(other) == 5_000
    accrual = Sale.objects.get(id=sale.id).accrual_id
    assert Lot.objects.get(id=accrual).available_at == UNTIL_TOLD


def test_purchase_keeps_what_was_promised_when_it_was_made(anna):
    """T30: the event of the version that the sale has."""
    promise(activation=DELIVERED)
    sale = sell(asked("A-1", 100_000))
    promise(activation={"mode": "event", "type": "visited"})

    assert tell(sale, "visited") == 0
    assert tell(sale) == 5_000


def test_points_that_open_at_once_need_no_word(anna):
    sale = sell(asked("A-1", 100_000))
    nobodys = sell(asked("A-2", 100_000, member=None))

    assert (tell(sale), tell(nobodys)) == (0, 0)


def test_what_came_back_before_the_word_is_not_there_to_open(anna):
    """T13: points that wait are taken back first."""
    promise(activation=DELIVERED)
    sale = sell(asked("A-1", 60_000, 40_000))
    told = back(sale, "R-1", 1)

    assert told.balance.pending == 2_000
    assert tell(sale) == 2_000
    assert back(sale, "R-2").accrual_reversed == 2_000


def test_points_that_open_pay_what_is_owed(anna):
    """T13."""
    promise(activation=DELIVERED)
    sale = sell(asked("A-1", 100_000))
    account = Account.objects.get(member_id=anna).id
    book = ledger.open_book(accounts=[account], moment=NOON, with_lots=[account])
    book.adjust(account, -1_000, None, _why(sale), may_owe=True)
    ledger.save(book)

    assert tell(sale) == 5_000
    assert spendable(anna, at=NOON + days(1)) == 4_000


def _why(sale):
    version = Version.objects.latest("number").id
    return Cause("taken", "TEST", sale.id, version, "system:test", NOON)


def test_gift_opens_at_once_whatever_purchases_wait_for(anna):
    promise(activation=DELIVERED)
    give(1_000, member=anna)

    assert sell(asked("A-1", 10_000, redeem=1_000)).redeemed == 1_000


def test_data_name_a_purchase_by_its_id_or_its_receipt(anna):
    sale = sell(asked("A-1", 100_000))
    other = join(BOHDAN)

    assert sale_told_of({"sale": str(sale.id)}) == sale.id
    assert sale_told_of({"outlet": "main", "receipt": "A-1"}, member=anna) == sale.id
    assert sale_told_of({"outlet": "main", "receipt": "A-1"}, member=other) is None
    assert sale_told_of({"outlet": "main", "receipt": "A-2"}) is None
    assert sale_told_of({"sale": "A-1"}) is None
    assert sale_told_of({"receipt": "A-1"}) is None


def test_purchase_nobody_knows_is_refused(anna):
    with pytest.raises(SaleUnknown):
        activate(sale=new_id(), event="delivered", at=NOON, received=NOON)


def test_outside_event_opens_points_of_its_receipt_once(anna):
    """R19, E8: and one of another member opens nothing."""
    promise(activation=DELIVERED)
    sell(asked("A-1", 100_000))
    join(BOHDAN)
    data = {"outlet": "main", "receipt": "A-1"}

    def heard(event, member):
        told = Told("shop", event, "delivered", member, None, data)
        return report(told=told, actor="system:test", at=NEXT_DAY).is_repeat

    assert heard("e-1", BOHDAN) is False
    assert spendable(anna, at=NEXT_DAY) == 0
    assert [heard("e-2", ANNA), heard("e-2", ANNA)] == [False, True]
    assert spendable(anna, at=NEXT_DAY) == 5_000
