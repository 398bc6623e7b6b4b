"""The gift shop over HTTP: what is offered, ordered, paid, handed over and cancelled."""

import datetime as dt
from typing import Any

import pytest

from plushka.domain.rewards import catalogue, codes
from plushka.domain.rewards.described import Terms
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.operations import Created
from plushka.lib.ids import new_id
from plushka.web.api import clock
from tests.conftest import NOON
from tests.web.api.conftest import MakeTill
from tests.web.api.till import Till, last_code, new_receipt

LINE = {
    "number": 1,
    "name": "Кружка",
    "points": "10.00",
    "money": "0.00",
    "quantity": 2,
    "fulfilled": 0,
    "cancelled": 0,
}


def offer(company: Created, *, pieces: int | None = None, **more: Any) -> str:
    """Put a reward of ten points on a shelf; give its code."""
    code = f"mug-{new_id().hex[-12:]}"
    terms = Terms(**{"code": code, "names": {"ru": "Кружка"}, "points": 1_000} | more)
    with tenant_context(company.tenant.id):
        catalogue.add(terms=terms, actor="system:test", at=NOON, pieces=pieces)
    return code


def wanted(member: str, code: str, quantity: int = 2, **more: Any) -> dict[str, Any]:
    """Want pieces of a reward, to be fetched in the shop."""
    where = {} if "delivery" in more else {"outlet": "main"}
    line = {"reward": code, "quantity": quantity}
    return {"member": {"id": member}, "lines": [line], **where, **more}


def balance(till: Till, member: str) -> tuple[str, str]:
    """What a member may spend, and what is set aside."""
    told = till.get(f"/members/{member}").json()["balance"]
    return told["spendable"], told["held"]


def test_order_in_points_is_paid_handed_over_by_line_and_the_rest_cancelled(
    till: Till, lipa_api: Created, anna: str
):
    code = offer(lipa_api, pieces=5)

    made = till.post("/reward-orders", wanted(anna, code))

    told = made.json()
    assert (made.status_code, told["state"], told["source"]) == (201, "paid", "api")
    assert (told["points"], told["outlet"], told["lines"]) == (
        *("20.00", "main"),
        [{**LINE, "reward": code}],
    )
    assert balance(till, anna) == ("80.00", "0.00")
    path = f"/reward-orders/{told['id']}"
    assert till.post(f"{path}/ready", {}).json()["state"] == "ready"
    for _ in range(2):
        part = till.post(f"{path}/fulfil", {"lines": [{"number": 1, "fulfilled": 1}]})
        assert (part.json()["state"], part.json()["lines"][0]["fulfilled"]) == ("ready", 1)
    over = till.post(f"{path}/cancel", {"reason": "Одна разбита"}).json()
    assert (over["state"], over["points_back"], over["lines"][0]["cancelled"]) == (
        *("fulfilled", "10.00"),
        1,
    )
    assert balance(till, anna) == ("90.00", "0.00")
    assert till.get(path).json() == over


def test_points_and_stock_wait_for_the_money(till: Till, lipa_api: Created, anna: str):
    code = offer(lipa_api, pieces=2, money=5_000)
    made = till.post("/reward-orders", wanted(anna, code)).json()
    path = f"/reward-orders/{made['id']}"

    early = till.post(f"{path}/fulfil", {})

    assert (made["state"], made["money"], balance(till, anna)) == (
        *("ordered", "100.00"),
        ("80.00", "20.00"),
    )
    assert made["held_until"] is not None
    told = early.json()
    assert (early.status_code, told["code"], told["money"]) == (409, "order_not_paid", "100.00")
    sold_out = till.post("/reward-orders", wanted(anna, code, 1)).json()
    assert (sold_out["code"], sold_out["left"]) == ("sold_out", 0)
    paid = till.send("POST", f"{path}/pay").json()
    assert (paid["state"], paid["held_until"]) == ("paid", None)
    assert till.post(f"{path}/fulfil", {}).json()["state"] == "fulfilled"
    refused = till.post(f"{path}/cancel", {})
    assert (refused.status_code, refused.json()["state"]) == (409, "fulfilled")


def test_same_reference_is_the_same_order(till: Till, lipa_api: Created, anna: str):
    """T6."""
    code = offer(lipa_api)
    asked = wanted(anna, code, reference=new_receipt())
    first = till.post("/reward-orders", asked)

    again = till.post("/reward-orders", asked)
    other = till.post("/reward-orders", {**asked, "lines": [{"reward": code, "quantity": 3}]})

    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()
    assert (other.status_code, other.json()["code"]) == (409, "repeat_differs")
    assert balance(till, anna) == ("80.00", "0.00")


