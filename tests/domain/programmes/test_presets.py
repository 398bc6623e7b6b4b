"""Every preset keeps its word on a receipt, to the kopeck."""

import json

import pytest

from plushka.domain.programmes import files, lint
from plushka.domain.programmes.compiled import compile_
from plushka.domain.programmes.facts import Buyer, Line
from tests.domain.programmes.making import NOON, VERSION, receipt, sell

FULL_POCKETS = {"purchase": 10**9, "gift": 10**9}


def preset(name):
    return compile_(files.preset(name), version=VERSION, zone="Europe/Moscow")


def ends(programme, kind="PURCHASE"):
    """The last local day of points of NOON, which is 21 November 2026."""
    found = programme.lot_terms(kind, "", NOON, NOON).expires_at
    return found and str(found.date())


@pytest.mark.parametrize("name", sorted(files.PRESETS))
def test_every_preset_comes_back_as_it_went(name):
    programme = files.preset(name)

    assert files.read(json.loads(json.dumps(files.plain(programme)))) == programme
    assert files.read_yaml(files.to_yaml(programme)) == programme
    assert name in programme.preset


@pytest.mark.parametrize("name", sorted(files.PRESETS))
def test_every_preset_is_wise_in_all_its_parts(name):
    assert lint.findings(files.preset(name)) == []


@pytest.mark.parametrize(
    ("name", "tier", "sums", "earned"),
    [
        ("bands", "member", (1000_00,), 30_00),
        ("bands", "member", (1000_00, 1), 100_00),
        ("per_full", "member", (999_99,), 0),
        ("per_full", "member", (1500_00, 500_00), 100_00),
        ("bonusplus", "standard", (1000_00,), 50_00),
        ("bonusplus", "gold", (1000_00,), 100_00),
        ("cafe", "guest", (85_00, 47_50), 6_62),
        ("cafe", "regular", (85_00, 47_50), 9_27),
        ("cafe", "friend", (85_00, 47_50), 13_25),
        ("clothes", "classic", (4990_00,), 149_70),
        ("clothes", "silver", (4990_00,), 249_50),
        # The discount of 5 % comes first: 7 % of 4740.50.
        ("clothes", "gold", (4990_00,), 331_83),
        ("fuel", "driver", (1249_90,), 24_00),
        # 24 for the steps, and 12 of the one percent of 12.499.
        ("fuel", "traveller", (1249_90,), 36_00),
        ("operator", "subscriber", (3950_00,), 40_00),
    ],
)
def test_a_receipt_earns_what_the_preset_says(name, tier, sums, earned):
    assert sell(preset(name), receipt(*sums), Buyer(tier)).earned == earned


@pytest.mark.parametrize(
    ("days", "tier", "earned"),
    [
        (35, "subscriber", 118_00),
        (36, "subscriber", 40_00),
        (30, "faithful", 198_00),
        (36, "faithful", 79_00),
    ],
)
def test_operator_gives_more_to_who_pays_in_time(days, tier, earned):
    """E7: 3 % of 3950.00 is 118.50, halves go to the even point; 5 % is 197.50."""
    buyer = Buyer(tier, days, days)

    assert sell(preset("operator"), receipt(3950_00), buyer).earned == earned


def test_cafe_lets_half_be_paid_and_no_spirits():
    programme = preset("cafe")
    lines = receipt(100_00, 60_00, categories=["", "Алкоголь"])

    assert programme.limits(lines, [0, 0], Buyer("guest")).total == 50_00
    assert sell(programme, lines, Buyer("guest"), redeem=50_00).earned == 5_50
    assert (ends(programme), ends(programme, "GIFT")) == ("2027-02-19", "2026-12-05")


def test_clothes_let_gifts_pay_a_tenth_of_what_is_not_reduced():
    programme = preset("clothes")
    lines = [Line(1, 4000_00), Line(2, 6000_00, till_discount=2000_00)]

    limit = programme.limits(lines, [0, 0], Buyer("classic"))

    assert limit.total == 3000_00
    assert limit.most_of({"purchase": 0, "gift": 10**9}) == 400_00
    assert limit.most_of(FULL_POCKETS) == 3000_00
    terms = programme.lot_terms("PURCHASE", "classic", NOON, NOON)
    assert terms.available_at.isoformat() == "2026-12-05T21:00:00+00:00"
    assert (ends(programme), ends(programme, "GIFT")) == ("2027-06-30", "2026-11-30")


def test_fuel_is_paid_by_fifties_and_tobacco_by_money_alone():
    programme = preset("fuel")
    lines = receipt(1180_00, 120_00, categories=["", "Тютюн"])

    limit = programme.limits(lines, [0, 0], Buyer("driver"))

    assert (limit.total, limit.most(90_00), limit.most(49_99)) == (1150_00, 50_00, 0)
    assert sell(programme, lines, Buyer("driver"), redeem=50_00).earned == 22_00
    assert (ends(programme), ends(programme, "GIFT")) == ("2027-12-31", "2026-12-21")


def test_points_of_an_operator_never_end_and_leave_prices_alone():
    programme = preset("operator")

    assert (ends(programme), ends(programme, "GIFT")) == (None, "2027-02-19")
    assert programme.document.treatment == "consideration"
    assert programme.limits(receipt(3950_00), [0], Buyer("subscriber")).total == 1975_00
