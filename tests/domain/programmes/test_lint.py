"""Each thing the lint looks for: found where it is, said in three languages, else silent."""

import pytest

from plushka.domain.programmes import files, lint
from plushka.domain.programmes.document import Discount
from plushka.domain.programmes.lint import places
from plushka.domain.programmes.lint.finding import Finding
from tests.domain.programmes.making import DEFAULT, document

STANDARD, GOLD = (
    {"ru": "Стандартная", "uk": "Стандартна", "en": "Standard"},
    {"ru": "Золотая", "uk": "Золота", "en": "Gold"},
)


def found(standard=None, gold=None, **sections):
    """What the lint finds in the default programme with parts of our own."""
    plain = document(**sections)
    plain["tiers"][0] |= standard or {}
    plain["tiers"][1] |= gold or {}
    return lint.findings(files.read(plain))


def test_the_default_programme_is_in_order():
    assert lint.findings(DEFAULT) == []


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (
            {"birthday": {"days_before": 8, "gift": "100", "valid_days": 7}},
            Finding(
                "birthday.valid_days",
                "error",
                "birthday_gift_over",
                {"days": 7, "before_days": 8},
            ),
        ),
        (
            {"gold": {"birthday": {"days_before": 2, "gift": "100", "valid_days": 1}}},
            Finding(
                "tiers[1].birthday.valid_days",
                "error",
                "birthday_gift_over",
                {"days": 1, "before_days": 2},
            ),
        ),
        (
            {"reanimation": {"gift_valid_days": 7, "steps": {"2": [[90, "1"], [90, "2"]]}}},
            Finding(
                "reanimation.steps.2[1]",
                "error",
                "step_never_reached",
                {"days": 90, "before_days": 90},
            ),
        ),
        (
            {"gold": {"earning": [{"percent": "3"}], "discount": {"percent": "1.5"}}},
            Finding(
                "tiers[1]",
                "warning",
                "tier_gives_less",
                {"tier": GOLD, "lower": STANDARD, "percent": "4.5", "before": "5"},
            ),
        ),
        (
            {"gold": {"earning": [{"percent": "5"}]}},
            Finding(
                "tiers[1]",
                "warning",
                "tier_changes_nothing",
                {"tier": GOLD, "lower": STANDARD},
            ),
        ),
        (
            {"gold": {"discount": {"percent": "17.5"}}},
            Finding(
                "tiers[1].earning",
                "warning",
                "gives_too_much",
                {"tier": GOLD, "percent": "30.5", "sensible": "30"},
            ),
        ),
        (
            {"standard": {"earning": [{"percent": "0"}]}},
            Finding("tiers[0].earning[0]", "warning", "earns_nothing"),
        ),
        (
            {"standard": {"earning": [{"percent": "0.01", "rounding": {"to": "1"}}]}},
            Finding(
                "tiers[0].earning[0]",
                "warning",
                "rounded_away",
                {"percent": "0.01", "sum": 1_000_000, "currency": "RUB"},
            ),
        ),
        (
            {"standard": {"earning": [{"bands": [{"percent": 5, "upto": 100}, {"percent": 3}]}]}},
            Finding(
                "tiers[0].earning[0].bands[1].percent",
                "warning",
                "band_falls",
                {"percent": "3", "before": "5"},
            ),
        ),
        (
            {"gold": {"discount": {"bands": [{"percent": 2, "upto": 100}, {"percent": 2}]}}},
            Finding(
                "tiers[1].discount.bands[0]", "warning", "band_changes_nothing", {"percent": "2"}
            ),
        ),
        (
            {
                "standard": {
                    "earning": [
                        {"days_since": {"bands": [{"upto": 30, "percent": 3}], "otherwise": 3}}
                    ]
                }
            },
            Finding(
                "tiers[0].earning[0].days_since.bands[0]",
                "warning",
                "band_changes_nothing",
                {"percent": "3"},
            ),
        ),
        (
            {"gold": {"paying": {"max_percent": "0"}}},
            Finding("tiers[1].paying.max_percent", "warning", "points_never_pay"),
        ),
        (
            {"paying": {"gift": {"max_percent": "0"}}},
            Finding("paying.gift.max_percent", "warning", "points_never_pay"),
        ),
        (
            {"paying": {"max_percent": "50", "purchase": {"max_percent": "70.5"}}},
            Finding(
                "paying.purchase.max_percent",
                "warning",
                "limit_of_kind_unused",
                {"percent": "70.5", "before": "50"},
            ),
        ),
        (
            {"paying": {"gift": {"exclusions": ["a", "A"]}}},
            Finding("paying.gift.exclusions[1]", "warning", "category_twice", {"category": "A"}),
        ),
        (
            {"gold": {"paying": {"minimum": "50", "multiple": "20"}}},
            Finding(
                "tiers[1].paying.minimum",
                "warning",
                "minimum_between_multiples",
                {"points": 6000, "multiple": 2000},
            ),
        ),
        (
            {"paying": {"minimum": "500"}},
            Finding(
                "referral.newcomer.gift",
                "warning",
                "gift_below_minimum",
                {"points": 10_000, "minimum": 50_000},
            ),
        ),
        (
            {"expiry": {"purchase_days": 10, "warn_days": 7}, "activation": {"mode": "next_day"}},
            None,
        ),
        (
            {
                "expiry": {"purchase_days": 10, "warn_days": 7},
                "activation": {"mode": "after_days", "days": 3},
            },
            Finding("expiry", "warning", "warned_before_open", {"days": 7, "warn_days": 7}),
        ),
        (
            {"gold": {"activation": {"mode": "after_days", "days": 364}}},
            Finding(
                "tiers[1].activation",
                "warning",
                "warned_before_open",
                {"days": 1, "warn_days": 7},
            ),
        ),
        (
            {"gold": {"expiry": {"purchase_days": 5, "warn_days": 0}}},
            Finding(
                "tiers[1].expiry",
                "warning",
                "late_receipt_gives_nothing",
                {"days": 5, "late_days": 7},
            ),
        ),
        (
            {"exclusions": {"accrual": ["Табак", "вино", " табак"]}},
            Finding("exclusions.accrual[2]", "warning", "category_twice", {"category": "табак"}),
        ),
    ],
)
def test_a_finding_names_its_place_and_its_numbers(parts, expected):
    assert found(**parts) == ([] if expected is None else [expected])