def test_code_the_member_told_lets_a_key_order_that_is_not_trusted(
    till: Till, make_till: MakeTill, lipa_api: Created, anna: str
):
    plain, code = make_till("sales"), offer(lipa_api)
    plain.post("/confirmations", {"member": {"id": anna}, "purpose": "redeem", "outlet": "main"})
    told = last_code(lipa_api)

    without = plain.post("/reward-orders", wanted(anna, code))
    made = plain.post("/reward-orders", wanted(anna, code, confirmation=told))

    assert (without.status_code, without.json()["code"]) == (422, "confirmation_needed")
    assert made.status_code == 201
    assert balance(till, anna) == ("80.00", "0.00")


def test_order_is_found_by_the_code_its_member_shows(
    till: Till, make_till: MakeTill, lipa_api: Created, anna: str
):
    made = till.post("/reward-orders", wanted(anna, offer(lipa_api))).json()
    wrong = f"{made['code'][:-1]}{(int(made['code'][-1]) + 1) % 10}"

    found = till.post("/reward-orders/find", {"code": made["code"].replace("-", " ")})
    missed = till.post("/reward-orders/find", {"code": wrong})

    assert (found.status_code, found.json()) == (200, made)
    assert (missed.status_code, missed.json()["code"]) == (422, "pick_up_code_wrong")
    reader = make_till("read")
    assert reader.get(f"/reward-orders/{made['id']}").json() == {**made, "code": None}


def test_delivery_is_kept_with_the_order_and_gone_with_the_person(
    till: Till, lipa_api: Created, anna: str
):
    code = offer(lipa_api, can_deliver=True)
    brought = {"name": "Анна", "phone": "+79161234567", "address": "Мира, 5", "note": ""}
    made = till.post("/reward-orders", wanted(anna, code, delivery=brought)).json()

    till.send("DELETE", f"/members/{anna}")

    assert (made["delivery"], made["outlet"], made["code"]) == (brought, None, None)
    gone = till.get(f"/reward-orders/{made['id']}").json()
    assert (gone["delivery"], gone["state"]) == (None, "cancelled")


@pytest.mark.parametrize(
    ("lines", "path"),
    [
        ([{"number": 1, "fulfilled": 1}, {"number": 1, "fulfilled": 1}], "lines"),
        ([{"number": 2, "fulfilled": 1}], "lines[0].fulfilled"),
        ([{"number": 1, "fulfilled": 3}], "lines[0].fulfilled"),
    ],
    ids=["twice", "unknown", "too many"],
)
def test_what_is_handed_over_names_the_line_that_is_wrong(
    till: Till, lipa_api: Created, anna: str, lines: list[dict[str, int]], path: str
):
    made = till.post("/reward-orders", wanted(anna, offer(lipa_api))).json()

    refused = till.post(f"/reward-orders/{made['id']}/fulfil", {"lines": lines})

    assert refused.status_code == 422
    assert [error["path"] for error in refused.json()["errors"]] == [path]
    assert till.get(f"/reward-orders/{made['id']}").json() == made


def test_key_of_another_outlet_does_not_hand_it_over(
    till: Till, make_till: MakeTill, lipa_api: Created, anna: str
):
    made = till.post("/reward-orders", wanted(anna, offer(lipa_api))).json()
    elsewhere = make_till("sales", "read", outlet=new_receipt())

    refused = elsewhere.post(f"/reward-orders/{made['id']}/fulfil", {})
    unread = elsewhere.get(f"/reward-orders/{made['id']}")

    assert (refused.status_code, refused.json()["code"]) == (422, "order_elsewhere")
    assert (unread.status_code, unread.json()["code"]) == (422, "order_elsewhere")
    assert elsewhere.get("/reward-orders").json() == {"items": [], "next": None}


def test_orders_are_listed_newest_first_by_member_and_state(
    till: Till, lipa_api: Created, anna: str
):
    code = offer(lipa_api)
    ids = [till.post("/reward-orders", wanted(anna, code, 1)).json()["id"] for _ in range(3)]
    till.post(f"/reward-orders/{ids[0]}/ready", {})

    def listed(**asked: str) -> tuple[list[str], str | None]:
        told = till.get("/reward-orders", member=anna, **asked).json()
        return [one["id"] for one in told["items"]], told["next"]

    assert listed() == ([ids[2], ids[1], ids[0]], None)
    assert listed(limit="2") == ([ids[2], ids[1]], ids[1])
    assert listed(limit="2", after=ids[1]) == ([ids[0]], None)
    assert listed(state="ready") == ([ids[0]], None)
    assert listed(state="paid") == ([ids[2], ids[1]], None)


