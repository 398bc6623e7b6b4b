"""Moving up, and what is missing (E3, T15)."""

import pytest

from plushka.domain.programmes.document import Threshold
from plushka.domain.programmes.tiers import least_sum
from tests.domain.programmes.making import document, rules

STEPS = ({"gt": "10000.00"}, {"from": "50000.00"}, {"gt": "100000.00"})


def ladder():
    tiers = document()["tiers"][:1]
    for code, threshold in zip(("silver", "gold", "platinum"), STEPS, strict=True):
        tiers.append(tiers[0] | {"code": code, "when": {"lifetime_purchases": threshold}})
    return rules(tiers=tiers)


@pytest.mark.parametrize(
    ("paid_total", "current", "after"),
    [
        (0, "standard", "standard"),
        (10_000_00, "standard", "standard"),
        (10_000_01, "standard", "silver"),
        (49_999_99, "standard", "silver"),
        (50_000_00, "silver", "gold"),
        (100_000_01, "standard", "platinum"),
        (0, "gold", "gold"),
        (-100, "silver", "silver"),
        (10**12, "platinum", "platinum"),
        (10**12, "friends", "friends"),
    ],
)
def test_purchases_move_up_and_never_down(paid_total, current, after):
    assert ladder().tier_after(paid_total, current) == after


@pytest.mark.parametrize(
    ("paid_total", "current", "following"),
    [
        (7660_00, "standard", ("silver", 2340_01)),
        (47_660_00, "silver", ("gold", 2340_00)),
        # Moved by the next sale, whatever it comes to.
        (60_000_00, "silver", ("gold", 0)),
        (0, "platinum", None),
        (0, "friends", None),
    ],
)
def test_the_least_sum_missing_to_the_next_tier_is_told(paid_total, current, following):
    assert ladder().next_tier(paid_total, current) == following


def test_a_tier_has_a_name_in_each_language():
    programme = rules()

    assert programme.tier_name("gold", "ru") == "Золотая"
    assert programme.tier_name("gold", "uk") == "Золота"
    assert programme.tier_name("gold", "en") == "Gold"
    assert programme.tier_name("gold", "fr") == "Gold"
    assert programme.tier_name("friends", "ru") == "friends"


def test_members_begin_in_the_first_tier():
    programme = rules()

    assert programme.base_tier.code == "standard"
    assert programme.tier("gold").code == "gold"
    assert programme.tier("friends") is programme.base_tier


def test_a_threshold_that_names_no_sum_is_a_fault():
    with pytest.raises(ValueError, match="names no sum"):
        least_sum(Threshold())
