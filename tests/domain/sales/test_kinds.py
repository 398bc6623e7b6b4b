"""Points of purchases and gifts under their own limits, sold for real (T34, T45)."""

import pytest

from plushka.domain.ledger.models import Entry, Lot
from plushka.domain.programmes.explain import explain
from plushka.domain.programmes.paying import PaysTooMuchWithPoints
from tests.conftest import NOON
from tests.domain.sales.cast import (
    ANNA,
    asked,
    back,
    days,
    give,
    join,
    promise,
    quote,
    refusal_of,
    sell,
)

HALF = {"gift": {"max_percent": "50"}}


@pytest.fixture
def anna(lipa):
    """Анна has 100.00 of a purchase and 100.00 of a gift that ends in a week."""
    promise(paying=HALF, earning=[{"percent": "10"}])
    member = join(ANNA)
    sell(asked("A-0", total=100_000))
    give(10_000, member=member, expires_at=NOON + days(7))
    return member


def left():
    """What is left of the first lot of each kind."""
    return dict(Lot.objects.order_by("-id").values_list("kind", "remaining"))


def test_gifts_pay_up_to_their_limit_and_points_of_purchases_the_rest(anna):
    told = sell(asked("A-1", 10_000, 2_000, redeem="max"))

    assert (told.redeemed, told.to_pay) == (12_000, 0)
    assert left() == {"PURCHASE": 4_000, "GIFT": 4_000}
    [split] = [why for why in told.explanation if why["method"] == "kinds"]
    assert (split["purchase"], split["gift"], split["points"]) == (6_000, 6_000, 12_000)
    assert explain(split, "ru") == "Бонусами с покупок оплачено 60,00 ₽, подарочными 60,00 ₽"
    assert explain(split, "uk") == "Бонусами з покупок сплачено 60,00 ₽, подарунковими 60,00 ₽"
    assert explain(split, "en") == "Of the points, 60.00 ₽ are of purchases and 60.00 ₽ are gifts"


def test_quote_tells_the_same_as_the_sale(anna):
    ask = asked("A-1", 10_000, 2_000, redeem=9_000)

    quoted, told = quote(ask), sell(ask)

    assert quoted.explanation == told.explanation
    assert (quoted.redeemed, quoted.lines) == (told.redeemed, told.lines)
    assert left() == {"PURCHASE": 7_000, "GIFT": 4_000}


def test_more_than_the_member_may_pay_by_kinds_is_refused(anna):
    promise(paying={"gift": {"max_percent": "10"}})

    refused = refusal_of(asked("A-1", 30_000, redeem=20_001))
    assert refused.code == "not_enough_points"
    refused = refusal_of(asked("A-1", 20_000, redeem=12_001))

    assert isinstance(refused, PaysTooMuchWithPoints)
    assert refused.limit == 12_000
    assert left() == {"PURCHASE": 10_000, "GIFT": 10_000}


def test_what_was_paid_by_kinds_comes_back_to_its_lots(anna):
    """T12."""
    sale = sell(asked("A-1", 10_000, 2_000, redeem="max"))

    back(sale, "R-1", 2)
    assert left() == {"PURCHASE": 6_000, "GIFT": 4_000}
    back(sale, "R-2")

    assert left() == {"PURCHASE": 10_000, "GIFT": 10_000}


def test_points_may_stand_beside_money_on_the_receipt(lipa):
    """T34."""
    promise(treatment="consideration")
    give(10_000, member=join(ANNA))

    told = sell(asked("A-1", 10_000, redeem=4_000))

    [why] = [why for why in told.explanation if why["rule"] == "paying"]
    assert (why["method"], why["base"], why["points"]) == ("consideration", 10_000, 4_000)
    assert [explain(why, language) for language in ("ru", "uk", "en")] == [
        "Бонусами оплачено 40,00 ₽ как встречным предоставлением: цены в чеке не меняются",
        "Бонусами сплачено 40,00 ₽ як зустрічним наданням: ціни в чеку не змінюються",
        "Points paid 40.00 ₽ beside money: the prices on the receipt stay as they are",
    ]
    assert sell(asked("A-2", 10_000)).explanation[-1]["rule"] == "tier:standard"


def test_points_that_lower_the_price_need_no_word(lipa):
    promise()
    give(10_000, member=join(ANNA))

    told = sell(asked("A-1", 10_000, redeem=4_000))

    assert [why["rule"] for why in told.explanation] == ["tier:standard"]
    assert Entry.objects.filter(kind="REDEMPTION").count() == 1


@pytest.mark.parametrize(("value", "own", "left_over"), [("0.50", 2, 8_000), ("2.00", 0.5, 2_000)])
def test_limits_of_kinds_are_of_money_whatever_a_point_is_worth(anna, value, own, left_over):
    """E19, T35: 100.00 of each kind stay worth that; a gift pays half of 120.00."""
    promise(paying=HALF, money={"currency": "RUB", "point_value": value})

    told = sell(asked("A-1", 10_000, 2_000, redeem="max"))

    assert (told.redeemed, told.points, told.to_pay) == (12_000, 12_000 * own, 0)
    assert left() == {"PURCHASE": left_over, "GIFT": left_over}
    [split] = [why for why in told.explanation if why["method"] == "kinds"]
    assert (split["purchase"], split["gift"]) == (6_000, 6_000)
    assert back(told).points_back == 12_000 * own


def test_kinds_share_a_receipt_to_the_kopeck_where_a_point_is_worth_a_third(anna):
    """T10: 0.33 a point; what purchases and gifts pay is what the lines say."""
    promise(paying=HALF, money={"currency": "RUB", "point_value": "0.33"})

    told = sell(asked("A-1", 3_333, 3_334, 1_001, redeem="max"))
    tried = quote(asked("A-2", 3_333, 3_334, 1_001, redeem="max"))

    assert told.redeemed * 100 == told.points * 33
    assert sum(line.redeemed for line in told.lines) == told.redeemed
    assert told.to_pay == 7_668 - told.redeemed < 33
    [split] = [why for why in told.explanation if why["method"] == "kinds"]
    assert split["purchase"] + split["gift"] == told.redeemed
    assert split["gift"] <= 3_834
    assert tried.points <= tried.max_redeem
