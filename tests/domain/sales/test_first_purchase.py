"""E16: a newcomer's gift that is not good for the first purchase opens with it."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from plushka.domain.enrolment import operations as enrolment
from plushka.domain.enrolment.newcomers import Newcomer
from plushka.domain.ledger import queries as accounts
from plushka.domain.ledger.models import Lot
from plushka.domain.ledger.spending import NotEnoughPoints
from plushka.domain.members.locator import Locator
from plushka.domain.merging.operations import merge
from plushka.domain.sales.asked import AskedClaim
from plushka.domain.sales.claiming import claim_in
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place
from tests.conftest import NOON
from tests.domain.members.cast import statements_sent
from tests.domain.merging.cast import faults
from tests.domain.sales.cast import (
    ANNA,
    BOHDAN,
    TILL,
    asked,
    back,
    days,
    join,
    promise,
    quote,
    record,
    sell,
)

pytestmark = pytest.mark.django_db

TOMORROW = NOON + days(1)

WAITS = {
    "keys": ["phone"],
    "referrer": {"base": "purchase_paid", "percent": "0"},
    "newcomer": {"gift": "100", "usable_at_first_purchase": False},
}


@pytest.fixture
def bohdan(lipa):
    """Anna brought him; his gift of a hundred points waits for his first purchase."""
    promise(referral=WAITS, expiry={"purchase_days": 365, "gift_days": 30})
    join(ANNA)
    newcomer = Newcomer(identifiers=(BOHDAN,), referrer=ANNA)
    return enrolment.enrol(newcomer=newcomer, actor="system:test", at=NOON, is_trusted=True)


def points_of(member, at=NOON):
    """What is spendable, and what waits."""
    account = accounts.accounts_of(members=[member])[member]
    found = accounts.look(accounts=[account], at=at).balance(account)
    return found.spendable, found.pending


def test_gift_waits_and_pays_nothing_of_the_first_purchase(bohdan):
    first = asked("A-1", 50_000, member=BOHDAN, redeem=10_000)

    [refused] = record(first, at=TOMORROW)

    assert isinstance(refused, NotEnoughPoints)
    assert points_of(bohdan) == (0, 10_000)


def test_gift_opens_with_the_first_purchase_and_pays_of_the_second(bohdan):
    told = sell(asked("A-1", 50_000, member=BOHDAN), at=TOMORROW)

    assert (told.balance.spendable, told.balance.pending) == (12_500, 0)
    assert points_of(bohdan, TOMORROW) == (12_500, 0)
    second = sell(asked("A-2", 50_000, member=BOHDAN, redeem=12_500), at=TOMORROW)
    assert second.redeemed == 12_500
    assert faults() == []


def test_both_in_one_list_count_one_after_the_other(bohdan):
    first, second = record(
        asked("A-1", 50_000, member=BOHDAN),
        asked("A-2", 50_000, member=BOHDAN, redeem=10_000),
        at=TOMORROW,
    )

    assert (first.balance.spendable, second.redeemed) == (12_500, 10_000)


def test_quote_tells_the_same_and_opens_nothing(bohdan):
    told = quote(asked("A-1", 50_000, member=BOHDAN), at=TOMORROW)

    assert (told.balance.spendable, told.balance.pending) == (12_500, 0)
    assert points_of(bohdan, TOMORROW) == (0, 10_000)


def test_max_of_the_first_purchase_leaves_the_gift_alone(bohdan):
    told = sell(asked("A-1", 50_000, member=BOHDAN, redeem="max"), at=TOMORROW)

    assert (told.redeemed, told.balance.spendable) == (0, 12_500)


def test_claimed_receipt_is_a_first_purchase_too(bohdan):
    sell(asked("A-1", 50_000, member=None), at=TOMORROW)

    ask = AskedClaim(outlet="main", receipt="A-1", total=50_000, member=BOHDAN)
    claim_in(get_place(current_tenant()), ask, TILL, key=None, at=TOMORROW)

    assert points_of(bohdan, TOMORROW) == (12_500, 0)


def test_return_of_the_first_purchase_closes_nothing(bohdan):
    told = sell(asked("A-1", 50_000, member=BOHDAN), at=TOMORROW)

    back(told, "R-1", at=TOMORROW)

    assert points_of(bohdan, TOMORROW) == (10_000, 0)


def test_term_runs_from_joining_and_ends_what_still_waits(bohdan):
    """T18: the day is that of the accrual, not that of its opening."""
    [ends_at] = Lot.objects.filter(kind="GIFT").values_list("expires_at", flat=True)

    assert ends_at == dt.datetime(2026, 12, 22, tzinfo=ZoneInfo("Europe/Moscow"))
    assert points_of(bohdan, NOON + days(29)) == (0, 10_000)
    assert points_of(bohdan, NOON + days(32)) == (0, 0)


def test_gift_that_waited_opens_with_a_purchase_after_a_merge(bohdan):
    vera = join(Locator("PHONE", "+79035550177"))

    merge(kept=vera, merged=bohdan, actor="staff:olya", at=TOMORROW)
    sell(asked("A-1", 50_000, member=BOHDAN), at=TOMORROW)

    assert points_of(vera, TOMORROW) == (12_500, 0)


def test_opening_what_waited_costs_no_statement_more(bohdan):
    with statements_sent() as first:
        sell(asked("A-1", 50_000, member=BOHDAN), at=TOMORROW)
    with statements_sent() as second:
        sell(asked("A-2", 50_000, member=BOHDAN), at=TOMORROW)

    assert len(first) == len(second) == 4
