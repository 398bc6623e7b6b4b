"""A phone that was silent for long is no proof over the API either (T43)."""

import datetime as dt
from uuid import UUID

import pytest

from plushka.domain.members.models import Member
from plushka.domain.tenants.context import tenant_context
from tests.domain.codes import cast
from tests.domain.members.cast import at_work
from tests.web.api.till import Till, new_phone, new_receipt

BORN = "1990-05-17"


@pytest.fixture
def vera(till: Till, lipa_api):
    """A member whose phone was silent for half a year."""
    phone = new_phone()
    member = till.enrol(phone=phone, birth_date=BORN)
    till.give(member["id"], "300.00")
    with tenant_context(lipa_api.tenant.id):
        then = dt.datetime.now(dt.UTC) - dt.timedelta(days=181)
        Member.objects.filter(id=UUID(member["id"])).update(created_at=then)
    return member | {"full_phone": phone}


def test_account_is_hidden_from_who_knows_the_phone_alone(till: Till, make_till, vera):
    plain = make_till("read", "sales")

    hidden = plain.get("/members/lookup", phone=vera["full_phone"]).json()
    shown = plain.get("/members/lookup", card=vera["card"]).json()
    trusted = till.get("/members/lookup", phone=vera["full_phone"]).json()

    assert (hidden["balance"]["spendable"], hidden["card"], hidden["expiring"]) == (
        "0.00",
        None,
        None,
    )
    assert hidden["second_proof"] is True
    for told in (shown, trusted):
        assert told["balance"]["spendable"] == "300.00"
        assert "second_proof" not in told


def test_sales_hide_the_account_from_who_knows_the_phone_alone(till: Till, make_till, vera):
    plain = make_till("read", "sales")
    sale = {"outlet": "main", "total": "1000.00", "member": {"phone": vera["full_phone"]}}
    nothing = dict.fromkeys(("spendable", "pending", "held", "debt"), "0.00")

    quoted = plain.post("/sales/quote", sale).json()
    trusted = till.post("/sales/quote", sale).json()
    sold = plain.post("/sales", sale | {"receipt": new_receipt()}).json()
    read = plain.get(f"/sales/{sold['id']}").json()

    assert (quoted["balance"], trusted["balance"]["spendable"]) == (nothing, "350.00")
    assert (sold["balance"], sold["accrued"], read["balance"]) == (nothing, "50.00", nothing)


def test_points_wait_for_the_card_or_the_birth_date(make_till, vera):
    plain = make_till("read", "sales")
    sale = {"outlet": "main", "total": "1000.00", "redeem": "100.00"}
    by_phone = sale | {"member": {"phone": vera["full_phone"]}}

    refused = plain.post("/sales/quote", by_phone)
    wrong = plain.post(f"/members/{vera['id']}/proof", {"birth_date": "1990-05-18"})
    proved = plain.post(f"/members/{vera['id']}/proof", {"birth_date": BORN})

    assert (refused.status_code, refused.json()["code"]) == (422, "second_proof_needed")
    assert (wrong.status_code, wrong.json()["code"]) == (422, "proof_wrong")
    assert (proved.status_code, proved.json()["balance"]["spendable"]) == (200, "300.00")
    assert plain.post("/sales/quote", by_phone).json()["redeemed"] == "100.00"


def test_proofs_are_tried_five_times_an_hour(make_till, vera):
    plain = make_till("read", "sales")
    for _ in range(5):
        plain.post(f"/members/{vera['id']}/proof", {"card": "2900000000018"})

    answer = plain.post(f"/members/{vera['id']}/proof", {"birth_date": BORN})

    assert (answer.status_code, answer.json()["code"]) == (429, "too_many_tries")
    assert int(answer.headers["Retry-After"]) > 0


def test_movements_of_the_account_are_as_of_an_empty_one(till: Till, make_till, vera):
    plain, lots = make_till("read", "sales"), f"/members/{vera['id']}/lots"
    entries = f"/members/{vera['id']}/entries"
    [given] = till.get(entries).json()["items"]
    why = f"/members/{vera['id']}/explanation/{given['id']}"

    hidden = [plain.get(lots).json(), plain.get(entries).json(), plain.get(why).status_code]
    plain.post(f"/members/{vera['id']}/proof", {"birth_date": BORN})

    assert hidden == [{"items": [], "next": None}, {"items": [], "next": None}, 404]
    assert len(till.get(lots).json()["items"]) == 1
    assert plain.get(entries).json()["items"] == [given]
    assert plain.get(why).json()["entry"] == given


def test_a_code_tells_no_balance_to_who_knows_the_phone_alone(till, lipa_api, make_till, vera):
    with at_work(lipa_api.tenant):
        code = cast.active(1)[1][0]
    asked = {"code": code, "member": {"phone": vera["full_phone"]}}
    plain = make_till("codes")

    told = plain.post("/codes/activate", asked).json()
    by_card = plain.post("/codes/activate", asked | {"member": {"card": vera["card"]}}).json()

    assert (told["points"], told["balance"]["spendable"]) == ("50.00", "0.00")
    assert by_card["balance"]["spendable"] == "350.00"
