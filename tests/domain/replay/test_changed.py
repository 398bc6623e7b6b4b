"""What another programme would have come to (B3)."""

import random

import pandas as pd
import pytest

from plushka.domain.members.locator import Locator
from plushka.domain.sales.asked import AskedLine, AskedSale
from tests.conftest import NOON
from tests.domain.replay.again import draft, replay
from tests.domain.sales.cast import ANNA, asked, back, days, give, join, promise, sell
from tests.domain.sales.climbing import new_tier

GOODS = ("food", "tobacco", "toys")


def test_a_redemption_becomes_as_much_as_points_and_limit_allow(anna):
    """Paid 400.00 of 1 000.00 then; the draft lets points pay 30 %."""
    give(40_000, member=anna)
    sell(asked("A-1", 100_000, redeem=40_000))

    figures = replay(draft(paying={"max_percent": "30"})).figures

    assert (figures.was.redeemed, figures.would.redeemed) == (40_000, 30_000)
    # 5 % of 600.00 and of 700.00.
    assert (figures.was.issued, figures.would.issued) == (43_000, 43_500)
    assert (figures.was.outstanding, figures.would.outstanding) == (3_000, 13_500)


def test_points_that_would_not_have_been_earned_pay_for_nothing(anna):
    sell(asked("A-1", 100_000))
    sell(asked("A-2", 10_000, redeem=5_000), at=NOON + days(1))

    figures = replay(draft(earning=[{"percent": "2"}]), at=NOON + days(1)).figures

    assert (figures.was.redeemed, figures.would.redeemed) == (5_000, 2_000)
    # 2 % of 1 000.00 and of 80.00.
    assert figures.would.issued == 2_000 + 160


def test_a_redemption_becomes_the_multiple_below(anna):
    give(40_000, member=anna)
    sell(asked("A-1", 100_000, redeem=12_345))

    figures = replay(draft(paying={"multiple": "100.00"})).figures

    assert figures.would.redeemed == 10_000


def test_a_return_asks_the_rules_that_its_sale_was_replayed_by(anna):
    """T11 vector (a), had the bands been those: 18.00 remain, 92.00 go."""
    sale = sell(asked("A-1", 60_000, 50_000))
    back(sale, "R-1", 2, at=NOON + days(1))
    bands = [{"upto": "1000.00", "percent": "3"}, {"percent": "10"}]

    figures = replay(draft(earning=[{"bands": bands}]), at=NOON + days(1)).figures

    assert (figures.would.issued, figures.would.reversed) == (11_000, 9_200)
    assert figures.would.outstanding == 1_800


def test_receipts_from_before_the_window_keep_their_rules(anna):
    sell(asked("A-1", 100_000))
    sell(asked("A-2", 100_000), at=NOON + days(10))
    sell(asked("A-3", 100_000, at=NOON + days(4)), at=NOON + days(10))

    figures = replay(
        draft(earning=[{"percent": "1"}]), since=NOON + days(5), at=NOON + days(11)
    ).figures

    assert (figures.was.issued, figures.would.issued) == (5_000, 1_000)
    assert (figures.was.receipts, figures.would.receipts) == (1, 1)
    assert (figures.was.outstanding, figures.would.outstanding) == (15_000, 11_000)


def test_receipts_from_after_the_window_keep_their_rules(anna):
    for number, day in enumerate((0, 5, 10)):
        sell(asked(f"A-{number}", 100_000), at=NOON + days(day))
    back(sell(asked("A-9", 20_000), at=NOON + days(10)), "R-9", at=NOON + days(11))

    replayed = replay(
        draft(earning=[{"percent": "1"}]),
        since=NOON + days(5),
        until=NOON + days(10),
        at=NOON + days(12),
    )

    figures = replayed.figures
    assert (figures.was.issued, figures.would.issued) == (5_000, 1_000)
    assert (figures.was.receipts, figures.would.receipts) == (1, 1)
    assert (figures.was.returns, figures.would.returns) == (0, 0)
    assert (figures.was.outstanding, figures.would.outstanding) == (15_000, 11_000)
    assert [(row.was.paid, row.would.paid) for row in figures.categories] == [(100_000, 100_000)]
    assert [row.gain for row in replayed.members] == [-4_000]


def test_a_tier_that_the_draft_brought_outlasts_its_window(anna):
    """Gold from 500.00 on, for five days: rules that change take no tier from anybody (T15)."""
    steps = [
        new_tier("standard", earning=[{"percent": "5"}]),
        new_tier(
            "gold",
            earning=[{"percent": "10"}],
            when={"lifetime_purchases": {"from": "500.00"}},
        ),
    ]
    for number, day in enumerate((0, 6, 12)):
        sell(asked(f"A-{number}", 100_000), at=NOON + days(day))

    replayed = replay(
        draft(tiers=steps), since=NOON + days(5), until=NOON + days(10), at=NOON + days(13)
    )

    [row] = replayed.members
    assert (row.earned_was, row.earned_would, row.tier_would) == (5_000, 10_000, "gold")
    assert replayed.figures.would.outstanding == 5_000 + 10_000 + 10_000


def test_tiers_are_looked_at_when_the_draft_would_have_begun(anna):
    """Nobody was Gold; from 500.00 on Анна would have been, from the first day of the window."""
    sell(asked("A-1", 100_000))
    sell(asked("A-2", 10_000), at=NOON + days(10))
    steps = [
        new_tier("standard", earning=[{"percent": "5"}]),
        new_tier(
            "gold",
            earning=[{"percent": "10"}],
            when={"lifetime_purchases": {"from": "500.00"}},
        ),
    ]

    replayed = replay(draft(tiers=steps), since=NOON + days(5), at=NOON + days(11))

    assert (replayed.figures.was.issued, replayed.figures.would.issued) == (500, 1_000)
    [row] = replayed.members
    assert (row.tier_was, row.tier_would, row.gain) == ("standard", "gold", 500)


