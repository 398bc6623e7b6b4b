"""Exchanges, as the API answers them (T41)."""

from tests.web.api.till import Till, new_receipt


def test_exchange_answers_both_halves_and_what_changes_hands(till: Till):
    anna = till.enrol(name="Анна")
    sold = till.sell(member={"id": anna["id"]}, total="1000.00")
    back = {"receipt": new_receipt()}
    taken = {
        "member": {"id": anna["id"]},
        "outlet": "main",
        "receipt": new_receipt(),
        "lines": [{"price": "600.00"}],
    }

    answer = till.post(f"/sales/{sold['id']}/exchange", {"return": back, "sale": taken})

    told = answer.json()
    assert (answer.status_code, list(told)) == (201, ["return", "sale", "to_pay", "money_back"])
    assert (told["to_pay"], told["money_back"]) == ("0.00", "400.00")
    assert told["return"]["money_back"] == "1000.00"
    assert (told["sale"]["receipt"], told["sale"]["to_pay"]) == (taken["receipt"], "600.00")
    assert told["sale"]["balance"]["spendable"] == "30.00"
    again = till.post(f"/sales/{sold['id']}/exchange", {"return": back, "sale": taken})
    assert (again.status_code, again.headers["idempotent-replay"]) == (200, "true")
    assert again.json() == told
    assert till.get(f"/sales/{sold['id']}").json()["returns"][0]["money_back"] == "1000.00"


def test_goods_without_their_receipt_come_back_with_approval(till: Till):
    anna = till.enrol(name="Анна")
    till.sell(member={"id": anna["id"]}, total="1000.00")
    asked = {"member": {"id": anna["id"]}, "outlet": "main", "receipt": new_receipt()}

    answer = till.post("/returns", {**asked, "total": "400.00", "reason": "Чек потерян"})

    told = answer.json()
    assert answer.status_code == 201
    assert (told["money_back"], told["points_back"], told["accrual_reversed"]) == (
        *("400.00", "0.00", "20.00"),
    )
    assert told["balance"]["spendable"] == "30.00"
    [entry] = till.get(f"/members/{anna['id']}/entries").json()["items"][:1]
    assert (entry["kind"], entry["points"], entry["sale"]) == ("reversal", "-20.00", None)


def test_wrong_field_of_an_exchange_is_named_with_its_half(till: Till):
    sold = till.sell(member=None, total="1000.00")
    taken = {"outlet": "main", "receipt": new_receipt(), "total": "1.00", "redeem": "1.00"}

    unread = till.post(f"/sales/{sold['id']}/exchange", {"return": {}, "sale": taken})
    refused = till.post(
        f"/sales/{sold['id']}/exchange", {"return": {"receipt": "R-1"}, "sale": taken}
    )

    assert (unread.status_code, unread.json()["errors"][0]["path"]) == (422, "return.receipt")
    assert (refused.status_code, refused.json()["errors"][0]["path"]) == (422, "sale.redeem")
    assert till.get(f"/sales/{sold['id']}").json()["returns"] == []
