"""The golden vectors of the accounting rules, as a till meets them (V-a to V-f, V-i, V-j)."""

import datetime as dt
import itertools
from collections.abc import Callable, Mapping
from uuid import uuid4

import msgspec
import pytest
from litestar.testing import TestClient

from plushka.domain.programmes import files
from plushka.domain.programmes.document import Band, EarningRule, PerFull
from plushka.domain.programmes.operations import publish
from plushka.domain.tenants import operations as tenants
from plushka.domain.tenants.context import tenant_context
from plushka.web.api import clock
from tests.conftest import NOON
from tests.web.api.till import Till, new_receipt

type Open = Callable[[EarningRule], Till]


@pytest.fixture
def opened(client: TestClient) -> Open:
    """Open a shop whose programme gives what one rule says."""

    def open_shop(rule: EarningRule) -> Till:
        preset = files.preset("bonusplus")
        tiers = tuple(msgspec.structs.replace(tier, earning=(rule,)) for tier in preset.tiers)
        with tenant_context(tenants.next_id()):
            shop = tenants.create(slug=f"shop-{uuid4().hex[:8]}", name="Липа", at=NOON)
            programme = msgspec.structs.replace(preset, tiers=tiers)
            publish(programme=programme, actor="system:test", at=NOON)
        return Till(client, shop.key)

    return open_shop


def returned(till: Till, sale: str, *lines: int) -> tuple[str, str, str]:
    """Return lines whole; give money back, points back, accrual reversed."""
    asked = {"receipt": new_receipt()} | (
        {"lines": [{"line": line} for line in lines]} if lines else {}
    )
    told = till.post(f"/sales/{sale}/returns", asked).json()
    return told["money_back"], told["points_back"], told["accrual_reversed"]


def spendable(till: Till, member: Mapping[str, str]) -> str:
    """Give what somebody has."""
    told: str = till.get(f"/members/{member['id']}").json()["balance"]["spendable"]
    return told


def test_line_returned_brings_its_own_money_points_and_accrual(till: Till):
    anna = till.enrol()
    till.sell(member={"id": anna["id"]}, total="10000.01")

    sale = till.sell(
        member={"id": anna["id"]}, lines=[{"price": "700"}, {"price": "300"}], redeem="200"
    )

    assert [(one["redeemed"], one["to_pay"]) for one in sale["lines"]] == [
        ("140.00", "560.00"),
        ("60.00", "240.00"),
    ]
    assert sale["accrued"] == "80.00"
    assert returned(till, sale["id"], 2) == ("240.00", "60.00", "24.00")
    assert returned(till, sale["id"], 1) == ("560.00", "140.00", "56.00")


def test_band_is_looked_up_again_for_what_remains(opened: Open):
    till = opened(EarningRule(bands=(Band(percent="3", upto="1000"), Band(percent="10"))))
    anna = till.enrol()

    sale = till.sell(member={"id": anna["id"]}, lines=[{"price": "600"}, {"price": "500"}])

    assert sale["accrued"] == "110.00"
    assert returned(till, sale["id"], 2) == ("500.00", "0.00", "92.00")
    assert returned(till, sale["id"], 1) == ("600.00", "0.00", "18.00")


def test_step_that_is_not_full_any_more_gives_nothing(opened: Open):
    till = opened(EarningRule(per_full=PerFull(each="1000", points="50")))
    anna = till.enrol()

    sale = till.sell(member={"id": anna["id"]}, lines=[{"price": "999"}, {"price": "999"}])

    assert sale["accrued"] == "50.00"
    assert returned(till, sale["id"], 1) == ("999.00", "0.00", "50.00")
    assert returned(till, sale["id"], 2) == ("999.00", "0.00", "0.00")


@pytest.mark.parametrize("order", list(itertools.permutations((1, 2, 3))))
def test_thirds_come_back_the_same_in_any_order(till: Till, order: tuple[int, ...]):
    anna = till.enrol()
    till.give(anna["id"], "10.00")
    lines = [{"price": price} for price in ("33.33", "33.33", "33.34")]

    sale = till.sell(member={"id": anna["id"]}, lines=lines, redeem="10.00")

    assert [one["redeemed"] for one in sale["lines"]] == ["3.33", "3.33", "3.34"]
    assert sale["accrued"] == "4.50"
    assert [returned(till, sale["id"], line)[2] for line in order] == ["1.50"] * 3


def test_rounding_down_leaves_nothing_behind(till: Till):
    anna = till.enrol()

    sale = till.sell(member={"id": anna["id"]}, lines=[{"price": "1.99"}] * 3)

    assert sale["accrued"] == "0.29"
    assert [returned(till, sale["id"], line)[2] for line in (1, 2, 3)] == ["0.10", "0.10", "0.09"]


def test_points_of_a_lot_that_ended_come_back_expired(till: Till, monkeypatch: pytest.MonkeyPatch):
    start = clock.now()
    anna = till.enrol()
    till.give(anna["id"], "100.00", days=7)
    till.give(anna["id"], "50.00", days=365)
    sale = till.sell(member={"id": anna["id"]}, total="120.00", redeem="120.00")
    monkeypatch.setattr(clock, "now", lambda: start + dt.timedelta(days=8))

    told = till.post(f"/sales/{sale['id']}/returns", {"receipt": new_receipt()}).json()

    assert (told["points_back"], told["points_expired"]) == ("120.00", "100.00")
    assert told["balance"] == {
        "spendable": "50.00",
        "pending": "0.00",
        "held": "0.00",
        "debt": "0.00",
    }


def test_tier_moves_above_its_threshold_and_not_at_it(till: Till):
    anna, bohdan = till.enrol(), till.enrol()

    at = till.sell(member={"id": anna["id"]}, total="10000.00")
    above = till.sell(member={"id": bohdan["id"]}, total="10000.01")

    assert (at["tier"]["code"], at["tier_changed"]) == ("standard", False)
    assert (above["tier"]["code"], above["tier_changed"]) == ("gold", True)
    assert till.get(f"/members/{anna['id']}").json()["next_tier"] == {
        "code": "gold",
        "missing": "0.01",
    }
    assert till.get(f"/members/{bohdan['id']}").json()["next_tier"] is None


def test_newcomer_pays_with_the_gift_and_the_referrer_gets_a_part_of_the_rest(till: Till):
    """V-f."""
    anna = till.enrol()
    bohdan = till.enrol(referrer={"card": anna["card"]})

    sale = till.sell(member={"id": bohdan["id"]}, total="1000.00", redeem="100.00")

    assert bohdan["balance"]["spendable"] == "100.00"
    assert (sale["to_pay"], sale["accrued"]) == ("900.00", "45.00")
    assert spendable(till, anna) == "27.00"
    assert returned(till, sale["id"]) == ("900.00", "100.00", "45.00")
    assert spendable(till, anna) == "0.00"
