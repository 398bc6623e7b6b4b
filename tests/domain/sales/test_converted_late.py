"""What is decided after a change of what a point is worth, by what was promised before (T35)."""

import datetime as dt

from plushka.domain.enrolment import operations as enrolment
from plushka.domain.enrolment.newcomers import Newcomer
from plushka.domain.journeys import birthdays
from plushka.domain.sales.asked import AskedClaim, AskedUnreceipted
from plushka.domain.sales.claiming import claim_in
from plushka.domain.sales.unreceipted import return_unreceipted_in
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place
from tests.conftest import NOON
from tests.domain.sales.cast import (
    ANNA,
    BOHDAN,
    TILL,
    asked,
    back,
    days,
    give,
    join,
    promise,
    sell,
)
from tests.domain.sales.converting import NEXT_DAY, spendable, swept, worth


def test_receipt_claimed_after_a_change_earns_what_it_was_worth(programme):
    """T42: and so does who brought the buyer, of whom it is taken by its worth again (T22)."""
    anna = join(ANNA)
    newcomer = Newcomer(identifiers=(BOHDAN,), referrer=ANNA)
    enrolment.enrol(newcomer=newcomer, actor="system:test", at=NOON, is_trusted=True)
    sold = sell(asked("A-1", 100_000, member=None))
    worth("0.10")
    claim = AskedClaim(member=BOHDAN, outlet="main", receipt="A-1", total=100_000)

    told = claim_in(get_place(current_tenant()), claim, TILL, key=None, at=NEXT_DAY)

    assert told.accrued == 5_000
    assert told.balance.spendable == 100_000 + 50_000
    assert spendable(anna) == 30_000
    worth("0.40", at=NEXT_DAY + days(1))
    returned = back(sold, "R-1", at=NEXT_DAY + days(1))
    assert (returned.accrual_reversed, returned.balance.spendable) == (12_500, 25_000)
    assert swept(anna, at=NEXT_DAY + days(1)) == 0


def test_goods_without_a_receipt_take_back_points_of_now(anna):
    """T41: goods of yesterday, by the terms and points of yesterday."""
    give(6_000, member=anna)
    worth("0.10")
    goods = AskedUnreceipted(
        member=ANNA, outlet="main", receipt="R-1", total=10_000, reason="Чек потерян", at=NOON
    )

    told = return_unreceipted_in(get_place(current_tenant()), goods, TILL, key=None, at=NEXT_DAY)

    assert (told.accrual_reversed, told.balance.spendable) == (5_000, 55_000)
    assert swept(anna) == 55_000


def test_birthday_gift_that_comes_late_is_worth_what_was_promised(lipa):
    """T17: it is the programme of the day that gives it."""
    promise(birthday={"days_before": 0, "gift": "200.00", "valid_days": 30})
    newcomer = Newcomer(identifiers=(ANNA,), birth_date=dt.date(1990, NOON.month, NOON.day))
    joined = NOON - days(30)
    anna = enrolment.enrol(newcomer=newcomer, actor="system:test", at=joined, is_trusted=True)
    worth("0.10")

    assert birthdays.give(at=NEXT_DAY, most=10) == 1
    assert swept(anna) == 200_000