def test_catalogue_tells_a_member_what_they_may_order(till: Till, lipa_api: Created, anna: str):
    code = offer(lipa_api, pieces=5, most=3, category="Посуда")
    hidden = offer(lipa_api, is_shown=False)
    golden = offer(lipa_api, tiers=("gold",))
    till.post("/reward-orders", wanted(anna, code, 1))

    hers = {one["code"]: one for one in till.get("/rewards", member=anna).json()["items"]}
    all_ = {one["code"]: one for one in till.get("/rewards", limit="200").json()["items"]}

    told = hers[code]
    assert (told["name"], told["points"], told["left"], told["room"]) == (
        *("Кружка", "10.00"),
        *(4, 2),
    )
    assert (golden in hers, golden in all_, hidden in all_) == (False, True, False)
    assert (all_[golden]["tiers"], all_[golden]["status"]) == (["gold"], "offered")
    read = till.get(f"/rewards/{told['id']}").json()
    assert read == {**told, "room": None}


def test_catalogue_goes_on_where_a_page_ended(till: Till, lipa_api: Created):
    offer(lipa_api)
    offer(lipa_api)
    whole = [one["id"] for one in till.get("/rewards", limit="200").json()["items"]]

    first = till.get("/rewards", limit="1").json()
    rest = till.get("/rewards", limit="200", after=first["next"]).json()

    assert [first["items"][0]["id"], *(one["id"] for one in rest["items"])] == whole
    assert rest["next"] is None


def test_order_nobody_paid_is_over_by_the_clock_with_points_and_pieces_free(
    till: Till, lipa_api: Created, anna: str, monkeypatch: pytest.MonkeyPatch
):
    """T2: the dates decide, whether anybody wrote that down or not."""
    code = offer(lipa_api, pieces=2, money=5_000)
    made = till.post("/reward-orders", wanted(anna, code)).json()
    path = f"/reward-orders/{made['id']}"
    over = dt.datetime.fromisoformat(made["held_until"])
    monkeypatch.setattr(clock, "now", lambda: over)

    refused = [till.send("POST", f"{path}/{step}") for step in ("pay", "ready", "cancel")]

    assert [(one.status_code, one.json()["state"]) for one in refused] == [(409, "expired")] * 3
    told = till.get(path).json()
    assert (told["state"], told["held_until"], told["closed_at"], told["code"]) == (
        *("expired", None),
        *(made["held_until"], None),
    )
    assert balance(till, anna) == ("100.00", "0.00")
    assert till.post("/reward-orders", wanted(anna, code)).json()["state"] == "ordered"
    assert balance(till, anna) == ("80.00", "20.00")


def test_money_paid_for_what_is_cancelled_is_owed(till: Till, lipa_api: Created, anna: str):
    code = offer(lipa_api, pieces=2, money=5_000)
    made = till.post("/reward-orders", wanted(anna, code)).json()
    path = f"/reward-orders/{made['id']}"
    till.send("POST", f"{path}/pay")

    over = [till.post(f"{path}/cancel", {}).json() for _ in range(2)]

    told = over[0]
    assert (told["state"], told["points_back"], told["points_expired"], told["money_back"]) == (
        *("cancelled", "20.00", "0.00"),
        "100.00",
    )
    assert over[1] == told
    assert balance(till, anna) == ("100.00", "0.00")
    shelf = {one["code"]: one["left"] for one in till.get("/rewards", limit="200").json()["items"]}
    assert shelf[code] == 2


def test_wrong_codes_are_remembered_and_close_the_right_one(
    till: Till, lipa_api: Created, anna: str
):
    made = till.post("/reward-orders", wanted(anna, offer(lipa_api))).json()
    wrong = f"{made['code'][:-1]}{(int(made['code'][-1]) + 1) % 10}"

    tried = [
        till.post("/reward-orders/find", {"code": code}).json()["code"]
        for code in (*[wrong] * codes.MOST_TRIES, made["code"])
    ]

    assert tried == ["pick_up_code_wrong"] * codes.MOST_TRIES + ["pick_up_code_closed"]
    assert till.get(f"/reward-orders/{made['id']}").json() == made
