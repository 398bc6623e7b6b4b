"""Many sales at once: each stands alone."""

import json

from tests.web.api.till import Till, new_receipt


def test_each_sale_of_a_batch_stands_alone(till: Till):
    good = {"outlet": "main", "receipt": new_receipt(), "total": "10.00"}
    nowhere = {**good, "outlet": "nowhere", "receipt": new_receipt()}
    wrong = {**good, "receipt": new_receipt(), "total": "-1", "extra": 1}

    answer = till.post("/sales/batch", {"sales": [good, nowhere, wrong, good]})

    results = answer.json()["results"]
    assert answer.status_code == 200
    assert [one["status"] for one in results] == [201, 422, 422, 200]
    assert [one.get("code") for one in results] == [None, "outlet_unknown", "invalid", None]
    assert [error["path"] for error in results[2]["errors"]] == ["extra", "total"]
    assert results[3] == results[0] | {"status": 200}


def test_half_a_character_refuses_the_sale_of_a_batch_that_has_it_and_no_other(till: Till):
    good = {"outlet": "main", "total": "10.00", "staff": "\U0001f34e \\ud800"}
    halves = {**good, "receipt": new_receipt(), "staff": "\ud800"}
    sales = [{**good, "receipt": new_receipt()}, halves, {**good, "receipt": new_receipt()}]

    answer = till.send("POST", "/sales/batch", content=json.dumps({"sales": sales}).encode())

    results = answer.json()["results"]
    assert answer.status_code == 200
    assert [one["status"] for one in results] == [201, 422, 201]
    assert [error["path"] for error in results[1]["errors"]] == ["staff"]
    found = till.get("/sales", outlet="main", receipt=halves["receipt"]).json()
    assert found["items"] == []


def test_batch_with_a_key_may_be_repeated_and_not_changed(till: Till):
    sales = [{"outlet": "main", "receipt": new_receipt(), "total": "10.00"}]
    key = new_receipt()
    till.post("/sales/batch", {"sales": sales}, idempotency_key=key)

    again = till.post("/sales/batch", {"sales": sales}, idempotency_key=key)
    other = till.post("/sales/batch", {"sales": []}, idempotency_key=key)

    assert [one["status"] for one in again.json()["results"]] == [200]
    assert again.headers["idempotent-replay"] == "true"
    assert (other.status_code, other.json()["code"]) == (409, "repeat_differs")
