"""An exchange is a return and a sale, both or neither (T41)."""

import datetime as dt

import msgspec
import pytest

from plushka.domain.confirmations.models import Confirmation
from plushka.domain.confirmations.refusals import ConfirmationWrong
from plushka.domain.enrolment import operations as enrolment
from plushka.domain.ledger.models import Entry
from plushka.domain.ledger.spending import NotEnoughPoints
from plushka.domain.members.models import PurchaseSummary
from plushka.domain.messaging.models import Message
from plushka.domain.repeats.queries import RepeatDiffers
from plushka.domain.sales.asked import AskedExchange, AskedReturn, AskedReturnLine
from plushka.domain.sales.exchanging import exchange_in
from plushka.domain.sales.models import Return, Sale
from plushka.domain.sales.refusals import AlreadyReturned, ReceiptDiffers, SaleUnknown
from plushka.domain.sales.retiering import retier
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.models import Outlet
from plushka.domain.tenants.queries import get_place
from plushka.lib.refusal import BadField
from tests.conftest import NOON
from tests.domain.sales.cast import BOHDAN, STRANGER, TILL, asked, back, days, give, join, sell
from tests.domain.sales.climbing import MIDNIGHT, moves, tier_of


def exchange(sale, taken, *, returned=None, asker=TILL, key=None, at=NOON):
    """Bring back all of a sale, or what is named, and take something else."""
    ask = AskedExchange(return_=returned or AskedReturn(receipt="R-1"), sale=taken)
    place = get_place(current_tenant())
    return exchange_in(place, sale.id, ask, asker, key=key, at=at)


def rows():
    """How much is recorded."""
    return Sale.objects.count(), Return.objects.count(), Entry.objects.count()


def test_exchange_answers_what_a_return_and_a_sale_would(anna):
    """T41."""
    sale = sell(asked("A-1", 100_000))

    told = exchange(sale, asked("A-2", 120_000))

    assert (told.return_.money_back, told.return_.accrual_reversed) == (100_000, 5_000)
    assert (told.sale.to_pay, told.sale.accrued, told.sale.balance.spendable) == (
        *(120_000, 6_000, 6_000),
    )
    assert told.difference == 20_000
    summary = PurchaseSummary.objects.get(member_id=anna)
    assert (summary.paid_total, summary.n_purchases) == (120_000, 1)


def test_goods_for_cheaper_ones_give_the_rest_back(anna):
    """T41, T12: points that paid come back, and pay again."""
    give(20_000, member=anna)
    sale = sell(asked("A-1", 100_000, redeem=20_000))

    told = exchange(sale, asked("A-2", 50_000, redeem=20_000))

    assert (told.return_.points_back, told.sale.redeemed) == (20_000, 20_000)
    assert told.difference == 30_000 - 80_000


def test_exchange_leaves_the_tier_that_the_first_purchase_brought(anna):
    """T41: it does not flap, neither now nor when the day is looked at."""
    sale = sell(asked("A-1", 1_000_001))

    told = exchange(sale, asked("A-2", 1_000_001), at=NOON + days(1))

    assert (told.return_.tier, told.sale.tier, told.sale.tier_changed) == ("gold", "gold", False)
    retier(at=MIDNIGHT + days(1))
    assert tier_of(anna) == "gold"
    assert moves() == []


def test_exchange_of_a_part_leaves_the_rest_of_the_sale(anna):
    sale = sell(asked("A-1", 10_000, 5_000))
    part = AskedReturn(receipt="R-1", lines=(AskedReturnLine(line=2),))

    told = exchange(sale, asked("A-2", 5_000), returned=part)

    assert (told.return_.money_back, told.difference) == (5_000, 0)
    assert back(sale, "R-2").money_back == 10_000


def test_same_exchange_again_gets_the_stored_answers(anna):
    """T6."""
    sale = sell(asked("A-1", 10_000))
    told = exchange(sale, asked("A-2", 20_000), key="k")
    before = rows()

    again = exchange(sale, asked("A-2", 20_000), key="k", at=NOON + days(1))

    assert again.is_repeat
    assert again.return_ == msgspec.structs.replace(told.return_, is_repeat=True)
    assert again.sale == msgspec.structs.replace(told.sale, is_repeat=True)
    assert rows() == before
    with pytest.raises(RepeatDiffers):
        exchange(sale, asked("A-2", 20_001), key="k")


