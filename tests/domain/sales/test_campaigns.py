"""When campaigns give, beside whom, how much at most, and what returns give back."""

import datetime as dt

import pytest

from plushka.domain.ledger.models import Account, Entry
from plushka.domain.members.sharing import share
from plushka.domain.programmes.explain import explain
from plushka.domain.sales.asked import AskedLine, AskedSale
from plushka.domain.sales.models import Sale
from tests.conftest import NOON
from tests.domain.campaigns.cast import launch, rule, used
from tests.domain.sales.cast import ANNA, asked, back, join, promise, record, sell

pytestmark = pytest.mark.django_db

DOUBLE = {"effect": "multiplier", "factor": "2"}
HUNDRED = {"effect": "points", "points": "100"}
TENTH_OFF = {"effect": "discount", "percent": "10"}


@pytest.fixture
def anna(programme):
    return join(ANNA)


def balance_of(member):
    return Account.objects.get(member_id=member).balance


def accrual_of(told):
    return Entry.objects.get(id=Sale.objects.get(id=told.id).accrual_id)


def said(told, language="ru"):
    """With plain spaces, so that a reader sees what is compared."""
    return [explain(facts, language).replace("\xa0", " ") for facts in told.explanation]


def goods(*lines):
    return AskedSale(outlet="main", receipt="A-1", member=ANNA, lines=lines)


@pytest.mark.parametrize(
    ("sections", "gives"),
    [
        ({"starts": "2026-11-21T12:00"}, True),
        ({"starts": "2026-11-21T12:01"}, False),
        ({"ends": "2026-11-21T12:01"}, True),
        ({"ends": "2026-11-22T12:00", "starts": "2026-11-21T12:30"}, False),
        ({"weekdays": ["sat"]}, True),
        ({"weekdays": ["mon", "sun"]}, False),
        ({"hours": [{"from": "12:00", "upto": "13:00"}]}, True),
        (
            {"hours": [{"from": "00:00", "upto": "12:00"}, {"from": "12:01", "upto": "24:00"}]},
            False,
        ),
        ({"outlets": ["main"]}, True),
        ({"audience": {"field": "member.tier", "is": "standard"}}, True),
        ({"audience": {"field": "member.tier", "is": "gold"}}, False),
        ({"audience": {"field": "member.is_invited", "is": False}}, True),
        ({"audience": {"field": "member.tags", "has": "vip"}}, False),
    ],
)
def test_campaign_gives_when_where_and_to_whom_it_says(anna, sections, gives):
    launch(**sections, at=NOON - dt.timedelta(days=1))

    assert (sell(asked("A-1", 10_000)).accrued == 10_500) is gives


@pytest.mark.parametrize(
    "asks",
    [
        {"field": "purchases.count", "is": 0},
        {"field": "purchases.last_at", "exists": False},
        {"field": "purchases.total", "is": "0"},
    ],
)
def test_later_sale_of_a_list_sees_the_earlier_one(anna, asks):
    """T7."""
    launch(rules=[rule(HUNDRED, condition=asks)])

    first, second = record(asked("A-1", 10_000), asked("A-2", 10_000))

    assert (first.accrued, second.accrued) == (10_500, 500)


def test_campaign_may_ask_who_sells(anna):
    launch(rules=[rule(HUNDRED, condition={"field": "staff.name", "is": "Оля"})])

    hers, his = (sell(asked(f"A-{staff}", 10_000, staff=staff)) for staff in ("Оля", "Петро"))

    assert (hers.accrued, his.accrued) == (10_500, 500)


def test_a_discount_is_given_for_an_alias_alone(anna):
    """U37."""
    launch(rules=[rule(TENTH_OFF, condition={"field": "member.has_alias", "is": True})])

    before = sell(asked("A-1", 10_000))
    share(member_id=anna, way="SMS", actor="member:1", at=NOON)
    then = sell(asked("A-2", 10_000))

    assert (before.discount, then.discount) == (0, 1_000)


def test_receipt_is_judged_by_the_version_in_force_when_it_was_sold(anna):
    """T7."""
    launch(at=NOON - dt.timedelta(days=2))
    launch(rules=[rule({"effect": "points", "points": "7"})], at=NOON - dt.timedelta(days=1))

    older, newer = (
        sell(asked(f"A-{hours}", 10_000, at=NOON - dt.timedelta(hours=hours))) for hours in (30, 3)
    )

    assert (older.accrued, newer.accrued) == (10_500, 1200)


def test_margin_is_not_given_away(anna):
    """B9."""
    launch(rules=[rule({"effect": "discount", "percent": "50"})], margin_share="50")

    told = sell(
        goods(
            AskedLine(price=10_000, cost=8000),
            AskedLine(price=10_000, cost=12_000),
            AskedLine(price=10_000),
        )
    )

    assert [line.discount for line in told.lines] == [1000, 0, 14_000 - 4000]


