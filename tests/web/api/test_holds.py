"""Points set aside until a sale is final."""

import datetime as dt
import json

import pytest

from plushka.domain.tenants.operations import Created
from tests.web.api.conftest import MakeTill
from tests.web.api.till import Till, last_code, new_receipt

NOBODY = "0197c0de-0000-7000-8000-000000000000"


def test_held_points_are_neither_spent_nor_gone(till: Till, anna: str):
    before = dt.datetime.now(dt.UTC)

    held = till.post("/holds", {"member": {"id": anna}, "points": "60.00"})

    told = held.json()
    assert held.status_code == 201
    assert list(told) == ["id", "points", "until", "status", "captured", "balance"]
    assert (told["points"], told["status"], told["captured"]) == ("60.00", "open", None)
    assert told["balance"] == {
        "spendable": "40.00",
        "pending": "0.00",
        "held": "60.00",
        "debt": "0.00",
    }
    minutes = (dt.datetime.fromisoformat(told["until"]) - before) / dt.timedelta(minutes=1)
    assert 15 <= minutes < 16


def test_captured_hold_redeems_and_frees_the_rest(till: Till, anna: str):
    held = till.post("/holds", {"member": {"id": anna}, "points": "60.00"}).json()

    captured = till.post(f"/holds/{held['id']}/capture", {"points": "45.00"})

    told = captured.json()
    assert (captured.status_code, told["status"], told["captured"]) == (200, "captured", "45.00")
    assert told["balance"]["spendable"] == "55.00"
    again = till.post(f"/holds/{held['id']}/capture", {"points": "45.00"})
    assert (again.status_code, again.headers["idempotent-replay"]) == (200, "true")
    released = till.send("POST", f"/holds/{held['id']}/release")
    assert (released.status_code, released.json()["code"]) == (409, "hold_not_open")


def test_capture_without_a_body_takes_all(till: Till, anna: str):
    held = till.post("/holds", {"member": {"id": anna}, "points": "60.00"}).json()

    captured = till.send("POST", f"/holds/{held['id']}/capture")

    assert (captured.json()["captured"], captured.json()["balance"]["spendable"]) == (
        "60.00",
        "40.00",
    )


def test_more_than_held_is_refused(till: Till, anna: str):
    held = till.post("/holds", {"member": {"id": anna}, "points": "60.00"}).json()

    answer = till.post(f"/holds/{held['id']}/capture", {"points": "60.01"})

    assert (answer.status_code, answer.json()["code"], answer.json()["held"]) == (
        422,
        "more_than_held",
        "60.00",
    )


def test_released_hold_gives_all_back(till: Till, anna: str):
    held = till.post("/holds", {"member": {"id": anna}, "points": "60.00"}).json()

    released = till.send("POST", f"/holds/{held['id']}/release")

    assert (released.status_code, released.json()["status"]) == (200, "released")
    assert released.json()["balance"]["spendable"] == "100.00"
    answer = till.post(f"/holds/{held['id']}/capture", {})
    assert (answer.status_code, answer.json()["code"]) == (409, "hold_not_open")


def test_reference_names_one_hold(till: Till, anna: str):
    asked = {"member": {"id": anna}, "points": "60.00", "reference": "order-7", "minutes": 5}
    first = till.post("/holds", asked)

    again = till.post("/holds", asked)
    other = till.post("/holds", {**asked, "points": "61.00"})

    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json()["id"] == first.json()["id"]
    assert (other.status_code, other.json()["code"]) == (409, "repeat_differs")


@pytest.mark.parametrize("differs", [{"minutes": 6}, {"points": "60.01"}])
def test_reference_with_something_else_is_refused(
    till: Till, anna: str, differs: dict[str, object]
):
    asked = {"member": {"id": anna}, "points": "60.00", "reference": new_receipt(), "minutes": 5}
    till.post("/holds", asked)

    refused = till.post("/holds", {**asked, **differs})

    assert (refused.status_code, refused.json()["code"]) == (409, "repeat_differs")
    assert refused.json()["reference"] == asked["reference"]
    assert till.get(f"/members/{anna}").json()["balance"]["held"] == "60.00"


