"""Campaigns over the API: drafted, launched, raced for, stopped."""

from typing import Any
from uuid import uuid4

import pytest
from litestar.testing import TestClient

from plushka.domain.programmes.founding import found
from plushka.domain.tenants.operations import Created
from tests.conftest import NOON
from tests.domain.campaigns.cast import rule
from tests.web.api.bad import paths
from tests.web.api.test_at_once import at_once
from tests.web.api.till import Till, new_receipt


def document(**sections: Any) -> dict[str, Any]:
    return {
        "name": {"ru": "Осень", "uk": "Осінь", "en": "Autumn"},
        "starts": "2020-01-01T00:00",
        "rules": [rule({"effect": "points", "points": "10"})],
    } | sections


@pytest.fixture
def company() -> Created:
    """A company of this test alone."""
    return found(slug=f"oak-{uuid4().hex[:8]}", name="Дуб", at=NOON)


@pytest.fixture
def owner(client: TestClient, company: Created) -> Till:
    return Till(client, company.key)


def put(owner: Till, code: str = "autumn", **sections: Any) -> Any:
    return owner.send("PUT", f"/campaigns/{code}", {"document": document(**sections)})


def launch(owner: Till, code: str = "autumn", **sections: Any) -> dict[str, Any]:
    assert put(owner, code, **sections).status_code == 200
    answer = owner.post(f"/campaigns/{code}/launch", None)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def buy(owner: Till, member: str, **more: Any) -> dict[str, Any]:
    return owner.sell(member={"id": member}, total="100.00", **more)


def test_campaign_is_drafted_launched_changed_and_stopped(owner: Till):
    anna = owner.enrol()["id"]

    drafted = put(owner).json()
    before = buy(owner, anna)
    launched = owner.post("/campaigns/autumn/launch", None).json()
    during = buy(owner, anna)
    stopped = owner.post("/campaigns/autumn/stop", None).json()
    after = buy(owner, anna)

    assert [one["state"] for one in (drafted, launched, stopped)] == [
        "draft",
        "running",
        "stopped",
    ]
    assert (launched["draft"], launched["launched"]["number"]) == (None, 1)
    assert [one["accrued"] for one in (before, during, after)] == ["5.00", "15.00", "5.00"]
    assert [one["code"] for one in owner.get("/campaigns").json()["items"]] == ["autumn"]
    assert during["explanation"][1] == {
        "rule": "campaign:autumn:gift",
        "base": "100.00",
        "points": "10.00",
        "text": "«Осень»: бонусы за покупку на 100,00 ₽",
    }


def test_points_with_a_term_of_their_own_are_told_beside_the_accrual(owner: Till):
    effect = {"effect": "points", "points": "10", "valid_days": 7}
    launch(owner, rules=[rule(effect)])

    told = buy(owner, owner.enrol()["id"])

    assert told["accrued"] == "5.00"
    assert [one["points"] for one in told["gifts"]] == ["10.00"]
    assert owner.get(f"/sales/{told['id']}").json()["gifts"] == told["gifts"]


@pytest.mark.parametrize(
    ("sections", "path"),
    [
        ({"colour": "red"}, "colour"),
        ({"ends": "2019-12-31T00:00"}, "ends"),
        ({"starts": "2026-02-30T00:00"}, "starts"),
        ({"hours": [{"from": "12:00", "upto": "11:00"}]}, "hours[0].upto"),
        ({"outlets": ["moon"]}, "outlets[0]"),
        ({"rules": []}, "rules"),
        ({"audience": {"field": "receipt.total", "from": "5"}}, "audience.field"),
        ({"products": {"field": "line.mud", "is": "5"}}, "products.field"),
        ({"margin_share": "101"}, "margin_share"),
        ({"budgets": [{"of": "uses", "most": "1.5"}]}, "budgets[0].most"),
        ({"budgets": [{"of": "uses", "most": "1"}, {"of": "uses", "most": "2"}]}, "budgets[1]"),
        (
            {"rules": [rule({"effect": "percent", "percent": "101"})]},
            "rules[0].effects[0].percent",
        ),
    ],
)
def test_what_is_no_campaign_is_refused_with_its_place(owner: Till, sections, path):
    answer = put(owner, **sections)

    assert answer.status_code == 422
    assert paths(answer) == [path]
    assert owner.get("/campaigns").json()["items"] == []


def test_document_of_another_campaign_is_refused(owner: Till):
    body = {"document": document(code="winter")}

    answer = owner.send("PUT", "/campaigns/autumn", body)

    assert (answer.status_code, paths(answer)) == (422, ["code"])


