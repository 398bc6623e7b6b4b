"""A receipt tried on a programme comes to what the sale would."""

import pytest

from plushka.domain.programmes.paying import RedeemNotAllowed
from plushka.domain.programmes.queries import rules
from plushka.domain.sales.asked import AskedLine, AskedSale
from plushka.domain.sales.models import Sale
from plushka.domain.workbench.trying import Buying, Tried, try_receipt
from tests.conftest import NOON
from tests.domain.programmes.making import rules as made
from tests.domain.sales import cast

ZONE = "Europe/Moscow"


def tried(programme, *prices, redeem=None, tier="standard", **buying) -> Tried:
    """Try lines on a programme."""
    lines = tuple(AskedLine(price=price, category="Хлеб") for price in prices)
    sale = AskedSale(outlet="", lines=lines, redeem=redeem)
    return try_receipt(
        programme=programme, sale=sale, buying=Buying(tier, **buying), at=NOON, zone=ZONE
    )


@pytest.mark.parametrize("redeem", [None, 5_000, "max"])
def test_a_receipt_tried_comes_to_what_it_would_be_quoted(anna, redeem):
    cast.give(20_000, member=anna)

    quoted = cast.quote(cast.asked("A-1", 100_000, 4_990, redeem=redeem))
    result = tried(rules(zone=ZONE).at(NOON), 100_000, 4_990, redeem=redeem, spendable=20_000)

    told = result.priced
    assert (told.to_pay, told.accrued, told.redeemed, told.max_redeem) == (
        quoted.to_pay,
        quoted.accrued,
        quoted.redeemed,
        quoted.max_redeem,
    )
    assert result.terms is not None
    assert result.terms.expires_at == quoted.expires_at
    assert tuple(told.explanation) == quoted.explanation
    assert Sale.objects.count() == 0


def test_days_since_the_last_purchase_choose_the_percent():
    programme = made({"days_since": {"bands": [{"upto": 30, "percent": 7}], "otherwise": 5}})

    earned = [tried(programme, 100_000, days_since=days).priced.accrued for days in (None, 30, 31)]

    assert earned == [5_000, 7_000, 5_000]


def test_the_tier_chooses_the_terms():
    assert tried(made(), 100_000, tier="gold").priced.accrued == 10_000


def test_what_a_sale_is_refused_a_trial_is_too():
    with pytest.raises(RedeemNotAllowed):
        tried(made(paying={"multiple": 10}), 100_000, redeem=1_500)


def test_nothing_earned_has_no_terms():
    assert tried(made({"percent": 0}), 100_000).terms is None


def test_limits_of_kinds_are_tried_as_well(lipa):
    """T45: a gift pays at most the half, points of purchases the rest."""
    cast.promise(paying={"gift": {"max_percent": "50"}})
    programme = rules(zone=ZONE).at(NOON)

    mixed = tried(programme, 10_000, redeem="max")
    gifts = tried(programme, 10_000, redeem="max", spendable=20_000, gift=20_000)

    assert (mixed.priced.redeemed, gifts.priced.redeemed) == (10_000, 5_000)
