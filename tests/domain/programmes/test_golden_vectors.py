"""The golden vectors of the accounting rules, to the kopeck."""

from tests.domain.programmes.making import GOLD, receipt, rules, sell

UPTO_THOUSAND_THREE_ABOVE_TEN = {
    "bands": [{"upto": "1000.00", "percent": "3"}, {"percent": "10"}],
}
FIFTY_PER_THOUSAND = {"per_full": {"each": "1000.00", "points": "50.00"}}


def test_points_pay_their_share_of_each_line_and_the_rest_earns():
    # Vector V-a of rule T8.
    sale = sell(rules(), receipt(70000, 30000), GOLD, redeem=20000)

    assert sale.shares == [14000, 6000]
    assert sale.paid == [56000, 24000]
    assert sale.earned == 8000
    assert sale.give_back(2) == (24000, 6000, 2400)
    assert sale.give_back(1) == (56000, 14000, 5600)


def test_a_return_that_falls_into_a_lower_band_reverses_down_to_it():
    # Vector V-b of rule T11.
    sale = sell(rules(UPTO_THOUSAND_THREE_ABOVE_TEN), receipt(60000, 50000))

    assert sale.earned == 11000
    assert sale.give_back(2) == (50000, 0, 9200)
    assert sale.give_back(1) == (60000, 0, 1800)


def test_a_return_that_loses_the_full_thousand_reverses_all_of_it():
    # Vector V-c of rule T11.
    sale = sell(rules(FIFTY_PER_THOUSAND), receipt(99900, 99900))

    assert sale.earned == 5000
    assert sale.give_back(1) == (99900, 0, 5000)
    assert sale.give_back(2) == (99900, 0, 0)


def test_three_equal_lines_reverse_the_same_in_any_order():
    # Vector V-d of rule T10.
    for order in ([1, 2, 3], [3, 1, 2], [2, 3, 1]):
        sale = sell(rules(), receipt(3333, 3333, 3334), redeem=1000)

        assert sale.shares == [333, 333, 334]
        assert sale.earned == 450
        assert [sale.give_back(number)[2] for number in order] == [150, 150, 150]


def test_three_pieces_come_back_one_by_one_without_a_leak():
    # Vector V-e of rule T11.
    sale = sell(rules(), receipt(199, 199, 199))

    assert sale.earned == 29
    assert [sale.give_back(number)[2] for number in (1, 2, 3)] == [10, 10, 9]


def test_the_first_kopeck_above_ten_thousand_is_gold():
    # Vector V-j of rule T15.
    programme = rules()

    assert programme.tier_after(10_000_00, "standard") == "standard"
    assert programme.tier_after(10_000_01, "standard") == "gold"


def test_pieces_of_one_line_come_back_with_their_part_and_the_last_brings_the_rest():
    # T11: 10.00 for three pieces, one rouble of it paid with points.
    sale = sell(rules(), receipt(1000), redeem=100)

    assert [sale.give_back(1, of=3) for _ in range(3)] == [
        (300, 33, 15),
        (300, 33, 15),
        (300, 34, 15),
    ]


def test_a_newcomer_earns_on_what_is_paid_in_money():
    # V-f, the part of the buyer
    sale = sell(rules(), receipt(100000), redeem=10000)

    assert sale.paid == [90000]
    assert sale.earned == 4500
