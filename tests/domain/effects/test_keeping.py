"""R17, R42: badges and tags stay for as long as something stands that gave them."""

import pytest

from plushka.domain.effects.models import Applied
from plushka.domain.members import operations as members
from plushka.domain.members.models import MemberTag
from tests.conftest import NOON
from tests.domain.effects.cast import (
    ANNA,
    badges_of,
    follow_all,
    join,
    points_of,
    promise_rules,
    rule,
)
from tests.domain.members.cast import at_work, open_shop
from tests.domain.sales.cast import asked, back, sell

__all__ = ["open_shop"]


@pytest.fixture
def shop(open_shop):
    return open_shop


def returned(shop, sale, *more):
    """Let a sale come back, or a part of it, and what follows from that."""
    with at_work(shop):
        back(sale, *more)
    follow_all(shop)


def test_tag_that_somebody_put_on_by_hand_stays(shop):
    with at_work(shop):
        promise_rules(
            rule(
                "purchase",
                *({"effect": "tag", "tag": tag, "code": tag} for tag in ("vip", "buyer")),
            )
        )
        anna = join(ANNA)
        members.add_tags(member_id=anna, tags=["vip"], actor="staff:1", at=NOON)
        sale = sell(asked("A-1", 100))
    follow_all(shop)
    with at_work(shop):
        given = MemberTag.objects.count()
    returned(shop, sale)

    with at_work(shop):
        assert (given, *MemberTag.objects.values_list("tag", flat=True)) == (2, "vip")


def test_badge_that_a_part_no_longer_deserves_goes_with_what_it_brought(shop):
    """T11, R17: 200.00 of 600.00 remain, where 500.00 were asked for."""
    with at_work(shop):
        promise_rules(
            rule(
                "purchase",
                {"effect": "badge", "badge": "big"},
                condition={"field": "receipt.total", "from": "500.00"},
            ),
            rule("achievement", {"effect": "points", "points": "10"}, code="paid"),
        )
        anna = join(ANNA)
        sale = sell(asked("A-1", 40_000, 20_000))
    follow_all(shop)
    with at_work(shop):
        given = badges_of(anna), points_of(anna)
        back(sale, "R-1", 1)
    follow_all(shop)

    with at_work(shop):
        assert given == (["big"], 3000 + 1000)
        assert (badges_of(anna), points_of(anna)) == ([], 1000)


def test_badge_of_two_purchases_stays_until_both_are_back(shop):
    with at_work(shop):
        promise_rules(rule("purchase", {"effect": "badge", "badge": "buyer"}))
        anna = join(ANNA)
        sales = [sell(asked(f"A-{number}", 100)) for number in (1, 2)]
    follow_all(shop)
    left = []
    for number, sale in enumerate(sales):
        returned(shop, sale, f"R-{number}")
        with at_work(shop):
            left.append(badges_of(anna))

    assert left == [["buyer"], []]


def test_badge_of_the_first_purchase_is_given_again_after_a_return(shop):
    """What was known before the purchase decides; what was undone may be given again."""
    first = {"field": "purchases.count", "is": 0}
    with at_work(shop):
        promise_rules(
            rule("purchase", {"effect": "badge", "badge": "first"}, condition=first),
            rule("achievement", {"effect": "points", "points": "10"}, code="paid"),
        )
        anna = join(ANNA)
        sale = sell(asked("A-1", 100))
        second = sell(asked("A-2", 100))
        back(sell(asked("A-3", 100)), "R-3")
    follow_all(shop)
    with at_work(shop):
        given = badges_of(anna), Applied.objects.count()
        back(sale, "R-1")
    follow_all(shop)
    with at_work(shop):
        gone = badges_of(anna)
        back(second, "R-2")
        sell(asked("A-4", 100))
    follow_all(shop)

    with at_work(shop):
        assert (given, gone, badges_of(anna)) == ((["first"], 2), [], ["first"])
        numbers = Applied.objects.filter(trigger="achievement").values_list("number", "points")
        assert sorted(numbers) == [(1, 1000), (2, 1000)]
