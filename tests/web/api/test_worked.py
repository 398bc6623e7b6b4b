"""Examples over the API: saved from a quote, run against a draft, in the way of a publishing."""

from typing import Any
from uuid import uuid4

import pytest
from litestar.testing import TestClient

from plushka.domain.programmes.founding import found
from tests.conftest import NOON
from tests.web.api.bad import paths
from tests.web.api.test_programme import gold, put
from tests.web.api.till import Till

RECEIPT = {
    "outlet": "main",
    "lines": [
        {"sku": "A", "category": "food", "quantity": "1", "price": "700.00"},
        {"sku": "B", "category": "food", "quantity": "1", "price": "300.00"},
    ],
    "redeem": "200.00",
    "at": "2026-11-21T12:00:00+03:00",
}
GOLD = {"tier": "gold", "paid_total": "15000.00", "spendable": "350.00"}


@pytest.fixture
def owner(client: TestClient) -> Till:
    """The key of a company of this test alone."""
    return Till(client, found(slug=f"elm-{uuid4().hex[:8]}", name="Вяз", at=NOON).key)


def save(owner: Till, **body: Any) -> Any:
    return owner.post("/programme/examples", {"name": "Тысяча", "receipt": RECEIPT, **body})


def test_an_example_is_saved_with_what_it_comes_to(owner: Till):
    answer = save(owner, member=GOLD)

    told = answer.json()
    assert answer.status_code == 201
    told.pop("id")
    assert told == {
        "name": "Тысяча",
        "receipt": {
            "outlet": "main",
            "at": "2026-11-21T09:00:00+00:00",
            "lines": [
                {"sku": "A", "category": "food", "quantity": "1.000", "price": "700.00"},
                {"sku": "B", "category": "food", "quantity": "1.000", "price": "300.00"},
            ],
            "redeem": "200.00",
        },
        "member": {
            "tier": "gold",
            "paid_total": "15000.00",
            "days_since": None,
            "spendable": "350.00",
            "gift": "0.00",
        },
        "expected": {
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
        },
        "differences": [],
    }


def test_a_quote_is_saved_as_it_was_asked_without_the_member(owner: Till):
    member = owner.enrol()
    owner.sell(member={"id": member["id"]}, total="2000.00")
    asked = {"outlet": "main", "total": "500.00", "member": {"id": member["id"]}, "redeem": "max"}
    quoted = owner.post("/sales/quote", asked).json()

    told = save(owner, receipt=asked).json()

    assert told["member"] == {
        "tier": "standard",
        "paid_total": "2000.00",
        "days_since": 0,
        "spendable": "100.00",
        "gift": "0.00",
    }
    for number in ("to_pay", "discount", "redeemed", "max_redeem", "accrued"):
        assert told["expected"][number] == quoted[number]
    assert "lines" not in told["expected"]
    assert member["id"] not in str(told)


def test_a_draft_that_an_example_does_not_agree_with_is_not_published(owner: Till):
    save(owner, member=GOLD, expected={"accrued": "80.00", "tier": "gold"})
    put(owner, {"document": gold("12")})

    [listed] = owner.get("/programme/examples").json()["items"]
    answer = owner.post("/programme/draft/publish", {})

    differing = {"path": "accrued", "expected": "80.00", "actual": "96.00"}
    assert listed["differences"] == [differing]
    told = answer.json()
    assert (answer.status_code, told["code"]) == (422, "examples_fail")
    assert told["examples"] == [{"example": "Тысяча", **differing}]
    assert owner.get("/programme").json()["version"] == 1


def test_a_removed_example_is_gone(owner: Till):
    example = save(owner).json()["id"]
    put(owner, {"document": gold("12")})

    removed = owner.send("DELETE", f"/programme/examples/{example}")
    again = owner.send("DELETE", f"/programme/examples/{example}")

    assert removed.json() == {"id": example, "status": "removed"}
    assert (again.status_code, again.json()["code"]) == (404, "example_unknown")
    assert owner.get("/programme/examples").json() == {"items": [], "next": None}
    assert owner.post("/programme/draft/publish", {}).status_code == 201


def test_what_an_example_expects_may_be_a_refusal(owner: Till):
    poor = {**GOLD, "spendable": "199.99"}

    told = save(owner, member=poor, expected={"refused": "not_enough_points"}).json()

    assert told["differences"] == []


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({"name": ""}, ["name"]),
        ({"receipt": {"outlet": "main"}}, ["receipt"]),
        ({"receipt": {**RECEIPT, "redeem": "-1"}}, ["receipt.redeem"]),
        (
            {"receipt": {"outlet": "main", "lines": [{"price": "1", "discount": "2"}]}},
            ["receipt.lines[0].discount"],
        ),
        ({"member": {"tier": "diamond"}}, ["member.tier"]),
        ({"member": {**GOLD, "days_since": -1}}, ["member.days_since"]),
        ({"expected": {"accrued": "x", "points": "1"}}, ["expected.points", "expected.accrued"]),
        ({"expected": {"expires_on": "tomorrow"}}, ["expected.expires_on"]),
        ({"expected": {"lines": [{"accrued": "1", "tier": "gold"}]}}, ["expected.lines[0].tier"]),
    ],
)
def test_an_example_that_cannot_be_names_its_fields(
    till: Till, body: dict[str, Any], named: list[str], nothing_written: None
):
    assert paths(save(till, **body)) == named


def test_a_name_is_taken_once(owner: Till):
    save(owner)

    assert paths(save(owner)) == ["name"]
