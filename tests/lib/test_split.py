"""Nothing is lost when a sum is shared out (T10)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plushka.lib.split import split

weights = st.lists(st.integers(0, 10**9), min_size=1, max_size=12)


def test_ten_roubles_over_three_lines_go_to_the_largest_fraction():
    assert split(1000, [3333, 3333, 3334]) == [333, 333, 334]


def test_equal_fractions_go_by_position():
    assert split(2, [1, 1, 1]) == [1, 1, 0]


def test_a_commission_is_shared_and_the_rest_stays_with_the_programme():
    # V-h: 8 % of 12345.67, of which 60 % to the member, 25 % to the operator.
    commission = 1234567 * 8 // 100

    assert commission == 98765
    assert split(commission, [60, 25, 15]) == [59259, 24691, 14815]


def test_a_single_line_takes_everything():
    assert split(997, [3]) == [997]


def test_a_line_without_weight_gets_nothing():
    assert split(100, [0, 7, 0]) == [0, 100, 0]


def test_nothing_is_shared_among_nobody():
    assert split(0, []) == []
    assert split(0, [0, 0]) == [0, 0]
    assert split(0, [0]) == [0]


def test_a_share_above_its_cap_is_cut_and_the_rest_spread_again():
    assert split(100, [50, 30, 20], [40, 100, 100]) == [40, 36, 24]


def test_cutting_one_share_may_push_another_over_its_cap():
    assert split(100, [50, 30, 20], [40, 33, 100]) == [40, 33, 27]


def test_caps_that_hold_change_nothing():
    assert split(1000, [3333, 3333, 3334], [333, 333, 334]) == [333, 333, 334]


@pytest.mark.parametrize(
    ("total", "weights", "caps"),
    [(-1, [1], None), (1, [], None), (1, [0], None), (3, [0, 0], None), (10, [1, 1], [4, 5])],
)
def test_a_total_that_does_not_fit_is_refused(total, weights, caps):
    with pytest.raises(ValueError, match="share"):
        split(total, weights, caps)


@given(total=st.integers(0, 10**12), weights=weights.filter(any))
def test_shares_sum_to_the_total_and_stay_within_one_of_the_exact_part(total, weights):
    shares = split(total, weights)

    assert sum(shares) == total
    whole = sum(weights)
    assert all(
        abs(share * whole - total * weight) < whole
        for share, weight in zip(shares, weights, strict=True)
    )


@given(data=st.data(), weights=weights)
def test_capped_shares_sum_to_the_total_and_never_pass_their_caps(data, weights):
    caps = [data.draw(st.integers(0, 10**9)) for _ in weights]
    room = sum(cap for cap, weight in zip(caps, weights, strict=True) if weight)
    total = data.draw(st.integers(0, room))

    shares = split(total, weights, caps)

    assert sum(shares) == total
    assert all(share <= cap for share, cap in zip(shares, caps, strict=True))
    assert not any(share for share, weight in zip(shares, weights, strict=True) if not weight)
