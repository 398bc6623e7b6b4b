"""Receipts that are claimed afterwards, as the API answers them (T42)."""

from tests.web.api.conftest import MakeTill
from tests.web.api.test_sales import SALE_FIELDS
from tests.web.api.till import Till, new_receipt


def claim(till: Till, member, sale, **more):
    """Claim a receipt for a member."""
    asked = {"member": {"id": member["id"]}, "outlet": "main", "receipt": sale["receipt"]}
    return till.post("/claims", {**asked, "total": sale["total"], **more})


def test_claim_answers_the_sale_of_its_member(till: Till):
    anna = till.enrol(name="Анна")
    sold = till.sell(lines=[{"price": "1000.00"}], staff="petro")

    answer = claim(till, anna, sold)

    told = answer.json()
    assert (answer.status_code, list(told)) == (201, SALE_FIELDS)
    assert (told["id"], told["accrued"], told["balance"]["spendable"]) == (
        *(sold["id"], "50.00", "50.00"),
    )
    assert told["lines"][0]["accrued"] == "50.00"
    again = claim(till, anna, sold)
    assert (again.status_code, again.json()) == (200, told)
    assert till.get(f"/sales/{sold['id']}").json() == {**told, "returns": []}


def test_refused_claim_says_why(till: Till):
    anna, bohdan = till.enrol(name="Анна"), till.enrol(name="Богдан")
    sold = till.sell(total="1000.00")
    claim(till, anna, sold)

    taken = claim(till, bohdan, sold)
    wrong = claim(till, bohdan, sold, total="999.99")

    assert (taken.status_code, taken.json()["code"]) == (409, "already_claimed")
    assert (wrong.status_code, wrong.json()["code"]) == (422, "claim_differs")


def test_fourth_claim_of_a_month_is_one_too_many(till: Till):
    anna = till.enrol(name="Анна")
    answers = [claim(till, anna, till.sell(total="10.00")) for _ in range(4)]

    assert [one.status_code for one in answers] == [201, 201, 201, 422]
    told = answers[-1].json()
    assert (told["code"], told["most"]) == ("claim_limit_reached", 3)


def test_claims_are_listed_newest_first_and_by_who_sold(till: Till, make_till: MakeTill):
    """T42: many claims of one cashier's receipts by one member are what fraud looks like."""
    anna, bohdan = till.enrol(name="Анна"), till.enrol(name="Богдан")
    staff, other = new_receipt(), new_receipt()
    sold = [till.sell(total="100.00", staff=staff) for _ in range(3)]
    claims = [claim(till, who, sale) for who, sale in zip((anna, anna, bohdan), sold, strict=True)]
    claim(till, bohdan, till.sell(total="1.00", staff=other))

    first = till.get("/claims", staff=staff, limit="2").json()
    rest = till.get("/claims", staff=staff, limit="2", after=first["next"]).json()
    cashiers = till.get("/claims/cashiers", outlet="main", limit="200").json()["items"]

    assert [one["sale"] for one in first["items"]] == [sold[2]["id"], sold[1]["id"]]
    assert [one["sale"] for one in rest["items"]] == [sold[0]["id"]]
    assert rest["next"] is None
    assert (first["items"][0]["member"], first["items"][0]["accrued"]) == (bohdan["id"], "5.00")
    assert [one.status_code for one in claims] == [201, 201, 201]
    assert [one for one in cashiers if one["staff"] == staff] == [
        {
            "outlet": "main",
            "staff": staff,
            "claims": 3,
            "members": 2,
            "of_one_member": 2,
            "percent_of_one_member": 66,
            "total": "300.00",
            "accrued": "15.00",
        }
    ]
    assert [one["sale"] for one in till.get("/claims", member=anna["id"]).json()["items"]] == [
        *(sold[1]["id"], sold[0]["id"]),
    ]
    elsewhere = make_till("read", outlet=new_receipt())
    assert elsewhere.get("/claims").json()["items"] == []
    assert elsewhere.get("/claims/cashiers").json() == {"items": []}
    assert elsewhere.get("/claims", outlet="main").json()["code"] == "outlet_unknown"


def test_claims_since_a_later_day_are_none(till: Till):
    claim(till, till.enrol(), till.sell(total="10.00"))

    assert till.get("/claims/cashiers", since="2099-01-01").json() == {"items": []}
