import datetime as dt

import pytest

from plushka.domain.sales.asked import AskedClaim, AskedExchange, AskedReturn
from plushka.domain.sales.claiming import claim_in
from plushka.domain.sales.exchanging import exchange_in
from plushka.domain.sales.models import Sale
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place
from plushka.domain.vouchers import queries
from tests.conftest import NOON
from tests.domain.replay.again import differing, draft, replay
from tests.domain.sales.cast import ANNA, TILL, asked, back, give, sell
from tests.domain.vouchers.cast import HUNDRED, TENTH, issue

DAY = dt.timedelta(days=1)


def test_a_sale_that_comes_back_whole_gives_its_voucher_back(anna):
    issued = issue(TENTH, member=anna)
    sale = sell(asked("A-1", 70_000, 30_000, voucher=issued.code))

    told = back(sale, at=NOON + DAY)

    row = queries.get_voucher(issued.id)
    assert (told.money_back, told.accrual_reversed) == (90_000, 4_500)
    assert (row.state, row.sale_id, row.used_at, row.taken_off, row.given_back_at) == (
        *("ISSUED", None, None, 0),
        NOON + DAY,
    )
    assert sell(asked("A-2", 70_000, voucher=issued.code), at=NOON + DAY).discount == 7_000


def test_a_part_that_comes_back_leaves_the_voucher_used_until_the_rest_does(anna):
    """T11: each line comes back at what was paid for it."""
    issued = issue(HUNDRED)
    sale = sell(asked("A-1", 70_000, 30_000, voucher=issued.code))

    assert back(sale, "R-1", 2).money_back == 27_000
    assert queries.get_voucher(issued.id).state == "USED"

    assert back(sale, "R-2", 1).money_back == 63_000
    assert queries.get_voucher(issued.id).state == "ISSUED"


def test_a_voucher_whose_term_is_over_stays_used(anna):
    issued = issue(TENTH, valid_until=NOON + DAY)
    sale = sell(asked("A-1", 70_000, voucher=issued.code))

    back(sale, at=NOON + DAY)

    assert queries.get_voucher(issued.id).state == "USED"


def test_a_return_that_is_repeated_gives_nothing_back_again(anna):
    issued = issue(TENTH)
    sale = sell(asked("A-1", 70_000, voucher=issued.code))
    back(sale)
    other = sell(asked("A-2", 70_000, voucher=issued.code))

    assert back(sale).is_repeat
    row = queries.get_voucher(issued.id)
    assert (row.state, row.sale_id) == ("USED", other.id)


def test_an_exchange_may_use_the_voucher_of_what_comes_back(anna):
    """T41."""
    issued = issue(TENTH, member=anna)
    sale = sell(asked("A-1", 70_000, voucher=issued.code))
    wanted = asked("A-2", 90_000, voucher=issued.code)
    ask = AskedExchange(return_=AskedReturn(receipt="R-1"), sale=wanted)

    told = exchange_in(get_place(current_tenant()), sale.id, ask, TILL, key=None, at=NOON)

    assert (told.return_.money_back, told.sale.discount) == (63_000, 9_000)
    assert queries.get_voucher(issued.id).sale_id == told.sale.id


def test_a_receipt_that_is_claimed_keeps_its_voucher(anna):
    """T42."""
    issued = issue(TENTH)
    sale = sell(asked("A-1", 70_000, member=None, voucher=issued.code))
    ask = AskedClaim(member=ANNA, outlet="main", receipt="A-1", total=70_000)

    told = claim_in(get_place(current_tenant()), ask, TILL, key=None, at=NOON)

    assert (told.id, told.discount, told.accrued) == (sale.id, 7_000, 3_150)
    assert back(sale).money_back == 63_000
    assert queries.get_voucher(issued.id).state == "ISSUED"


def test_a_replay_of_what_was_takes_off_what_was_taken_off(anna):
    """B3."""
    give(20_000, member=anna)
    issued, other = issue(TENTH, member=anna), issue(HUNDRED)
    sale = sell(asked("A-1", 70_000, 30_000, redeem=10_000, voucher=issued.code))
    back(sale, "R-1", 2)
    sell(asked("A-2", 50_000, member=None, voucher=other.code))

    assert differing(replay()) == []


@pytest.mark.parametrize("percent", ["0", "50"])
def test_a_replay_by_other_rules_takes_off_the_same(anna, percent):
    issued = issue(TENTH, member=anna)
    sell(asked("A-1", 70_000, voucher=issued.code))

    figures = replay(draft(earning=[{"percent": percent}])).figures

    assert figures.would.discount == Sale.objects.get().discount == 7_000
