"""Recording: repeats, refusals, neighbours in a list, and what a sale leaves behind."""

import datetime as dt

import msgspec
import pytest

from plushka.domain.events.models import Event
from plushka.domain.ledger.spending import NotEnoughPoints
from plushka.domain.members.locator import Locator
from plushka.domain.members.models import PurchaseSummary
from plushka.domain.members.queries import MemberUnknown
from plushka.domain.programmes.paying import PaysTooMuchWithPoints
from plushka.domain.sales.asked import AskedLine, AskedSale, Asker
from plushka.domain.sales.models import Sale, SaleLine
from plushka.domain.sales.refusals import ReceiptTooOld
from plushka.domain.tenants import operations as tenants
from plushka.domain.tenants.queries import OutletUnknown
from plushka.lib.refusal import BadField
from tests.conftest import NOON
from tests.domain.members.cast import statements_sent
from tests.domain.sales.cast import (
    ANNA,
    BOHDAN,
    STRANGER,
    asked,
    days,
    give,
    join,
    promise,
    quote,
    record,
    refusal_of,
    sell,
)


def test_sale_of_the_api_page_is_answered_to_the_kopeck(lipa):
    """T8: the example of the API: Gold, 350.00 held, 200.00 paid by points."""
    promise()
    member = join(ANNA)
    give(35_000, member=member)
    PurchaseSummary.objects.filter(member_id=member).update(tier="gold")

    told = sell(
        AskedSale(
            outlet="main",
            receipt="A-1001",
            member=ANNA,
            at=dt.datetime.fromisoformat("2026-11-21T12:00:00+03:00"),
            staff="olya",
            lines=(
                AskedLine(sku="A", category="food", quantity=1000, price=70_000),
                AskedLine(sku="B", category="food", quantity=1000, price=30_000, discount=0),
            ),
            redeem=20_000,
        )
    )

    assert (told.total, told.discount, told.redeemed) == (100_000, 0, 20_000)
    assert (told.max_redeem, told.to_pay, told.accrued) == (100_000, 80_000, 8_000)
    assert list(msgspec.to_builtins(told.lines)) == [
        {
            "line": 1,
            "total": 70_000,
            "discount": 0,
            "redeemed": 14_000,
            "to_pay": 56_000,
            "accrued": 5_600,
        },
        {
            "line": 2,
            "total": 30_000,
            "discount": 0,
            "redeemed": 6_000,
            "to_pay": 24_000,
            "accrued": 2_400,
        },
    ]
    assert (told.balance.spendable, told.balance.debt) == (23_000, 0)
    assert told.tier_name is not None
    assert told.tier_name.said_in("ru") == "Золотая"
    assert (told.tier, told.tier_changed) == ("gold", False)
    assert told.expires_at == dt.datetime(2027, 11, 21, 21, 0, tzinfo=dt.UTC)
    [why] = told.explanation
    assert (why["rule"], why["base"], why["points"]) == ("tier:gold", 80_000, 8_000)


def test_quote_answers_as_the_sale_would_and_writes_nothing(anna):
    give(5_000, member=anna)
    receipt = asked("A-1", 10_000, redeem="max")

    quoted = quote(receipt)

    assert Sale.objects.count() == 0
    assert quoted == msgspec.structs.replace(sell(receipt), id=None, status="quoted")


def test_refused_sale_leaves_its_neighbours_alone(anna):
    join(BOHDAN)
    good, short, unknown, other = record(
        asked("A-1", 10_000),
        asked("A-2", 10_000, redeem=9_999),
        asked("A-3", 10_000, member=Locator("PHONE", "+79160000000")),
        asked("A-4", 10_000, member=BOHDAN),
    )

    assert (good.accrued, other.accrued) == (500, 500)
    assert (short.code, short.missing) == ("not_enough_points", 9_499)
    assert isinstance(unknown, MemberUnknown)
    assert Sale.objects.count() == 2


def test_later_sale_of_a_list_spends_what_an_earlier_one_gave(anna):
    _, second = record(asked("A-1", 10_000), asked("A-2", 1_000, redeem=500))

    assert (second.redeemed, second.balance.spendable) == (500, 25)


def test_missing_points_are_told_before_the_limit(lipa):
    """T9."""
    promise(paying={"max_percent": "30"})
    member = join(ANNA)
    give(4_000, member=member)

    assert isinstance(refusal_of(asked("A-1", 10_000, redeem=5_000)), NotEnoughPoints)
    refused = refusal_of(asked("A-1", 10_000, redeem=3_001))
    assert isinstance(refused, PaysTooMuchWithPoints)
    assert refused.facts == {"limit": "30.00"}
    assert sell(asked("A-1", 10_000, redeem="max")).redeemed == 3_000


def test_sale_without_a_member_earns_nothing(programme):
    told = sell(asked("A-1", 10_000, member=None))

    assert (told.to_pay, told.accrued, told.max_redeem) == (10_000, 0, 0)
    assert (told.balance, told.tier, told.explanation) == (None, None, ())
    refused = refusal_of(asked("A-2", 10_000, member=None, redeem=1))
    assert refused.path == "redeem"