def test_goods_that_are_never_cheaper_are_not_so_by_a_campaign(anna):
    """D31: tobacco."""
    promise(exclusions={"discount": ["tobacco"]})
    launch(rules=[rule(TENTH_OFF)])

    told = sell(
        goods(AskedLine(price=10_000, category="tobacco"), AskedLine(price=10_000, category="tea"))
    )

    assert [line.discount for line in told.lines] == [0, 1000]


def test_margin_that_a_discount_took_is_not_given_in_points_again(anna):
    """B9: of a margin of 20.00 half may go, and goes off the price."""
    launch(
        rules=[rule({"effect": "discount", "percent": "50"}, HUNDRED)],
        margin_share="50",
    )

    told = sell(goods(AskedLine(price=10_000, cost=8000)))

    assert (told.discount, told.accrued) == (1000, 450)


def test_campaign_for_goods_gives_nothing_for_others(anna):
    launch(products={"field": "line.sku", "is": "tea"})

    others, such = (
        sell(
            AskedSale(
                outlet="main",
                receipt=sku,
                member=ANNA,
                lines=[AskedLine(price=10_000, sku=sku)],
            )
        )
        for sku in ("coffee", "tea")
    )

    assert (others.accrued, such.accrued) == (500, 10_500)


@pytest.mark.parametrize(
    ("budget", "given"),
    [
        ({"of": "uses", "most": "2"}, [100, 100, 0]),
        ({"of": "points", "most": "250"}, [100, 100, 0]),
        ({"of": "points", "most": "99.99"}, [0, 0, 0]),
        ({"of": "uses", "most": "1", "per": "member"}, [100, 0, 0]),
        ({"of": "uses", "most": "1", "each": "day"}, [100, 0, 100]),
        ({"of": "uses", "most": "1", "each": "month", "per": "outlet"}, [100, 0, 0]),
    ],
)
def test_budget_ends_what_a_campaign_gives(anna, budget, given):
    """T32."""
    launch(budgets=[budget], at=NOON - dt.timedelta(days=3))

    told = [
        sell(asked("A-1", 10_000, at=NOON - dt.timedelta(days=1))),
        sell(asked("A-2", 10_000, at=NOON - dt.timedelta(days=1))),
        sell(asked("A-3", 10_000)),
    ]

    assert [one.accrued - 500 for one in told] == [points * 100 for points in given]
    if not given[-1]:
        assert said(told[-1])[-1] == "«Осень»: всё, что было на это отведено, уже выдано"


def test_budget_in_money_counts_what_comes_off_the_price(anna):
    launch(rules=[rule(TENTH_OFF)], budgets=[{"of": "money", "most": "15.00"}])

    told = [sell(asked(f"A-{number}", 10_000)) for number in range(2)]

    assert [one.discount for one in told] == [1000, 0]
    assert used() == {"money:campaign::": 1000}


def test_list_of_sales_stays_within_the_budget(anna):
    launch(budgets=[{"of": "uses", "most": "3"}])

    told = record(*(asked(f"A-{number}", 10_000) for number in range(5)))

    assert [one.accrued for one in told] == [10_500] * 3 + [500] * 2


def test_return_takes_back_what_no_longer_holds_and_the_budget_gets_it_back(anna):
    """T11, T32."""
    launch(
        rules=[rule(HUNDRED, condition={"field": "receipt.total", "from": "100.00"})],
        budgets=[{"of": "points", "most": "100"}, {"of": "uses", "most": "1"}],
    )
    told = sell(asked("A-1", 8000, 4000))
    assert used() == {"points:campaign::": 10_000, "uses:campaign::": 1}

    first = back(told, "R-1", 2)

    assert first.accrual_reversed == 10_200
    assert used() == {"points:campaign::": 0, "uses:campaign::": 1}
    back(told, "R-2")
    assert used() == {"points:campaign::": 0, "uses:campaign::": 0}
    assert balance_of(anna) == 0


def test_return_of_points_with_their_own_term_takes_them_back(anna):
    launch(rules=[rule({"effect": "percent", "percent": "10", "valid_days": 7})])
    told = sell(asked("A-1", 8000, 4000))

    back(told, "R-1", 2)
    assert [entry.points for entry in Entry.objects.order_by("id")] == [600, 1200, -200, -400]
    back(told, "R-2")
    assert balance_of(anna) == 0


def test_promise_is_asked_again_of_the_receipt_alone(anna):
    """A condition on the member stays as it was when the receipt came."""
    mixed = {
        "any": [
            {
                "all": [
                    {"field": "member.tier", "is": "standard"},
                    {"field": "receipt.total", "from": "100.00"},
                ]
            },
            {"field": "member.tier", "is": "gold"},
        ]
    }
    launch(rules=[rule(HUNDRED, condition=mixed)])
    told = sell(asked("A-1", 8000, 4000))
    sell(asked("A-2", 2_000_000))

    back(told, "R-1", 1)

    assert Sale.objects.get(id=told.id).promises[0]["x"] == {
        "field": "receipt.total",
        "from": "100.00",
    }
    reversal = Entry.objects.get(kind="REVERSAL")
    assert reversal.points == -10_400
