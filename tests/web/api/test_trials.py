"""One receipt tried at a moment to come, over the API."""

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from litestar.testing import TestClient

from plushka.domain.programmes.founding import found
from tests.conftest import NOON
from tests.web.api.bad import paths
from tests.web.api.till import Till

TOO_CHEAP = {"price": "1.00", "discount": "2.00"}
PLACE = "receipt.lines[0].discount"
SOON = (dt.datetime.now(dt.UTC) + dt.timedelta(days=30)).replace(microsecond=0)


def campaign(owner: Till) -> None:
    """Launch a campaign that begins when nobody has come yet."""
    document = {
        "name": {"ru": "Осень", "uk": "Осінь", "en": "Autumn"},
        "starts": f"{SOON - dt.timedelta(days=2):%Y-%m-%d}T00:00",
        "rules": [
            {
                "code": "gift",
                "name": "Подарок",
                "trigger": "purchase",
                "effects": [{"effect": "points", "points": "10", "valid_days": 3}],
            }
        ],
    }
    assert owner.send("PUT", "/campaigns/autumn", {"document": document}).status_code == 200
    assert owner.post("/campaigns/autumn/launch", {}).status_code == 200


def receipt(**more: Any) -> dict[str, Any]:
    return {"outlet": "main", "at": SOON.isoformat(), "total": "1000.00"} | more


@pytest.fixture
def owner(client: TestClient) -> Till:
    """The key of a company of this test alone."""
    made = Till(client, found(slug=f"elm-{uuid4().hex[:8]}", name="Вяз", at=NOON).key)
    campaign(made)
    return made


def test_a_member_is_tried_beside_the_campaigns_of_then(owner: Till):
    anna = owner.enrol()["id"]
    owner.sell(member={"id": anna}, total="400.00")

    answer = owner.post(
        "/programme/trial",
        {"receipt": receipt(member={"id": anna}, redeem="max")},
        accept_language="ru",
    ).json()

    assert answer["version"] == 1
    assert answer["campaigns"] == [{"code": "autumn", "name": "Осень", "gives": True}]
    sale = answer["sale"]
    assert (sale["status"], sale["id"], sale["redeemed"]) == ("quoted", None, "20.00")
    assert (sale["accrued"], [gift["points"] for gift in sale["gifts"]]) == ("49.00", ["10.00"])
    assert sale["accrual"]["available_at"] == answer["at"]
    assert sale["accrual"]["expires_at"] > sale["accrual"]["available_at"]
    assert sale["explanation"][-1]["text"].startswith("«Осень»: бонусы за покупку")
    balance = owner.get(f"/members/{anna}").json()["balance"]
    assert balance["spendable"] == "20.00"


def test_somebody_made_up_is_tried_by_the_draft(owner: Till):
    document = owner.get("/programme").json()["document"]
    document["tiers"][0]["earning"] = [{"percent": "7"}]
    owner.send("PUT", "/programme/draft", {"document": document})
    body = {"receipt": receipt(), "member": {"tier": "standard"}}

    tried = owner.post("/programme/trial", body | {"draft": True}).json()
    by_version = owner.post("/programme/trial", body | {"version": 1}).json()

    assert (tried["version"], tried["sale"]["accrued"]) == (None, "70.00")
    assert (by_version["version"], by_version["sale"]["accrued"]) == (1, "50.00")


@pytest.mark.parametrize(
    ("body", "code", "path"),
    [
        ({"receipt": receipt(at="2020-01-01T00:00:00Z")}, "invalid", "receipt.at"),
        ({"receipt": {"outlet": "main", "lines": [TOO_CHEAP]}}, "invalid", PLACE),
        ({"receipt": receipt(), "member": {"tier": "lead"}}, "invalid", "member.tier"),
        ({"receipt": receipt(outlet="nowhere")}, "outlet_unknown", None),
        ({"receipt": receipt(), "version": 9}, "version_unknown", None),
        ({"receipt": receipt(), "draft": True}, "draft_unknown", None),
        ({"receipt": receipt(member={"phone": "+79160000001"})}, "member_unknown", None),
    ],
)
def test_what_cannot_be_tried_is_refused(
    owner: Till, body: dict[str, Any], code: str, path: str | None
):
    answer = owner.post("/programme/trial", body)

    assert answer.json()["code"] == code
    if path is not None:
        assert paths(answer) == [path]