def test_total_instead_of_lines_is_answered_without_lines(anna):
    told = sell(asked("A-1", total=100_000))

    assert (told.total, told.accrued, told.lines) == (100_000, 5_000, ())


@pytest.mark.parametrize(
    ("sale", "path"),
    [
        (asked("A-1"), "lines"),
        (asked("A-1", 1, total=1), "lines"),
        (asked("A-1", *[1] * 1001), "lines"),
        (asked("A-1", 5 * 10**13, 5 * 10**13), "lines"),
        (asked("", 100), "receipt"),
        (asked(None, 100), "receipt"),
        (asked("A-1", 100, at=NOON + dt.timedelta(minutes=11)), "at"),
        (asked("A-1", 100, at=dt.datetime(1999, 12, 31, tzinfo=dt.UTC)), "at"),
        (
            AskedSale(outlet="main", receipt="A-1", lines=(AskedLine(price=100, discount=101),)),
            "lines[0].discount",
        ),
        (
            AskedSale(
                outlet="main",
                receipt="A-1",
                lines=(AskedLine(price=10**13, quantity=10**14),),
            ),
            "lines[0].price",
        ),
    ],
)
def test_sale_that_cannot_be_names_its_field(anna, sale, path):
    refused = refusal_of(sale)

    assert isinstance(refused, BadField)
    assert refused.path == path


def test_old_receipt_needs_the_right_to_history(anna):
    """T7."""
    old = asked("A-1", 100, at=NOON - days(7) - dt.timedelta(seconds=1))

    assert isinstance(refusal_of(old, asker=STRANGER), ReceiptTooOld)
    assert sell(old).accrued == 5


def test_outlet_of_another_key_is_unknown(anna):
    second = tenants.add_outlet(code="second", name="Вторая")
    bound = Asker(actor="system:test", outlet_id=second.id)

    assert isinstance(refusal_of(asked("A-1", 100), asker=bound), OutletUnknown)
    assert isinstance(refusal_of(asked("A-1", 100, outlet="third")), OutletUnknown)


def test_quantity_is_multiplied_half_up(anna):
    """T10."""
    line = AskedLine(price=333, quantity=1_500)
    told = sell(AskedSale(outlet="main", receipt="A-1", member=ANNA, lines=(line,)))

    assert told.total == 500


def test_second_receipt_of_a_day_earns_no_more_than_the_first(lipa):
    """T46: days since the last purchase; a basket split in two must not raise the second."""
    bands = {"bands": [{"upto": 7, "percent": "10"}], "otherwise": "5"}
    promise(earning=[{"days_since": bands}])
    join(ANNA)

    first, second = record(asked("A-1", 10_000), asked("A-2", 10_000))
    next_week = sell(asked("A-3", 10_000), at=NOON + days(7))
    split = sell(asked("A-4", 10_000), at=NOON + days(7))

    assert [told.accrued for told in (first, second)] == [500, 500]
    assert [told.accrued for told in (next_week, split)] == [1_000, 1_000]


def test_receipt_that_comes_late_counts_by_its_own_day(anna):
    """T7: rules and terms of `at`; the summary keeps the latest purchase."""
    sell(asked("A-2", 10_000))
    late = sell(asked("A-1", 10_000, at=NOON - days(3)))

    summary = PurchaseSummary.objects.get(member_id=anna)
    assert late.expires_at == dt.datetime(2027, 11, 18, 21, 0, tzinfo=dt.UTC)
    assert (summary.n_purchases, summary.paid_total) == (2, 20_000)
    assert summary.last_purchase_at == NOON
    assert summary.previous_purchase_at == NOON - days(3)


def test_sale_writes_its_event(anna):
    """T39."""
    told = sell(asked("A-1", 10_000))

    event = Event.objects.get(type="sale_recorded")
    assert event.member_id == anna
    assert event.data == {"sale": str(told.id), "tier_changed": False}


def test_lines_keep_what_the_till_sent(anna):
    line = AskedLine(
        price=10_001,
        sku="S",
        name="Сыр",
        category="food",
        supplier="Ферма",
        cost=70,
        quantity=500,
        discount=1,
    )
    sell(AskedSale(outlet="main", receipt="A-1", member=ANNA, lines=(line,)))

    kept = SaleLine.objects.get()
    assert (kept.sku, kept.name, kept.category, kept.supplier) == ("S", "Сыр", "food", "Ферма")
    assert (kept.quantity, kept.price, kept.cost) == (500, 10_001, 70)
    assert (kept.till_discount, kept.discount, kept.total) == (1, 0, 5_000)


def test_statements_are_as_many_for_a_hundred_sales_as_for_one(anna):
    with statements_sent() as for_one:
        record(asked("A-1", 10_000, 5_000))
    with statements_sent() as for_hundred:
        record(*[asked(f"B-{number}", 10_000, 5_000) for number in range(100)])

    assert len(for_hundred) == len(for_one)