def test_points_would_have_expired_sooner(anna):
    sell(asked("A-1", 100_000))

    figures = replay(
        draft(expiry={"purchase_days": 30, "gift_days": 30}), at=NOON + days(60)
    ).figures

    assert (figures.was.expired, figures.would.expired) == (0, 5_000)
    assert (figures.was.liability, figures.would.liability) == (5_000, 0)


def test_margin_is_what_was_paid_less_cost_where_the_till_told_it(anna):
    line = AskedLine(price=100_000, cost=70_000, category="food")
    other = AskedLine(price=50_000, category="toys")
    sale = sell(AskedSale(outlet="main", receipt="A-1", member=ANNA, lines=(line, other)))
    back(sale, "R-1", (1, 500), at=NOON + days(1))
    standard = new_tier("standard", earning=[], discount={"percent": "10"})

    figures = replay(draft(tiers=[standard]), at=NOON + days(1)).figures

    assert (figures.was.margin, figures.was.margin_of) == (15_000, 100_000)
    # 90 % of 1 000.00 less 700.00, and half of the goods came back.
    assert (figures.would.margin, figures.would.margin_of) == (10_000, 90_000)
    assert (figures.was.discount, figures.would.discount) == (0, 15_000)


def test_the_neighbour_is_not_replayed(lipa, dub):
    promise()

    assert replay(draft()).members == []


@pytest.fixture
def crowd(lipa):
    """Six members and a month of their receipts, as rows anybody can compute with."""
    promise()
    chance = random.Random(20261122)
    phones = [Locator("PHONE", f"+7916000000{number}") for number in range(6)]
    ids = {phone: join(phone) for phone in phones}
    rows = []
    for number in range(90):
        who, at = chance.choice(phones), NOON + days(number // 3)
        lines = [
            (chance.choice(GOODS), chance.randrange(100, 90_000))
            for _ in range(chance.randint(1, 4))
        ]
        asking = tuple(
            AskedLine(price=price, category=goods, sku=sku_of(goods, price), name=goods.title())
            for goods, price in lines
        )
        sell(AskedSale(outlet="main", receipt=f"S-{number}", member=who, lines=asking), at=at)
        rows += [(number, ids[who], goods, sku_of(goods, price), price) for goods, price in lines]
    return pd.DataFrame(rows, columns=["receipt", "member", "category", "sku", "price"])


def sku_of(goods, price):
    return f"{goods}-{price % 7}"


def test_a_changed_draft_comes_to_what_pandas_computes(crowd):
    """Two tiers by lifetime purchases, tobacco earns nothing; each receipt rounded down."""
    steps = [
        new_tier("standard", earning=[{"percent": "3.5"}]),
        new_tier(
            "gold",
            earning=[{"percent": "8.25"}],
            when={"lifetime_purchases": {"gt": "9000.00"}},
        ),
    ]
    tried = draft(tiers=steps, exclusions={"accrual": ["tobacco"]})

    replayed = replay(tried, at=NOON + days(31))

    earning = crowd.assign(base=crowd.price.where(crowd.category != "tobacco", 0))
    sold = earning.groupby(["receipt", "member"], as_index=False)[["price", "base"]].sum()
    before = sold.groupby("member").price.cumsum() - sold.price
    parts = pd.Series(350, index=sold.index).where(before <= 900_000, 825)
    sold["points"] = sold.base * parts // 10_000
    by_member = sold.groupby("member").points.sum()
    by_tier = sold.groupby(parts).agg(n=("receipt", "count"), accrued=("points", "sum"))
    gains = by_member - _as_it_was(crowd)
    figures = replayed.figures
    assert figures.would.issued == by_member.sum()
    assert figures.was.issued == _as_it_was(crowd).sum()
    assert {row.member: row.earned_would for row in replayed.members} == by_member.to_dict()
    assert {row.member: row.gain for row in replayed.members} == gains.to_dict()
    assert [(row.code, row.would.n, row.would.accrued) for row in figures.tiers] == [
        ("standard", *by_tier.loc[350]),
        ("gold", *by_tier.loc[825]),
    ]
    assert (figures.winners.members, figures.losers.members) == (
        (gains > 0).sum(),
        (gains < 0).sum(),
    )
    assert (figures.winners.money, figures.losers.money) == (
        gains[gains > 0].sum(),
        -gains[gains < 0].sum(),
    )
    paid = {row.code: row.would.paid for row in figures.categories}
    assert paid == crowd.groupby("category").price.sum().to_dict()
    products = figures.products
    paid = {row.code: row.would.paid for row in products}
    assert paid == crowd.groupby("sku").price.sum().to_dict()
    assert sum(row.would.accrued for row in products) == figures.would.issued
    assert {row.name for row in products} == {goods.title() for goods in GOODS}
    changes = [abs(row.would.accrued - row.was.accrued) for row in products]
    assert changes == sorted(changes, reverse=True)


def _as_it_was(crowd):
    """The default programme: 5 %, and 10 % after more than 10 000.00."""
    sold = crowd.groupby(["receipt", "member"], as_index=False).price.sum()
    before = sold.groupby("member").price.cumsum() - sold.price
    percent = pd.Series(5, index=sold.index).where(before <= 1_000_000, 10)
    return sold.assign(points=sold.price * percent // 100).groupby("member").points.sum()
