"""One company never reaches another's things, by whatever endpoint (T36, I11)."""

from typing import Any

import pytest

from plushka.domain.rewards import catalogue
from plushka.domain.rewards.described import Terms
from plushka.domain.tenants import operations as tenants
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.operations import Created
from plushka.web.api.endpoint import Endpoint
from plushka.web.api.endpoints import TABLE
from tests.conftest import NOON
from tests.web.api.counting import rows_of
from tests.web.api.till import Till, new_phone, new_receipt


@pytest.fixture(scope="module")
def theirs() -> dict[str, str]:
    """What «Дуб» has; filled by the first test."""
    return {}


@pytest.fixture
def secrets(neighbour: Till, dub_api: Created, theirs: dict[str, str]) -> dict[str, str]:
    """Names of what «Дуб» has: a member with a sale, an entry, a lot and a hold."""
    if not theirs:
        phone, receipt = new_phone(), new_receipt()
        member = neighbour.enrol(phone=phone, name="Чужой")
        sale = neighbour.sell(member={"id": member["id"]}, receipt=receipt, total="1000.00")
        hold = neighbour.post("/holds", {"member": {"id": member["id"]}, "points": "1"}).json()
        [entry] = neighbour.get(f"/members/{member['id']}/entries").json()["items"]
        receipt_of_example = {"outlet": "main", "total": "1.00"}
        example = neighbour.post(
            "/programme/examples", {"name": "Чужой", "receipt": receipt_of_example}
        ).json()
        everybody = {"name": "Чужие", "condition": {"all": []}}
        segment = neighbour.post("/segments", everybody).json()
        selling = {"outlet": "main", "receipt": new_receipt(), "nominal": "1000.00"}
        with tenant_context(dub_api.tenant.id):
            terms = Terms(code="theirs", names={"ru": "Чужое"}, points=100)
            reward = catalogue.add(terms=terms, actor="system:test", at=NOON)
        wanted = {"member": {"id": member["id"]}, "lines": [{"reward": "theirs"}]}
        order = neighbour.post("/reward-orders", {**wanted, "outlet": "main"}).json()
        certificate = neighbour.post("/certificates", selling).json()
        theirs |= {
            "phone": phone,
            "receipt": receipt,
            "card": member["card"],
            "member": member["id"],
            "sale": sale["id"],
            "entry": entry["id"],
            "hold": hold["id"],
            "programme": example["id"],
            "segment": segment["id"],
            "certificate": certificate["certificate"]["id"],
            "reward": str(reward.id),
            "reward-order": order["id"],
        }
    return theirs


BODIES: dict[str, Any] = {
    "/sales/{id}/returns": {"receipt": "R"},
    "/sales/{id}/exchange": {
        "return": {"receipt": "R"},
        "sale": {"outlet": "main", "receipt": "R-2", "total": "1.00"},
    },
    "/members/{id}": {"name": "Мой"},
    "/members/{id}/merge": {"member": {"phone": "+79161234567"}},
    "/members/{id}/proof": {"birth_date": "1990-05-17"},
    "/members/{id}/tags": {"tags": []},
    "/members/{id}/tier": {"tier": "gold", "until": "2027-01-31", "reason": "r"},
    "/segments/{id}": {"version": 1, "name": "Все", "condition": {"all": []}},
    "/holds/{id}/capture": {},
    "/holds/{id}/release": {},
}


def of_theirs(endpoint: Endpoint, secrets: dict[str, str]) -> str:
    """Give the address of an endpoint with their ids in it."""
    kind = endpoint.path.split("/")[1].removesuffix("s")
    return endpoint.path.replace("{id}", secrets[kind]).replace("{entry}", secrets["entry"])


