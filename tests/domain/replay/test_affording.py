"""What a shop can afford to give (D30)."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plushka.domain.replay.affording import WHOLE, Asked, afford
from plushka.lib.refusal import BadField


def percent(number):
    return int(number * 10_000)


def test_a_cafe_may_give_a_fifth_of_its_margin():
    """1 000.00 × 3 000 = 3 000 000.00; 40 % of it is margin, a fifth of that may go: 8 %."""
    found = afford(
        Asked(average=100_000, sales=3_000, margin=percent(40), give=percent(20), buyers=1_500)
    )

    assert (found.turnover, found.margin, found.budget) == (300_000_000, 120_000_000, 24_000_000)
    assert found.most == percent(8)
    assert [(one.code, one.percent, one.threshold) for one in found.tiers] == [
        ("standard", percent(4), 0),
        ("silver", percent(6), 800_000),
        ("gold", percent(8), 2_000_000),
    ]
    # A purchase every 15 days; six of them take 90.
    assert found.expiry_days == 90
    assert found.paying == percent(40)


def test_a_small_margin_gives_one_tier():
    found = afford(Asked(average=50_000, sales=100, margin=percent(4), give=percent(10)))

    assert [(one.code, one.percent) for one in found.tiers] == [("standard", percent(0.2))]
    assert (found.expiry_days, found.paying) == (180, percent(1))


@example(average=1, sales=1, margin=300_000, give=WHOLE)
@given(
    average=st.integers(1, 10**9),
    sales=st.integers(1, 10**6),
    margin=st.integers(1, WHOLE),
    give=st.integers(1, WHOLE),
)
def test_nobody_is_promised_more_than_can_be_given(average, sales, margin, give):
    asked = Asked(average=average, sales=sales, margin=margin, give=give)

    found = afford(asked)

    assert all(one.percent <= max(found.most, 1) for one in found.tiers)
    percents = [one.percent for one in found.tiers]
    sums = [one.threshold for one in found.tiers]
    assert percents == sorted(set(percents))
    assert sums == sorted(set(sums))
    assert found.budget <= found.margin <= found.turnover


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({"average": 0}, "average"),
        ({"sales": 0}, "sales"),
        ({"margin": 0}, "margin"),
        ({"margin": WHOLE + 1}, "margin"),
        ({"give": WHOLE + 1}, "give"),
        ({"buyers": 0}, "buyers"),
        ({"buyers": 101}, "buyers"),
    ],
)
def test_what_means_nothing_is_refused(changed, path):
    asked = {"average": 1_000, "sales": 100, "margin": 1_000, "give": 1_000} | changed

    with pytest.raises(BadField) as refused:
        afford(Asked(**asked))

    assert refused.value.path == path
