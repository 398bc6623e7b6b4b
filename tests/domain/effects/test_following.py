"""R13, R17, R20, R21: what a sale brings about is applied once, and goes with the sale."""

import pytest

from plushka.domain.effects import operations as effects
from plushka.domain.effects.models import Applied, Undone
from plushka.domain.members.locator import Locator
from plushka.domain.members.models import MemberTag
from plushka.domain.members.queries import get_profile
from plushka.domain.programmes.earning import recompute
from plushka.domain.sales.asked import AskedLine, AskedSale
from tests.conftest import NOON
from tests.domain.campaigns.cast import launch, used
from tests.domain.effects.cast import (
    ANNA,
    BOHDAN,
    Message,
    applied_to,
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

VERA = Locator("PHONE", "+79160000003")
LARGE = {"field": "receipt.total", "from": "1000.00"}
THANKS = (
    {"effect": "badge", "badge": "regular"},
    {"effect": "tag", "tag": "щедрый"},
    {"effect": "message", "text": "hello"},
    {"effect": "gift", "reward": "cup"},
)


@pytest.fixture
def shop(open_shop):
    return open_shop


def test_purchase_gives_what_is_not_part_of_the_sale(shop):
    with at_work(shop):
        promise_rules(rule("purchase", *THANKS, condition=LARGE))
        anna = join(ANNA)
        sell(asked("A-1", 99_999))
        sell(asked("A-2", 60_000, 50_000))

    follow_all(shop)

    with at_work(shop):
        assert applied_to(anna) == [
            ("purchase", "badge", "regular"),
            ("purchase", "tag", "щедрый"),
            ("purchase", "message", "hello"),
            ("purchase", "gift", "cup"),
        ]
        assert badges_of(anna) == ["regular"]
        assert Message.objects.filter(member_id=anna).count() == 1


def test_nothing_is_applied_twice_however_often_it_is_read(shop):
    with at_work(shop):
        promise_rules(rule("purchase", *THANKS))
        join(ANNA)
        sell(asked("A-1", 100_000))

    for _ in range(3):
        follow_all(shop)

    with at_work(shop):
        assert (Applied.objects.count(), Message.objects.count()) == (4, 1)


def test_part_that_comes_back_undoes_what_its_condition_no_longer_allows(shop):
    with at_work(shop):
        promise_rules(
            rule("purchase", *THANKS, condition=LARGE),
            rule("purchase", {"effect": "badge", "badge": "buyer"}, code="any"),
        )
        anna = join(ANNA)
        sale = sell(asked("A-1", 60_000, 50_000))
    follow_all(shop)

    with at_work(shop):
        back(sale, "R-1", 2)
    follow_all(shop)

    with at_work(shop):
        assert badges_of(anna) == ["buyer"]
        assert MemberTag.objects.count() == 0
        undone = Undone.objects.filter(is_whole=True).values_list("applied__kind", flat=True)
        assert sorted(undone) == ["badge", "gift", "tag"]


def test_sale_that_came_back_before_it_was_read_gives_nothing(shop):
    with at_work(shop):
        promise_rules(rule("purchase", *THANKS))
        anna = join(ANNA)
        back(sell(asked("A-1", 60_000)))

    follow_all(shop)

    with at_work(shop):
        assert (applied_to(anna), Undone.objects.count()) == ([], 0)


def test_payment_with_points_is_rewarded_and_taken_back_piece_by_piece(shop):
    """R21, T11: two halves of the return leave what no sale would."""
    with at_work(shop):
        promise_rules(
            rule("redemption", {"effect": "percent", "percent": "10", "of": "redemption.worth"})
        )
        anna = join(ANNA)
        give(10_000, member=anna)
        sale = sell(asked("A-1", 30_000, 10_000, redeem=9_999))
        paid = points_of(anna)
    follow_all(shop)

    with at_work(shop):
        [*_, entry] = entries_of(anna)
        assert (points_of(anna) - paid, recompute(entry.explanation[0])) == (999, 999)
        back(sale, "R-1", 1)
    follow_all(shop)
    with at_work(shop):
        taken = [one.points for one in entries_of(anna) if one.key.startswith("undone")]
        assert taken == [250 - 999]
        back(sale, "R-2")
    follow_all(shop)

    with at_work(shop):
        assert points_of(anna) == 10_000
        assert Undone.objects.filter(is_whole=True).count() == 1


def test_supplier_gets_a_part_of_the_goods_sold(shop):
    """R20: also when nobody knows the buyer."""
    with at_work(shop):
        promise_rules(rule("supplier_sale", {"effect": "supplier", "percent": "5"}))
        bohdan = join(BOHDAN)
        effects.set_supplier(name=" Ферма «Луг» ", member=bohdan, actor="key:x", at=NOON)
        lines = (
            AskedLine(price=10_000, supplier="ферма «луг»"),
            AskedLine(price=5_000, supplier="Ферма «Луг»"),
            AskedLine(price=7_000, supplier="Другой"),
        )
        sale = sell(AskedSale(outlet="main", receipt="A-1", lines=lines))
    follow_all(shop)
    with at_work(shop):
        before = points_of(bohdan)
        back(sale, "R-1", 1)
    follow_all(shop)

    with at_work(shop):
        assert (before, points_of(bohdan)) == (750, 250)


def test_upline_is_rewarded_for_a_purchase_and_loses_it_with_the_return(shop):
    """R24, T22: every recipient by the same rule."""
    with at_work(shop):
        promise_rules(rule("purchase", {"effect": "upline", "percents": ["5", "2"]}))
        anna = join(ANNA)
        bohdan = join(BOHDAN, referrer=ANNA)
        join(VERA, referrer=BOHDAN)
        before = points_of(anna), points_of(bohdan)
        sale = sell(asked("A-1", 10_000, 10_000, member=VERA))
        own = points_of(bohdan) - before[1]
    follow_all(shop)
    with at_work(shop):
        given = points_of(anna) - before[0], points_of(bohdan) - before[1] - own
        back(sale, "R-1", 1)
    follow_all(shop)
    with at_work(shop):
        half = points_of(anna) - before[0]
        back(sale, "R-2")
    follow_all(shop)

    with at_work(shop):
        assert (given, half) == ((400, 1000), 200)
        assert (points_of(anna), points_of(bohdan)) == before


def test_tier_reached_by_a_purchase_is_an_achievement_that_goes_with_it(shop):
    """R17: and what was given for it goes too."""
    reached = {"field": "achievement.code", "is": "gold"}
    with at_work(shop):
        promise_rules(
            rule("achievement", {"effect": "points", "points": "100"}, condition=reached)
        )
        anna = join(ANNA)
        sale = sell(asked("A-1", 1_000_001))
        earned = points_of(anna)
    follow_all(shop)
    with at_work(shop):
        given = points_of(anna) - earned
        back(sale)
    follow_all(shop)

    with at_work(shop):
        assert (given, points_of(anna)) == (10_000, 0)


def test_tier_held_because_of_a_purchase_goes_with_it(shop):
    with at_work(shop):
        promise_rules(rule("purchase", {"effect": "tier", "tier": "gold", "days": 30}))
        anna = join(ANNA)
        sale = sell(asked("A-1", 10_000))
    follow_all(shop)
    with at_work(shop):
        held = get_profile(member_id=anna).tier
        back(sale)
    follow_all(shop)

    with at_work(shop):
        assert (held, get_profile(member_id=anna).tier) == ("gold", "standard")


def test_budget_comes_back_with_the_sale(shop):
    with at_work(shop):
        promise_rules()
        launch(
            rules=[
                rule("purchase", {"effect": "badge", "badge": "b"}, code="one"),
                rule("redemption", {"effect": "points", "points": "1"}, code="paid"),
            ],
            budgets=[{"of": "uses", "most": "9"}, {"of": "points", "most": "9"}],
        )
        give(1000, member=join(ANNA))
        sale = sell(asked("A-1", 10_000, redeem=1000))
        before = used()
    follow_all(shop)
    with at_work(shop):
        while_it_stands = used()
        back(sale)
    follow_all(shop)

    with at_work(shop):
        assert (before, while_it_stands, used()) == (
            {},
            {"uses:campaign::": 2, "points:campaign::": 100},
            {"uses:campaign::": 0, "points:campaign::": 0},
        )