@pytest.mark.parametrize(
    "endpoint",
    [one for one in TABLE if "{id}" in one.path],
    ids=lambda one: f"{one.method} {one.path}",
)
def test_ids_of_the_neighbour_name_nothing(
    till: Till, dub_api: Created, secrets: dict[str, str], endpoint: Endpoint
):
    before = rows_of(dub_api.tenant.id)

    answer = till.send(endpoint.method, of_theirs(endpoint, secrets), BODIES.get(endpoint.path))

    assert answer.status_code == 404
    assert not any(secret in answer.text for secret in secrets.values())
    assert rows_of(dub_api.tenant.id) == before


def test_entry_of_the_neighbour_is_not_explained_beside_a_member_of_ours(
    till: Till, secrets: dict[str, str]
):
    anna = till.enrol()

    answer = till.get(f"/members/{anna['id']}/explanation/{secrets['entry']}")

    assert answer.status_code == 404


def test_lots_after_the_neighbours_lot_are_none(till: Till, secrets: dict[str, str]):
    anna = till.enrol()
    till.sell(member={"id": anna["id"]}, total="10.00")

    told = till.get(f"/members/{anna['id']}/lots", after=secrets["entry"]).json()

    assert told == {"items": [], "next": None}


@pytest.mark.parametrize(
    ("path", "more"),
    [
        ("/sales", {"outlet": "main", "receipt": "N-1", "total": "1.00"}),
        ("/sales/quote", {"outlet": "main", "total": "1.00"}),
        ("/holds", {"points": "1.00"}),
        ("/adjustments", {"points": "1.00", "reason": "r"}),
        ("/confirmations", {"purpose": "redeem", "outlet": "main"}),
    ],
)
def test_members_of_the_neighbour_are_unknown_in_every_body(
    till: Till, dub_api: Created, secrets: dict[str, str], path: str, more: dict[str, str]
):
    before = rows_of(dub_api.tenant.id)
    for member in (
        {"id": secrets["member"]},
        {"phone": secrets["phone"]},
        {"card": secrets["card"]},
    ):
        answer = till.post(path, {"member": member, **more})

        assert (answer.status_code, answer.json()["code"]) == (422, "member_unknown")
    assert rows_of(dub_api.tenant.id) == before


def test_members_of_the_neighbour_are_found_by_no_query(till: Till, secrets: dict[str, str]):
    for kind in ("phone", "card"):
        assert till.get("/members/lookup", **{kind: secrets[kind]}).status_code == 404
    assert till.get("/sales", outlet="main", receipt=secrets["receipt"]).json()["items"] == []


def test_member_of_the_neighbour_brings_nobody(till: Till, secrets: dict[str, str]):
    asked = {"phone": new_phone(), "referrer": {"phone": secrets["phone"]}}

    answer = till.post("/members", asked)

    assert answer.status_code == 422
    assert [error["path"] for error in answer.json()["errors"]] == ["referrer"]


def test_phone_of_the_neighbours_member_may_join_us(till: Till, secrets: dict[str, str]):
    answer = till.post("/members", {"phone": secrets["phone"]})

    assert answer.status_code == 201
    till.send("DELETE", f"/members/{answer.json()['id']}")


def test_receipts_and_keys_of_the_neighbour_are_free_for_us(till: Till, neighbour: Till):
    asked = {"outlet": "main", "receipt": new_receipt(), "total": "10.00"}
    key = new_receipt()
    first = neighbour.post("/sales", asked, idempotency_key=key)

    ours = till.post("/sales", {**asked, "total": "11.00"}, idempotency_key=key)

    assert (first.status_code, ours.status_code) == (201, 201)
    assert ours.json()["total"] == "11.00"


def test_outlet_of_the_neighbour_is_unknown(till: Till, neighbour: Till, dub_api: Created):
    code = new_receipt()
    with tenant_context(dub_api.tenant.id):
        tenants.add_outlet(code=code, name="Дуб")
    neighbour.sell(outlet=code, total="1.00")

    answer = till.post("/sales", {"outlet": code, "receipt": new_receipt(), "total": "1"})

    assert (answer.status_code, answer.json()["code"]) == (422, "outlet_unknown")
