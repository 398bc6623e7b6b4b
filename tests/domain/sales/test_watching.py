"""What people do at the till is counted for the day; what programs do is not (U31, T38)."""

import pytest

from plushka.domain.enrolment import operations as enrolment
from plushka.domain.enrolment.newcomers import Newcomer
from plushka.domain.ledger.models import Entry
from plushka.domain.limits import operations as limits
from plushka.domain.limits.kinds import Kind, Limit
from plushka.domain.limits.queries import day_of, find_alerts, get_policy
from plushka.domain.limits.refusals import StaffLimitReached
from plushka.domain.members.locator import Locator
from plushka.domain.members.models import Member
from plushka.domain.sales import operations as sales
from plushka.domain.sales.asked import AskedClaim, AskedReturn, AskedUnreceipted, Asker
from plushka.domain.sales.claiming import claim_in
from plushka.domain.sales.loading import SaleCall
from plushka.domain.sales.models import Claim, Return, ReturnRequest, Sale
from plushka.domain.sales.return_requests import ask_in
from plushka.domain.sales.returning import return_in
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place
from plushka.lib.days import local_day
from plushka.lib.db.connection import connection
from plushka.lib.ids import new_id
from tests.conftest import NOON
from tests.domain.members.cast import at_work, open_shop
from tests.domain.sales.cast import ANNA, BOHDAN, asked, give, join, promise, record, sell

__all__ = ["open_shop"]

PETRO = new_id()
CASHIER = Asker(actor=f"staff:{PETRO}", is_trusted=True)
TODAY = local_day(NOON, "Europe/Moscow")


def allow(kind: Kind, hard: int) -> None:
    """Set a hard limit."""
    known = get_policy().changed_at
    limits.change(limits={kind: Limit(None, hard)}, based_on=known, actor="staff:x", at=NOON)


def counted() -> dict[Kind, int]:
    """What the cashier did today."""
    return day_of(staff_id=PETRO, day=TODAY)


def claim(receipt: str) -> None:
    ask = AskedClaim(member=ANNA, outlet="main", receipt=receipt, total=10_000)
    claim_in(get_place(current_tenant()), ask, CASHIER, key=None, at=NOON)


def bring(receipt: str) -> None:
    ask = AskedUnreceipted(
        member=ANNA, outlet="main", receipt=receipt, total=10_000, reason="Чек потерян"
    )
    ask_in(ask, CASHIER, request_id=new_id(), at=NOON)


def give_back(sale, receipt: str) -> None:
    place, ask = get_place(current_tenant()), AskedReturn(receipt=receipt, total=1_000)
    return_in(place, sale.id, ask, CASHIER, key=None, at=NOON)


def test_a_cashiers_sales_are_counted_and_a_repeat_is_not(anna):
    give(10_000, member=anna)
    sell(asked("A-1", 20_000, redeem=5_000), asker=CASHIER)
    sell(asked("A-1", 20_000, redeem=5_000), asker=CASHIER)
    sell(asked("A-2", 20_000), asker=CASHIER)
    sell(asked("A-3", 20_000, member=None), asker=CASHIER)

    assert counted() == {Kind.MEMBER_SALES: 2, Kind.REDEMPTIONS: 1}


def test_what_programs_record_is_not_counted(anna):
    sell(asked("A-1", 20_000))

    assert counted() == {}


def test_a_sale_that_is_refused_is_not_counted(anna):
    [refused] = record(asked("A-1", 20_000, redeem=5_000), asker=CASHIER)

    assert (refused.code, counted()) == ("not_enough_points", {})


@pytest.mark.slow
def test_the_sale_above_the_limit_is_refused_and_its_neighbours_go_on(open_shop):
    with at_work(open_shop):
        promise()
        join(ANNA)
        allow(Kind.MEMBER_SALES, 1)
    calls = [
        SaleCall(asked(f"A-{n}", 1_000, member=whom), CASHIER)
        for n, whom in enumerate([ANNA, ANNA, None])
    ]

    with connection():
        told = sales.record(tenant_id=open_shop.id, sales=calls, at=NOON)

    assert [getattr(one, "code", "recorded") for one in told] == [
        "recorded",
        "staff_limit_reached",
        "recorded",
    ]
    with at_work(open_shop):
        assert sorted(Sale.objects.values_list("receipt", flat=True)) == ["A-0", "A-2"]
        assert Entry.objects.count() == 1


def test_claims_are_limited(anna):
    for receipt in ("A-1", "A-2"):
        sell(asked(receipt, 10_000, member=None))
    allow(Kind.CLAIMS, 1)
    claim("A-1")

    with pytest.raises(StaffLimitReached):
        claim("A-2")

    assert Claim.objects.count() == 1


def test_requests_for_returns_without_a_receipt_are_limited(anna):
    allow(Kind.UNRECEIPTED, 1)
    bring("R-1")

    with pytest.raises(StaffLimitReached):
        bring("R-2")

    assert ReturnRequest.objects.count() == 1


def test_returns_are_limited(anna):
    sale = sell(asked("A-1", total=10_000))
    allow(Kind.RETURNS, 1)
    give_back(sale, "R-1")

    with pytest.raises(StaffLimitReached):
        give_back(sale, "R-2")

    assert Return.objects.count() == 1


def test_newcomers_are_limited(anna):
    join(BOHDAN)
    allow(Kind.ENROLMENTS, 0)
    olia = Newcomer(identifiers=(Locator("PHONE", "+380671234568"),))

    with pytest.raises(StaffLimitReached):
        enrolment.enrol(newcomer=olia, actor=f"staff:{PETRO}", at=NOON, is_trusted=True)

    assert Member.objects.count() == 2


def test_much_is_told_of(anna):
    allowed = get_policy().limits[Kind.MEMBER_SALES].soft

    for n in range(allowed + 1):
        sell(asked(f"A-{n}", 1_000), asker=CASHIER)

    [alert] = find_alerts(limit=10)
    assert (alert.kind, alert.subject, alert.used) == (Kind.MEMBER_SALES, anna, allowed + 1)
