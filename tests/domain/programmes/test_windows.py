"""What a document may not say of the purchases that lead to its tiers."""

import pytest

from tests.domain.programmes.making import document
from tests.domain.programmes.test_document import errors

YEAR = {"purchases": {"from": "100", "months": 12}}


def steps(*conditions):
    """The default programme with so many tiers above its first."""
    plain = document()
    first, other = plain["tiers"]
    plain["tiers"] = [first] + [
        other | {"code": f"tier_{number}", "when": when} for number, when in enumerate(conditions)
    ]
    return plain


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ([{}], ("tiers[1].when", "name either lifetime_purchases or purchases")),
        (
            [YEAR | {"lifetime_purchases": {"from": "1"}}],
            ("tiers[1].when", "name either lifetime_purchases or purchases"),
        ),
        (
            [{"purchases": {"days": 30}}],
            ("tiers[1].when.purchases", "name either gt or from"),
        ),
        (
            [{"purchases": {"gt": "1"}}],
            ("tiers[1].when.purchases", "name either days or months"),
        ),
        (
            [{"purchases": {"gt": "1", "days": 1, "months": 1}}],
            ("tiers[1].when.purchases", "name either days or months"),
        ),
        (
            [{"purchases": {"gt": "1", "days": 0}}],
            ("tiers[1].when.purchases.days", "must be above zero"),
        ),
        (
            [{"purchases": {"gt": "1", "months": 0}}],
            ("tiers[1].when.purchases.months", "must be above zero"),
        ),
        (
            [YEAR, {"purchases": {"from": "200", "months": 6}}],
            (
                "tiers[2].when.purchases",
                "must look at the same purchases as the tiers before it",
            ),
        ),
        (
            [YEAR, {"lifetime_purchases": {"from": "200"}}],
            (
                "tiers[2].when.lifetime_purchases",
                "must look at the same purchases as the tiers before it",
            ),
        ),
        (
            [YEAR, {"purchases": {"from": "100", "months": 12}}],
            ("tiers[2].when.purchases", "must ask for more than the tier before it"),
        ),
    ],
)
def test_conditions_that_make_no_sense_name_their_field(conditions, expected):
    assert errors(steps(*conditions)) == [expected]