@pytest.mark.parametrize(
    "parts",
    [
        {"gold": {"discount": {"percent": "17"}}},
        {"standard": {"earning": [{"percent": "0.02", "rounding": {"to": "1"}}]}},
        {"standard": {"earning": [{"percent": "0.01", "rounding": {"direction": "up"}}]}},
        {"standard": {"earning": [{"per_full": {"each": "100", "points": "1"}}]}},
        {
            "standard": {
                "earning": [
                    {"mode": "marginal", "bands": [{"percent": 5, "upto": 9}, {"percent": 3}]}
                ]
            }
        },
        {"birthday": {"days_before": 7, "gift": "100", "valid_days": 7}},
        {"expiry": {"purchase_days": None}},
        {"expiry": {"purchase": {"mode": "end_of_month"}}},
        {"paying": {"max_percent": "50", "gift": {"exclusions": ["a"]}}},
        {
            "referral": {
                "keys": ["phone"],
                "referrer": {"base": "bonuses_earned", "percent": "100"},
                "newcomer": {"gift": "1", "usable_at_first_purchase": True},
            }
        },
        {
            "referral": {
                "keys": ["phone"],
                "referrer": {"base": "fixed", "percent": "100"},
                "newcomer": {"gift": "1", "usable_at_first_purchase": True},
            }
        },
    ],
)
def test_what_is_in_order_is_left_alone(parts):
    assert found(**parts) == []


def test_a_programme_with_nothing_but_tiers_is_looked_through():
    plain = document()
    for name in ("birthday", "review", "referral", "reanimation"):
        del plain[name]

    assert lint.findings(files.read(plain)) == []


def test_a_rate_that_was_not_checked_is_our_fault():
    with pytest.raises(ValueError, match="names no rate"):
        places.percents(Discount())


def test_errors_come_before_warnings():
    levels = [
        one.level
        for one in found(
            paying={"max_percent": "0"},
            birthday={"days_before": 8, "gift": "100", "valid_days": 7},
            exclusions={"accrual": ["a", "a"]},
        )
    ]

    assert levels == ["error", "warning", "warning"]