def test_half_that_is_recorded_already_is_joined_by_the_other(anna):
    """T6: a return whose exchange was cut off by the till is not made twice."""
    sale = sell(asked("A-1", 10_000))
    returned = back(sale, "R-1")

    told = exchange(sale, asked("A-2", 20_000))

    assert told.return_ == msgspec.structs.replace(returned, is_repeat=True)
    assert (told.sale.is_repeat, told.is_repeat) == (False, False)


@pytest.mark.parametrize(
    ("taken", "refusal"),
    [
        (asked("A-2", 10_000, redeem=90_000), NotEnoughPoints),
        (asked("A-1", 10_001), ReceiptDiffers),
        (asked("A-2", 10_000, member=None, redeem=1), BadField),
    ],
)
def test_refused_sale_leaves_what_should_have_come_back(anna, taken, refusal):
    """T41: one bad half refuses both."""
    sale = sell(asked("A-1", 10_000))
    before = rows()

    with pytest.raises(refusal):
        exchange(sale, taken)

    assert rows() == before
    assert PurchaseSummary.objects.get(member_id=anna).paid_total == 10_000


def test_refused_return_records_no_sale(anna):
    sale = sell(asked("A-1", 10_000))
    back(sale, "R-0")
    before = rows()

    with pytest.raises(AlreadyReturned):
        exchange(sale, asked("A-2", 10_000))
    with pytest.raises(SaleUnknown):
        exchange(msgspec.structs.replace(sale, id=anna), asked("A-2", 10_000))

    assert rows() == before


def test_field_that_is_wrong_is_named_with_its_half(anna):
    sale = sell(asked("A-1", 10_000))

    with pytest.raises(BadField) as in_return:
        exchange(sale, asked("A-2", 100), returned=AskedReturn(receipt="R-1", total=1))
    with pytest.raises(BadField) as in_sale:
        exchange(sale, asked("A-2", 100, at=NOON + days(1)))

    assert (in_return.value.path, in_sale.value.path) == ("return.total", "sale.at")
    assert in_return.value.facts["errors"] == [
        {"path": "return.total", "message": "this sale has lines; send those that come back"}
    ]


def test_wrong_code_is_counted_although_nothing_else_happened(anna):
    """T26, T41."""
    give(10_000, member=anna)
    sale = sell(asked("A-1", 10_000))
    outlet = Outlet.objects.get(code="main").id
    enrolment.ask_code(locator=asked().member, purpose="REDEEM", outlet_id=outlet, at=NOON)
    before = rows()

    for _ in range(2):
        with pytest.raises(ConfirmationWrong):
            exchange(sale, asked("A-2", 10_000, redeem=100, confirmation="nope"), asker=STRANGER)

    assert Confirmation.objects.get().tries == 2
    assert rows() == before


def test_right_code_pays_the_new_sale(anna):
    give(10_000, member=anna)
    sale = sell(asked("A-1", 10_000))
    outlet = Outlet.objects.get(code="main").id
    enrolment.ask_code(locator=asked().member, purpose="REDEEM", outlet_id=outlet, at=NOON)
    [text] = Message.objects.filter(kind="code_redeem").values_list("text", flat=True)

    taken = asked("A-2", 10_000, redeem=100, confirmation=text.split(": ")[1])
    told = exchange(sale, taken, asker=STRANGER, at=NOON + dt.timedelta(minutes=1))

    assert (told.sale.redeemed, told.difference) == (100, -100)


def test_exchange_may_be_taken_by_somebody_else(anna):
    """A present is brought back by the one who got it."""
    sale = sell(asked("A-1", 10_000))
    other = join(BOHDAN)

    told = exchange(sale, asked("A-2", 10_000, member=BOHDAN))

    assert (told.return_.accrual_reversed, told.sale.member_id) == (500, other)
