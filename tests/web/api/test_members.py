"""Members through the API: found, enrolled, changed, erased; what they have, and why."""

import datetime as dt
from uuid import UUID

import pytest
from structlog.testing import capture_logs

from plushka.domain.members import token
from plushka.domain.tenants.operations import Created
from tests.web.api.till import Till, new_card, new_phone, new_receipt

NOBODY = "0197c0de-0000-7000-8000-000000000000"


def test_member_reads_as_documented(till: Till):
    phone, card = new_phone(), new_card()
    anna = till.enrol(phone=phone, card=card, alias=f"ромашка{phone[-6:]}", name="Анна")
    till.sell(member={"id": anna["id"]}, total="7660.00")
    till.give(anna["id"], "-333.00")
    till.give(anna["id"], "300.00", days=15)

    found = till.get("/members/lookup", phone=f"8{phone[2:]}")

    last_day = (dt.datetime.now(dt.timezone(dt.timedelta(hours=3))).date()) + dt.timedelta(15)
    assert found.status_code == 200
    assert list(found.json()) == [
        "id",
        "phone",
        "card",
        "name",
        "tier",
        "balance",
        "expiring",
        "next_tier",
    ]
    assert found.json() == {
        "id": anna["id"],
        "phone": f"+7916•••{phone[-4:]}",
        "card": card,
        "name": "Анна",
        "tier": {"code": "standard", "name": "Стандартная"},
        "balance": {"spendable": "350.00", "pending": "0.00", "held": "0.00", "debt": "0.00"},
        "expiring": {"points": "300.00", "on": last_day.isoformat()},
        "next_tier": {"code": "gold", "missing": "2340.01"},
    }
    for query in (
        {"card": card},
        {"alias": f"РОМАШКА{phone[-6:]}"},
    ):
        assert till.get("/members/lookup", **query).json() == found.json()
    assert till.get(f"/members/{anna['id']}").json() == found.json()


def test_member_is_found_by_the_token_they_show(till: Till, lipa_api: Created):
    anna = till.enrol()
    shown = token.issue(lipa_api.tenant.id, UUID(anna["id"]), dt.datetime.now(dt.UTC))

    found = till.get("/members/lookup", token=shown)

    assert found.json()["id"] == anna["id"]


@pytest.mark.parametrize(
    "query", [{"phone": "+79990000000"}, {"card": "4608877000015"}, {"alias": "nobody"}]
)
def test_unknown_member_is_404_in_a_lookup_and_422_in_a_body(till: Till, query: dict[str, str]):
    looked_up = till.get("/members/lookup", **query)
    sold = till.post(
        "/sales", {"member": query, "outlet": "main", "receipt": new_receipt(), "total": 1}
    )

    assert (looked_up.status_code, looked_up.json()["code"]) == (404, "member_unknown")
    assert looked_up.json()["status"] == 404
    assert (sold.status_code, sold.json()["code"]) == (422, "member_unknown")


def test_who_is_a_member_already_is_named(till: Till):
    phone = new_phone()
    anna = till.enrol(phone=phone)

    again = till.post("/members", {"phone": f"8 ({phone[2:5]}) {phone[5:]}"})

    told = again.json()
    assert (again.status_code, told["code"], told["id"]) == (409, "already_member", anna["id"])


def test_enrolment_with_a_key_is_done_once(till: Till):
    key = new_receipt()
    asked = {"phone": new_phone(), "name": "Богдан"}
    first = till.post("/members", asked, idempotency_key=key)

    again = till.post("/members", asked, idempotency_key=key)
    other = till.post("/members", {**asked, "name": "Анна"}, idempotency_key=key)

    assert (first.status_code, again.status_code, again.json()) == (201, 200, first.json())
    assert again.headers["idempotent-replay"] == "true"
    assert (other.status_code, other.json()["code"]) == (409, "repeat_differs")


def test_refused_request_is_decided_anew_under_the_same_key(till: Till):
    key = new_receipt()
    anna = till.enrol()
    asked = {"member": {"id": anna["id"]}, "points": "-5.00", "reason": "ошибка"}
    refused = till.post("/adjustments", asked, idempotency_key=key)
    till.give(anna["id"], "5.00")

    again = till.post("/adjustments", asked, idempotency_key=key)

    assert (refused.status_code, again.status_code) == (422, 201)