def test_condition_a_hundred_levels_deep_is_refused(owner: Till):
    deep: dict[str, Any] = {"field": "member.tier", "is": "gold"}
    for _ in range(100):
        deep = {"not": deep}

    assert put(owner, audience=deep).status_code in {400, 422}


def test_campaign_with_words_that_a_rule_cannot_fill_in_is_not_launched(owner: Till):
    put(owner, rules=[rule({"effect": "message", "text": "accrued"})])

    answer = owner.post("/campaigns/autumn/launch", None)

    assert (answer.status_code, paths(answer)) == (422, ["rules[0].effects[0].text"])
    assert owner.get("/campaigns/autumn").json()["launched"] is None


def test_campaign_that_is_over_is_not_launched(owner: Till):
    put(owner, ends="2020-02-01T00:00")

    answer = owner.post("/campaigns/autumn/launch", None)

    assert (answer.status_code, paths(answer)) == (422, ["ends"])


def test_budget_below_what_was_used_is_not_launched(owner: Till):
    launch(owner, budgets=[{"of": "points", "most": "100"}])
    anna = owner.enrol()["id"]
    buy(owner, anna)
    buy(owner, anna)
    put(owner, budgets=[{"of": "points", "most": "19.99"}])

    answer = owner.post("/campaigns/autumn/launch", None)

    assert (answer.status_code, paths(answer)) == (422, ["budgets[0].most"])
    assert owner.get("/campaigns/autumn/budgets").json()["items"] == [
        {
            "of": "points",
            "each": "campaign",
            "stretch": "",
            "whose": "",
            "used": "20.00",
            "most": "100.00",
        }
    ]


def test_group_that_stacks_in_another_way_is_not_launched(owner: Till):
    launch(owner, "first", stacking={"group": "one", "mode": "best"})
    put(owner, "second", stacking={"group": "one", "mode": "sum"})

    answer = owner.post("/campaigns/second/launch", None)

    assert (answer.status_code, paths(answer)) == (422, ["stacking.mode"])


def test_tier_that_the_programme_does_not_have_is_not_launched(owner: Till):
    put(owner, rules=[rule({"effect": "tier", "tier": "mud", "days": 5})])

    answer = owner.post("/campaigns/autumn/launch", None)

    assert (answer.status_code, paths(answer)) == (422, ["rules[0].effects[0].tier"])


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/campaigns/never", 404, "campaign_unknown"),
        ("POST", "/campaigns/never/launch", 404, "campaign_unknown"),
        ("POST", "/campaigns/never/stop", 404, "campaign_unknown"),
        ("DELETE", "/campaigns/never", 404, "campaign_unknown"),
        ("GET", "/campaigns/never/budgets", 404, "campaign_unknown"),
        ("GET", "/campaigns/N%20o", 404, "not_found"),
    ],
)
def test_unknown_campaign_is_not_there(owner: Till, method, path, status, code):
    answer = owner.send(method, path)

    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_draft_is_discarded_and_a_launched_campaign_is_kept(owner: Till):
    put(owner, "never_launched")
    launch(owner, "launched")
    put(owner, "launched", weekdays=["mon"])

    assert owner.send("DELETE", "/campaigns/never_launched").status_code == 200
    assert owner.send("DELETE", "/campaigns/launched").status_code == 200
    again = owner.send("DELETE", "/campaigns/launched")

    assert (again.status_code, again.json()["code"]) == (409, "campaign_launched")
    [left] = owner.get("/campaigns").json()["items"]
    assert (left["code"], left["draft"], left["state"]) == ("launched", None, "running")


def test_campaign_of_the_neighbour_gives_nothing_and_is_not_there(owner: Till, neighbour: Till):
    launch(owner)

    assert neighbour.get("/campaigns/autumn").status_code == 404
    assert buy(neighbour, neighbour.enrol()["id"])["accrued"] == "5.00"


@pytest.mark.slow
def test_last_points_of_a_budget_are_given_once(owner: Till):
    """Two campaigns, 20 tills, 100 points left each: never over (T32)."""
    for code in ("first", "second"):
        launch(owner, code, budgets=[{"of": "points", "most": "100"}])
    members = [owner.enrol()["id"] for _ in range(20)]

    answers = at_once(
        [
            lambda member=member: owner.post(
                "/sales",
                {
                    "outlet": "main",
                    "receipt": new_receipt(),
                    "member": {"id": member},
                    "total": "100.00",
                },
            )
            for member in members
        ]
    )

    assert {one.status_code for one in answers} == {201}
    given = sorted(one.json()["accrued"] for one in answers)
    assert given == ["25.00"] * 10 + ["5.00"] * 10
    for code in ("first", "second"):
        [used] = owner.get(f"/campaigns/{code}/budgets").json()["items"]
        assert used["used"] == "100.00"
