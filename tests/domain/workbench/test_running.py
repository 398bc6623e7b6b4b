"""An example is decided as a sale is, and every number that differs is named."""

import datetime as dt

import pytest

from plushka.domain.programmes import files
from plushka.domain.sales.asked import AskedLine, AskedSale
from plushka.domain.workbench import queries, receipts, running
from plushka.domain.workbench.running import Difference
from plushka.domain.workbench.states import MemberState
from tests.conftest import NOON
from tests.domain.campaigns.cast import rule
from tests.domain.programmes.making import document

ZONE = "Europe/Moscow"
GOLD = MemberState(tier="gold", paid_total=1_500_000, days_since=3, spendable=35_000)
TWO_LINES = (
    AskedLine(price=70_000, category="food", sku="A", name="Хлеб", supplier="Мельница"),
    AskedLine(price=30_000, category="food", quantity=1_500, discount=500, cost=12_000),
)


def outcome(member=GOLD, at=NOON, programme=None, **receipt):
    rules = queries.compiled(files.read(programme or document()), zone=ZONE)
    asked = AskedSale(outlet="main", at=at, **({"total": 100_000} | receipt))
    return running.outcome(asked, member, programme=rules, zone=ZONE)


def test_a_receipt_comes_to_what_a_quote_would_answer():
    lines = (AskedLine(price=70_000), AskedLine(price=30_000))

    assert outcome(total=None, lines=lines, redeem=20_000) == {
        "discount": "0.00",
        "redeemed": "200.00",
        "max_redeem": "1000.00",
        "to_pay": "800.00",
        "accrued": "80.00",
        "tier": "gold",
        "expires_on": "2027-11-21",
        "lines": [
            {"discount": "0.00", "redeemed": "140.00", "to_pay": "560.00", "accrued": "56.00"},
            {"discount": "0.00", "redeemed": "60.00", "to_pay": "240.00", "accrued": "24.00"},
        ],
    }


def test_points_of_an_example_are_of_purchases():
    """T45: a limit of gifts leaves them alone, a limit of theirs does not."""
    gifts = document(paying={"gift": {"max_percent": "0"}})
    purchases = document(paying={"purchase": {"max_percent": "10"}, "max_percent": "50"})

    assert outcome(programme=gifts, redeem="max")["redeemed"] == "350.00"
    assert outcome(programme=purchases, redeem="max")["redeemed"] == "100.00"
    assert outcome(MemberState(tier="gold"), programme=gifts, redeem="max")["redeemed"] == "0.00"


def test_a_purchase_that_is_enough_comes_to_the_next_tier():
    newcomer = MemberState(tier="standard", paid_total=950_000)

    assert outcome(newcomer)["tier"] == "gold"
    assert outcome(newcomer, total=50_000)["tier"] == "standard"


def test_a_receipt_without_a_member_earns_nothing():
    told = outcome(None)

    assert (told["to_pay"], told["accrued"]) == ("1000.00", "0.00")
    assert "tier" not in told
    assert "expires_on" not in told


def test_days_since_the_last_purchase_are_local_days():
    rate = {"bands": [{"upto": 3, "percent": "7"}], "otherwise": "1"}
    programme = document()
    programme["tiers"][1]["earning"] = [{"days_since": rate}]
    late_evening = dt.datetime(2026, 11, 21, 20, 59, tzinfo=dt.UTC)

    assert outcome(at=late_evening, programme=programme)["accrued"] == "70.00"
    longer = MemberState(tier="gold", days_since=4)
    assert outcome(longer, at=late_evening, programme=programme)["accrued"] == "10.00"
    assert outcome(MemberState(tier="gold"), programme=programme)["accrued"] == "10.00"


def test_points_that_never_end_say_so():
    assert outcome(programme=document(expiry={"purchase_days": None}))["expires_on"] == "never"


def test_a_refusal_is_an_outcome():
    assert outcome(redeem=35_001) == {"refused": "not_enough_points"}
    assert outcome(redeem=35_000, total=10_000) == {"refused": "pays_too_much_with_points"}


def test_everything_that_may_be_redeemed_is_what_the_member_has():
    assert outcome(redeem="max")["redeemed"] == "350.00"


def test_gifts_pay_first_and_up_to_their_own_limit():
    programme = document(paying={"gift": {"max_percent": "10"}})
    member = MemberState(tier="gold", spendable=50_000, gift=20_000)

    assert outcome(member, programme=programme, redeem="max")["redeemed"] == "400.00"
    assert outcome(member, redeem="max")["redeemed"] == "500.00"


def test_purchases_of_a_window_lead_to_a_tier():
    programme = document()
    programme["tiers"][1]["when"] = {"purchases": {"gt": "10000", "months": 12}}
    newcomer = MemberState(tier="standard", paid_total=950_000)

    assert outcome(newcomer, programme=programme)["tier"] == "gold"


def test_only_what_is_expected_is_compared():
    actual = {"to_pay": "800.00", "tier": "gold", "lines": [{"accrued": "56.00"}]}

    assert running.differences({"to_pay": "800.00"}, actual) == []
    assert running.differences(
        {"to_pay": "801.00", "lines": [{"accrued": "56.00"}, {"accrued": "1.00"}]}, actual
    ) == [Difference("to_pay", "801.00", "800.00"), Difference("lines[1].accrued", "1.00", "")]


def test_a_refusal_that_nobody_expected_is_the_one_difference():
    refused = {"refused": "not_enough_points"}

    assert running.differences(refused, refused) == []
    assert running.differences({"to_pay": "1.00", "accrued": "2.00"}, refused) == [
        Difference("refused", "", "not_enough_points")
    ]
    assert running.differences(refused, {"to_pay": "1.00"}) == [
        Difference("refused", "not_enough_points", "")
    ]


@pytest.mark.parametrize(
    "asked",
    [
        AskedSale(outlet="main", at=NOON, lines=TWO_LINES, redeem=20_000),
        AskedSale(outlet="main", at=NOON, total=0, redeem="max"),
    ],
)
def test_a_receipt_is_read_as_it_was_written(asked):
    assert receipts.read(receipts.written(asked, at=NOON)) == asked


def test_a_receipt_without_a_moment_gets_the_one_it_was_saved_at():
    kept = receipts.written(AskedSale(outlet="main", total=1, staff="olya", receipt="A"), at=NOON)

    assert kept == {"outlet": "main", "at": "2026-11-21T09:00:00+00:00", "total": "0.01"}


def test_an_example_without_a_moment_is_our_fault():
    with pytest.raises(ValueError, match="moment"):
        outcome(at=None)


def test_rules_of_the_programme_are_a_part_of_what_a_receipt_comes_to():
    hundred = rule({"effect": "points", "points": "100"})

    assert outcome(programme=document(rules=[hundred]))["accrued"] == "200.00"
