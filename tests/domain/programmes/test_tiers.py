"""Moving up, and what is missing (E3, T15)."""

import datetime as dt

import msgspec
import pytest

from plushka.domain.programmes.document import Condition, Threshold
from plushka.domain.programmes.tiers import least_sum, threshold_of
from tests.domain.programmes.making import NOON, document, rules

MOSCOW = dt.timezone(dt.timedelta(hours=3))
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


def recent(**window):
    """A ladder of two whose second step looks at purchases of a window."""
    tiers = document()["tiers"]
    tiers[1]["when"] = {"purchases": {"from": "100.00"} | window}
    return rules(tiers=tiers).ladder


@pytest.mark.parametrize(
    ("window", "begins", "held_until"),
    [
        ({"days": 1}, "2026-11-21", "2026-11-23"),
        ({"days": 30}, "2026-10-23", "2026-12-22"),
        ({"months": 1}, "2026-10-22", "2026-12-22"),
        ({"months": 12}, "2025-11-22", "2027-11-22"),
        ({"months": 9}, "2026-02-22", "2027-08-22"),
    ],
)
def test_a_window_ends_with_today_and_holds_as_long_again(window, begins, held_until):
    """T15, T18: whole local days; NOON is 21 November 2026."""
    found = recent(**window).window

    assert found.begins(NOON).astimezone(MOSCOW).isoformat() == f"{begins}T00:00:00+03:00"
    assert found.held_until(NOON).astimezone(MOSCOW).isoformat() == f"{held_until}T00:00:00+03:00"


def test_a_month_that_is_shorter_ends_a_window_with_its_last_day():
    at = dt.datetime(2027, 3, 31, 12, tzinfo=MOSCOW)

    assert recent(months=1).window.begins(at) == dt.datetime(2027, 3, 1, tzinfo=MOSCOW)


def test_what_a_lifetime_asks_for_knows_no_window():
    assert rules().ladder.window is None


def test_tiers_are_compared_and_found_by_purchases_alone():
    found = ladder().ladder

    assert found.of(9_999_99) == "standard"
    assert found.of(10**12) == "platinum"
    assert found.higher("silver", "gold") == found.higher("gold", "silver") == "gold"
    assert found.higher("friends", "gold") == "friends"
    assert found.higher("gold", "friends") == "gold"
    assert (found.needs("gold"), found.needs("friends")) == (50_000_00, None)


def test_a_tier_that_names_no_purchases_is_a_fault():
    tier = rules().tier("gold")

    with pytest.raises(ValueError, match="names no purchases"):
        threshold_of(msgspec.structs.replace(tier, when=Condition()))