def test_member_is_changed(till: Till):
    anna = till.enrol(name="Анна")
    card = new_card()

    changed = till.send(
        "PATCH",
        f"/members/{anna['id']}",
        {
            "name": "Анна П.",
            "card": card,
            "birth_date": "1990-05-17",
            "attributes": {"size": 38, "vip": True, "note": "🍎", "none": None},
            "reason": "карта потеряна",
        },
    )

    assert changed.json() == {**anna, "name": "Анна П.", "card": card}
    assert till.get("/members/lookup", card=anna["card"]).status_code == 404


def test_blocked_member_buys_and_holds_nothing(till: Till):
    anna = till.enrol()
    till.give(anna["id"], "10.00")
    path, member = f"/members/{anna['id']}", {"id": anna["id"]}
    till.send("PATCH", path, {"blocked": {"reason": "fraud"}})
    sale = {"member": member, "outlet": "main", "total": "10.00"}

    answers = [
        till.post("/sales", {**sale, "receipt": new_receipt()}),
        till.post("/holds", {"member": member, "points": "1.00"}),
    ]
    till.send("PATCH", path, {"blocked": None})
    unblocked = till.post("/sales", {**sale, "receipt": new_receipt()})

    assert [(one.status_code, one.json()["code"]) for one in answers] == [
        (422, "member_blocked")
    ] * 2
    assert unblocked.status_code == 201


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"phone": "x"}, "phone"),
        ({"card": None}, "card"),
        ({"blocked": {"reason": "Плохой"}}, "blocked.reason"),
        ({"blocked": True}, "blocked"),
        ({"attributes": {"a": 1.5}}, "attributes.a"),
        ({"attributes": {"a": {}}}, "attributes.a"),
        ({"attributes": {"a": "\x00"}}, "attributes.a"),
        ({"birth_date": "2999-01-01"}, "birth_date"),
        ({"id": NOBODY}, "id"),
    ],
)
def test_wrong_change_is_named(till: Till, change: dict[str, object], path: str):
    anna = till.enrol()

    answer = till.send("PATCH", f"/members/{anna['id']}", change)

    assert answer.status_code == 422
    assert [error["path"] for error in answer.json()["errors"]] == [path]


def test_erased_member_is_gone(till: Till):
    phone = new_phone()
    anna = till.enrol(phone=phone)
    till.give(anna["id"], "10.00")

    erased = till.send("DELETE", f"/members/{anna['id']}")

    assert (erased.status_code, erased.json()) == (200, {"id": anna["id"], "status": "erased"})
    assert till.get("/members/lookup", phone=phone).status_code == 404
    assert till.get(f"/members/{anna['id']}").status_code == 404
    assert till.get(f"/members/{anna['id']}/entries").status_code == 404
    assert till.send("DELETE", f"/members/{anna['id']}").status_code == 404
    assert till.enrol(phone=phone)["id"] != anna["id"]


def test_points_of_an_erased_member_come_back_expired(till: Till):
    anna = till.enrol()
    till.give(anna["id"], "10.00")
    sale = till.sell(member={"id": anna["id"]}, total="100.00", redeem="10.00")
    till.send("DELETE", f"/members/{anna['id']}")

    answer = till.post(f"/sales/{sale['id']}/returns", {"receipt": new_receipt()})

    told = answer.json()
    assert answer.status_code == 201
    assert told == {
        "id": told["id"],
        "money_back": "90.00",
        "points_back": "10.00",
        "points_expired": "10.00",
        "accrual_reversed": "0.00",
        "balance": None,
        "tier": None,
    }


def test_query_of_a_lookup_is_in_no_log(till: Till):
    phone = new_phone()
    till.enrol(phone=phone, name="Анна Тайная")

    with capture_logs() as logs:
        till.get("/members/lookup", phone=phone)
        till.get("/members/lookup", phone="nonsense-7")

    written = str(logs)
    assert "/members/lookup" in written
    for secret in (phone[1:], "nonsense-7", "Тайная", till.key):
        assert secret not in written


def test_birth_date_may_be_told_without_its_year(till: Till):
    """T17: the year may follow, and is no change of the day."""
    anna = till.enrol(birth_date="--05-17")["id"]

    told = [
        till.send("PATCH", f"/members/{anna}", {"birth_date": day}).status_code
        for day in ("1990-05-17", "--02-29", "--03-01")
    ]

    assert told == [200, 200, 422]