@pytest.mark.parametrize(
    "reference", ["заказ 7", "order 7", "order\n", "", "x" * 101, 7, "\ud800"]
)
def test_reference_that_is_no_plain_number_is_refused_in_words(
    till: Till, anna: str, reference: object
):
    asked = {"member": {"id": anna}, "points": "1.00", "reference": reference}

    refused = till.send("POST", "/holds", content=json.dumps(asked).encode())

    [error] = refused.json()["errors"]
    assert (refused.status_code, error["path"]) == (422, "reference")
    assert "regex" not in error["message"]
    assert "Expected" not in error["message"]


def test_state_of_a_hold_is_spelled_in_a_refusal_as_in_an_answer(till: Till, anna: str):
    held = till.post("/holds", {"member": {"id": anna}, "points": "60.00"}).json()
    released = till.send("POST", f"/holds/{held['id']}/release").json()

    refused = till.send("POST", f"/holds/{held['id']}/capture").json()

    assert (released["status"], refused["state"]) == ("released", "released")


def test_capture_of_another_number_of_points_is_refused_in_the_callers_words(
    till: Till, anna: str
):
    held = till.post("/holds", {"member": {"id": anna}, "points": "60.00"}).json()["id"]
    till.post(f"/holds/{held}/capture", {"points": "45.00"})

    refused = till.post(f"/holds/{held}/capture", {"points": "46.00"})

    assert (refused.status_code, refused.json()["code"]) == (409, "repeat_differs")
    assert "key" not in refused.json()
    assert refused.json()["detail"] == "The hold was captured before, with other points."


def test_reference_of_another_members_order_is_refused(till: Till, anna: str):
    bohdan = till.enrol()["id"]
    till.give(bohdan, "100.00")
    asked = {"points": "60.00", "reference": new_receipt()}
    till.post("/holds", {**asked, "member": {"id": anna}})

    refused = till.post("/holds", {**asked, "member": {"id": bohdan}})

    assert (refused.status_code, refused.json()["code"]) == (409, "repeat_differs")
    assert till.get(f"/members/{bohdan}").json()["balance"]["held"] == "0.00"


@pytest.mark.parametrize("until", ["2020-01-01T00:00:00Z", "2199-01-01T00:00:00Z"])
def test_hold_ends_within_fourteen_days(till: Till, anna: str, until: str):
    answer = till.post("/holds", {"member": {"id": anna}, "points": "1.00", "until": until})

    assert answer.status_code == 422
    assert [error["path"] for error in answer.json()["errors"]] == ["until"]


def test_hold_beyond_the_balance_is_refused(till: Till, anna: str):
    answer = till.post("/holds", {"member": {"id": anna}, "points": "100.01"})

    assert (answer.status_code, answer.json()["missing"]) == (422, "0.01")


def test_unknown_hold_is_refused(till: Till):
    for path in (f"/holds/{NOBODY}/capture", "/holds/x/release"):
        assert till.send("POST", path).status_code == 404


def test_code_confirms_a_hold(make_till: MakeTill, lipa_api: Created, anna: str):
    plain, member = make_till("sales"), {"id": anna}
    plain.post("/confirmations", {"member": member, "purpose": "redeem", "outlet": "main"})
    asked = {"member": member, "points": "10.00", "outlet": "main"}

    held = plain.post("/holds", {**asked, "confirmation": last_code(lipa_api)})

    assert held.status_code == 201
    assert plain.post("/holds", {**asked, "confirmation": "x"}).json()["code"] == (
        "confirmation_wrong"
    )


def test_code_for_a_hold_names_the_outlet_it_was_asked_for_in(make_till: MakeTill, anna: str):
    asked = {"member": {"id": anna}, "points": "10.00", "confirmation": "1234"}

    refused = make_till("sales").post("/holds", asked)

    assert refused.status_code == 422
    assert [error["path"] for error in refused.json()["errors"]] == ["outlet"]


def test_confirmed_hold_asked_for_again_is_answered_as_the_first_time(
    make_till: MakeTill, lipa_api: Created, anna: str
):
    plain, member = make_till("sales"), {"id": anna}
    plain.post("/confirmations", {"member": member, "purpose": "redeem", "outlet": "main"})
    asked = {
        "member": member,
        "points": "10.00",
        "outlet": "main",
        "reference": new_receipt(),
        "confirmation": last_code(lipa_api),
    }
    first = plain.post("/holds", asked)

    again = plain.post("/holds", asked)

    assert (first.status_code, again.status_code) == (201, 200)
    assert (again.json(), again.headers["idempotent-replay"]) == (first.json(), "true")
    other = plain.post("/holds", {**asked, "reference": new_receipt()})
    assert other.json()["code"] == "confirmation_wrong"
