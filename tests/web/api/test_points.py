"""Points set aside and corrected; codes asked for."""

import datetime as dt
import re

import pytest

from plushka.domain.messaging.models import Message
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.operations import Created
from tests.web.api.conftest import MakeTill
from tests.web.api.till import Till, new_phone, new_receipt

NOBODY = "0197c0de-0000-7000-8000-000000000000"


@pytest.fixture
def anna(till: Till) -> str:
    """Анна, who has 100 points."""
    member = till.enrol()
    till.give(member["id"], "100.00")
    member_id: str = member["id"]
    return member_id


def last_code(company: Created) -> str:
    """Read the last code that was sent."""
    with tenant_context(company.tenant.id):
        text = Message.objects.order_by("-id").values_list("text", flat=True)[0]
    found = re.search(r"[0-9]{4}", text)
    assert found
    return found[0]


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


def test_code_confirms_a_hold(make_till: MakeTill, lipa_api: Created, anna: str):
    plain, member = make_till("sales"), {"id": anna}
    plain.post("/confirmations", {"member": member, "purpose": "redeem", "outlet": "main"})
    asked = {"member": member, "points": "10.00", "outlet": "main"}

    held = plain.post("/holds", {**asked, "confirmation": last_code(lipa_api)})

    assert held.status_code == 201
    assert plain.post("/holds", {**asked, "confirmation": "x"}).json()["code"] == (
        "confirmation_wrong"
    )


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

    answers = [till.post("/confirmations", asked) for _ in range(11)]

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
