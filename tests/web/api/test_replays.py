"""Replays over the API: asked for, carried out by the job, read again and again."""

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from litestar.testing import TestClient

from plushka.domain.programmes.founding import found
from plushka.domain.replay.models import Replay
from plushka.domain.replay.working import carry_out
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.operations import Created
from tests.conftest import NOON
from tests.web.api.bad import paths
from tests.web.api.till import Till


@pytest.fixture
def company() -> Created:
    """A company of this test alone."""
    return found(slug=f"elm-{uuid4().hex[:8]}", name="Вяз", at=NOON)


@pytest.fixture
def owner(client: TestClient, company: Created) -> Till:
    return Till(client, company.key)


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def change(owner: Till, percent: str) -> None:
    document = owner.get("/programme").json()["document"]
    document["tiers"][0]["earning"] = [{"percent": percent}]
    assert owner.send("PUT", "/programme/draft", {"document": document}).status_code == 200


def work(company: Created) -> int:
    return carry_out(tenant_id=company.tenant.id, clock=now)


def test_a_replay_is_asked_for_carried_out_and_read(owner: Till, company: Created):
    anna, bohdan = owner.enrol()["id"], owner.enrol()["id"]
    owner.sell(member={"id": anna}, total="1000.00")
    owner.sell(member={"id": bohdan}, total="100.00")
    change(owner, "7")

    asked = owner.post("/programme/replay", {"draft": True, "days": 2})
    waiting = owner.get(f"/programme/replays/{asked.json()['id']}").json()
    assert (work(company), work(company)) == (1, 0)
    done = owner.get(f"/programme/replays/{asked.json()['id']}").json()
    place = f"/programme/replays/{asked.json()['id']}/members"
    members = owner.get(place, limit="1").json()
    rest = owner.get(place, after=members["next"]).json()

    assert asked.status_code == 202
    assert (waiting["state"], waiting["figures"]) == ("waiting", None)
    assert (done["state"], done["source"], done["done"]) == ("done", "draft", done["of"])
    figures: dict[str, Any] = done["figures"]
    assert (figures["was"]["issued"], figures["would"]["issued"]) == ("55.00", "77.00")
    assert figures["winners"] == {"members": 2, "money": "22.00"}
    assert figures["check"] is None
    assert [(one["member"], one["gain"]) for one in members["items"]] == [(anna, "20.00")]
    assert [(one["member"], one["gain"]) for one in rest["items"]] == [(bohdan, "2.00")]
    assert rest["next"] is None
    listed = owner.get("/programme/replays").json()["items"]
    assert [(one["id"], one["figures"]) for one in listed] == [(done["id"], None)]


def test_a_window_ends_where_it_is_said_and_days_are_counted_back_from_there(owner: Till):
    ends = {"until": "2026-09-30T21:00:00Z"}

    told = [
        owner.post("/programme/replay", body).json()
        for body in (ends | {"days": 30}, {"until": "9999-12-31T23:59:59Z", "days": 1}, ends)
    ]

    shown = [(one["since"], one["until"]) for one in told]
    assert shown[0] == ("2026-09-01T00:00:00+03:00", "2026-10-01T00:00:00+03:00")
    assert shown[1][1] is None
    assert shown[2][1] == "2026-10-01T00:00:00+03:00"


def test_rules_as_they_were_say_that_they_give_the_ledger_again(owner: Till, company: Created):
    owner.sell(member={"id": owner.enrol()["id"]}, total="1000.00")

    asked = owner.post("/programme/replay", None).json()
    work(company)
    check = owner.get(f"/programme/replays/{asked['id']}").json()["figures"]["check"]

    assert (check["ok"], check["differing"]) == (True, [])
    assert check["compared"]["receipts"] == 1


def test_a_replay_that_was_cut_off_begins_again_and_is_given_up_in_the_end(
    owner: Till, company: Created
):
    asked = owner.post("/programme/replay", None).json()
    again = owner.post("/programme/replay", None).json()
    with tenant_context(company.tenant.id):
        Replay.objects.filter(id=asked["id"]).update(state="RUNNING", attempts=1)
        Replay.objects.filter(id=again["id"]).update(state="RUNNING", attempts=3)

    assert (work(company), work(company)) == (1, 0)

    states = {one["id"]: one["state"] for one in owner.get("/programme/replays").json()["items"]}
    assert states == {asked["id"]: "done", again["id"]: "failed"}


def test_old_replays_make_room(owner: Till, company: Created):
    asked = [owner.post("/programme/replay", None).json()["id"] for _ in range(22)]

    kept = [one["id"] for one in owner.get("/programme/replays").json()["items"]]

    assert kept == asked[:1:-1]
    assert owner.get(f"/programme/replays/{asked[0]}").json()["code"] == "replay_unknown"


def test_the_neighbour_has_no_such_replay(owner: Till, client: TestClient):
    asked = owner.post("/programme/replay", None).json()
    other = found(slug=f"ash-{uuid4().hex[:8]}", name="Ясень", at=NOON)

    answer = Till(client, other.key).get(f"/programme/replays/{asked['id']}")

    assert (answer.status_code, answer.json()["code"]) == (404, "replay_unknown")


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({"days": 0}, "days"),
        ({"days": 2, "since": "2026-11-01T00:00:00Z"}, "since"),
        ({"since": "2999-11-01T00:00:00Z"}, "since"),
        ({"weeks": 2}, "weeks"),
        ({"since": "2026-11-01T00:00:00Z", "until": "2026-11-01T00:00:00Z"}, "until"),
        ({"until": "1999-11-01T00:00:00Z"}, "until"),
        ({"until": "2026-11-31T00:00:00Z"}, "until"),
    ],
)
def test_what_cannot_be_replayed_is_refused(owner: Till, body: dict[str, Any], path: str):
    answer = owner.post("/programme/replay", body)

    assert answer.status_code == 422
    assert paths(answer) == [path]
    assert owner.get("/programme/replays").json()["items"] == []


def test_what_a_shop_can_give_is_reckoned(owner: Till):
    asked = {"average": "1000", "sales": 3000, "margin": "40", "give": "20", "buyers": 1500}

    answer = owner.post("/programme/reckoning", asked).json()

    assert (answer["budget"], answer["most_percent"]) == ("240000.00", "8")
    assert answer["tiers"][1] == {"code": "silver", "percent": "6", "threshold": "8000.00"}
    assert (answer["expiry_days"], answer["paying_percent"]) == (90, "40")
    assert [step["code"] for step in answer["steps"]][:3] == ["turnover", "margin", "budget"]


def test_a_reckoning_without_a_margin_is_refused(owner: Till):
    answer = owner.post(
        "/programme/reckoning", {"average": "1000", "sales": 3, "margin": "0", "give": "20"}
    )

    assert (answer.status_code, paths(answer)) == (422, ["margin"])
