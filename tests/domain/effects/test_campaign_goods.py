"""Campaigns beside purchases: for which goods, and what they give back to budgets."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from plushka.domain.effects import operations as effects
from plushka.domain.effects.models import Applied, Undone
from plushka.domain.members.locator import Locator
from plushka.domain.sales.asked import AskedLine, AskedSale
from plushka.lib.db.statements import RowsLost
from tests.conftest import NOON
from tests.domain.campaigns.cast import launch, used
from tests.domain.effects.cast import (
    ANNA,
    BOHDAN,
    badges_of,
    entries_of,
    follow_all,
    join,
    points_of,
    promise_rules,
    rule,
)
from tests.domain.members.cast import at_work, open_shop
from tests.domain.sales.cast import asked, back, give, sell

__all__ = ["open_shop"]

FOOD = {"field": "line.category", "is": "еда"}


def gives(points):
    return rule("registration", {"effect": "points", "points": points})


def brought(member):
    """What rules gave, without the programme's own part for bringing somebody."""
    found = [one for one in entries_of(member) if one.source_kind == "EFFECT"]
    return sum(one.points for one in found)


@pytest.fixture
def shop(open_shop):
    return open_shop


def test_campaign_for_some_goods_gives_for_them_alone(shop):
    """What comes back of other goods changes nothing; the last of these takes all of it."""
    with at_work(shop):
        promise_rules()
        bohdan = join(BOHDAN)
        launch(
            rules=[
                rule(
                    "purchase",
                    {"effect": "badge", "badge": "eater"},
                    {"effect": "upline", "percents": ["10"], "of": "receipt.to_pay"},
                )
            ],
            products=FOOD,
            budgets=[{"of": "points", "most": "100"}, {"of": "uses", "most": "5"}],
        )
        anna = join(ANNA, referrer=BOHDAN)
        vera = join(Locator("PHONE", "+79160000003"))
        lines = (
            AskedLine(price=10_000, category="еда"),
            AskedLine(price=5_000, category="Еда"),
            AskedLine(price=70_000, category="книги"),
        )
        sale = sell(AskedSale(outlet="main", receipt="A-1", member=ANNA, lines=lines))
        sell(asked("A-2", 5_000, member=Locator("PHONE", "+79160000003")))
    follow_all(shop)

    with at_work(shop):
        assert (badges_of(anna), badges_of(vera), brought(bohdan)) == (["eater"], [], 1500)
        back(sale, "R-1", 3)
    follow_all(shop)
    with at_work(shop):
        assert (brought(bohdan), badges_of(anna)) == (1500, ["eater"])
        back(sale, "R-2", 2)
    follow_all(shop)
    with at_work(shop):
        assert (brought(bohdan), badges_of(anna)) == (1000, ["eater"])
        assert used() == {"points:campaign::": 1000, "uses:campaign::": 1}
        back(sale, "R-3")
    follow_all(shop)
    with at_work(shop):
        assert (brought(bohdan), badges_of(anna)) == (0, [])
        assert used() == {"points:campaign::": 0, "uses:campaign::": 0}


def test_points_paid_and_suppliers_sold_count_for_such_goods_alone(shop):
    tenth = {"effect": "percent", "percent": "10"}
    with at_work(shop):
        promise_rules()
        launch(
            rules=[
                rule("redemption", tenth | {"of": "redemption.worth"}),
                rule("supplier_sale", {"effect": "supplier", "percent": "10"}, code="theirs"),
            ],
            products=FOOD,
        )
        anna, bohdan = join(ANNA), join(BOHDAN)
        effects.set_supplier(name="Ферма", member=bohdan, actor="key:x", at=NOON)
        give(10_000, member=anna)
        lines = (
            AskedLine(price=10_000, category="еда", supplier="Ферма"),
            AskedLine(price=30_000, category="цветы", supplier="Ферма"),
            AskedLine(price=10_000, category="еда", supplier="Другой"),
        )
        sell(AskedSale(outlet="main", receipt="A-1", member=ANNA, lines=lines, redeem=10_000))
    follow_all(shop)

    with at_work(shop):
        given = {row.trigger: row.points for row in Applied.objects.all()}
        assert given == {"redemption": 400, "supplier_sale": 1000}


@pytest.mark.parametrize("per", ["all", "member", "outlet"])
def test_use_goes_back_with_the_last_effect_of_its_moment(shop, per):
    """T32, I7: what was said is no effect that could hold it."""
    large = {"field": "receipt.total", "from": "1000.00"}
    with at_work(shop):
        promise_rules()
        launch(
            rules=[
                rule("purchase", {"effect": "message", "text": "hello"}, code="said"),
                rule("purchase", {"effect": "badge", "badge": "large"}, condition=large),
                rule("purchase", {"effect": "gift", "reward": "cup"}, code="any"),
            ],
            budgets=[{"of": "uses", "most": "3", "per": per}],
        )
        anna = join(ANNA)
        sale = sell(asked("A-1", 60_000, 50_000))
        sell(asked("A-2", 60_000))
    follow_all(shop)
    whose = {"all": "", "member": str(anna), "outlet": "main"}[per]
    key = f"uses:campaign::{whose}"

    with at_work(shop):
        assert used() == {key: 2}
        back(sale, "R-1", 2)
    follow_all(shop)
    with at_work(shop):
        assert (used(), badges_of(anna)) == ({key: 2}, [])
        back(sale, "R-2")
    follow_all(shop)
    with at_work(shop):
        assert used() == {key: 1}
        assert Undone.objects.filter(is_whole=True).count() == 2


@pytest.mark.slow
def test_deliveries_that_race_never_pass_a_budget(shop):
    """T32: twelve newcomers at once, from as many connections, and room for three."""
    with at_work(shop):
        promise_rules()
        launch(rules=[gives("30")], budgets=[{"of": "points", "most": "100"}])

    def enrol(number):
        for _ in range(20):
            try:
                with at_work(shop):
                    member = join(Locator("CARD", f"R{number}"))
                    return points_of(member)
            except RowsLost:
                continue  # as whoever answers a request does
        raise AssertionError("never came to an end")

    with ThreadPoolExecutor(12) as tills:
        got = sorted(tills.map(enrol, range(12)))

    assert got == [0] * 9 + [3000] * 3
    with at_work(shop):
        assert used() == {"points:campaign::": 9000}
