"""Points corrected; codes asked for."""

import datetime as dt

import pytest

from plushka.domain.tenants.operations import Created
from tests.web.api.conftest import MakeTill
from tests.web.api.till import Till, last_code, new_phone, new_receipt

NOBODY = "0197c0de-0000-7000-8000-000000000000"


def test_adjustment_tells_how_much_of_the_days_limit_is_used(make_till: MakeTill, till: Till):
    anna = till.enrol()["id"]
    careful = make_till("adjust")

    gave = careful.give(anna, "7999.99")
    took = careful.give(anna, "-0.01")

    assert list(gave) == ["id", "points", "balance", "today"]
    assert gave["today"] == {"used": "7999.99", "limit": "10000.00", "is_near": False}
    assert (took["points"], took["today"]["used"], took["today"]["is_near"]) == (
        "-0.01",
        "8000.00",
        True,
    )
    refused = careful.post(
        "/adjustments", {"member": {"id": anna}, "points": "2000.01", "reason": "слишком"}
    )
    assert (refused.status_code, refused.json()["code"]) == (422, "adjustment_limit_reached")
    assert till.get(f"/members/{anna}").json()["balance"]["spendable"] == "7999.98"


def test_adjustment_ends_when_it_is_said_to(till: Till):
    anna = till.enrol()["id"]
    today = dt.datetime.now(dt.timezone(dt.timedelta(hours=3))).date()
    till.give(anna, "5.00", expires_on=today.isoformat())

    told = till.get(f"/members/{anna}").json()["expiring"]

    yesterday = (today - dt.timedelta(days=1)).isoformat()
    asked = {"member": {"id": anna}, "points": "1", "reason": "r", "expires_on": yesterday}
    assert told == {"points": "5.00", "on": today.isoformat()}
    assert till.post("/adjustments", asked).status_code == 422


@pytest.mark.parametrize("day", ["9999-12-31", "9999-12-30", "2100-01-01", "2000-01-01"])
def test_adjustment_ends_within_ten_years_and_not_before_today(till: Till, day: str):
    anna = till.enrol()["id"]
    asked = {"member": {"id": anna}, "points": "1", "reason": "x", "expires_on": day}

    refused = till.post("/adjustments", asked)

    assert refused.status_code == 422
    assert [error["path"] for error in refused.json()["errors"]] == ["expires_on"]


def test_code_confirms_an_enrolment(make_till: MakeTill, lipa_api: Created):
    plain, phone = make_till("sales", "members"), new_phone()
    asked = {"member": {"phone": phone}, "purpose": "enrol", "outlet": "main"}

    sent = plain.post("/confirmations", asked)

    seconds = dt.datetime.fromisoformat(sent.json()["expires_at"]) - dt.datetime.now(dt.UTC)
    joined = plain.post(
        "/members", {"phone": phone, "outlet": "main", "confirmation": last_code(lipa_api)}
    )
    assert sent.status_code == 202
    assert dt.timedelta(minutes=4) < seconds <= dt.timedelta(minutes=5)
    assert joined.status_code == 201


def test_code_confirms_a_redemption_up_to_its_amount(
    make_till: MakeTill, lipa_api: Created, anna: str
):
    plain, member = make_till("sales"), {"id": anna}
    sale = {"member": member, "outlet": "main", "total": "50.00", "redeem": "10.00"}
    asked = {"member": member, "purpose": "redeem", "outlet": "main", "amount": "9.99"}
    plain.post("/confirmations", asked)
    small = last_code(lipa_api)
    too_little = plain.post("/sales", {**sale, "receipt": new_receipt(), "confirmation": small})

    plain.post("/confirmations", {**asked, "amount": "10.00"})
    code = last_code(lipa_api)

    sold = plain.post("/sales", {**sale, "receipt": new_receipt(), "confirmation": code})
    again = plain.post("/sales", {**sale, "receipt": new_receipt(), "confirmation": code})
    assert too_little.json()["code"] == "confirmation_wrong"
    assert sold.status_code == 201
    assert again.json()["code"] == "confirmation_wrong"


def test_five_wrong_tries_end_a_code(make_till: MakeTill, lipa_api: Created, anna: str):
    plain, member = make_till("sales"), {"id": anna}
    plain.post("/confirmations", {"member": member, "purpose": "redeem", "outlet": "main"})
    code = last_code(lipa_api)
    wrong = "0000" if code != "0000" else "0001"
    asked = {"member": member, "points": "1.00", "outlet": "main"}

    tries = [plain.post("/holds", {**asked, "confirmation": wrong}) for _ in range(5)]

    right = plain.post("/holds", {**asked, "confirmation": code})
    assert {one.json()["code"] for one in [*tries, right]} == {"confirmation_wrong"}


def test_eleventh_code_within_an_hour_is_refused(till: Till, anna: str):
    asked = {"member": {"id": anna}, "purpose": "redeem", "outlet": "main"}
    # For the same sum at once it would be a button pressed twice.
    sums = [f"{points}.00" for points in range(1, 12)]

    answers = [till.post("/confirmations", {**asked, "amount": amount}) for amount in sums]

    assert [one.status_code for one in answers] == [202] * 10 + [429]
    assert answers[10].json()["code"] == "too_many_codes"
    assert 0 < int(answers[10].headers["retry-after"]) <= 3600


def test_repeated_request_for_a_code_sends_one(till: Till, lipa_api: Created, anna: str):
    asked = {"member": {"id": anna}, "purpose": "redeem", "outlet": "main"}
    key = new_receipt()
    first = till.post("/confirmations", asked, idempotency_key=key)
    code = last_code(lipa_api)

    again = till.post("/confirmations", asked, idempotency_key=key)

    assert (again.status_code, again.json()) == (200, first.json())
    assert last_code(lipa_api) == code
