"""Certificates over HTTP: sold, spent, given back; no code in what is kept."""

import pytest

from plushka.domain.certificates.models import Certificate
from plushka.domain.repeats.models import Answer
from plushka.domain.tenants.context import tenant_context
from plushka.domain.vouchers import operations
from plushka.domain.vouchers.operations import NewVoucher
from plushka.domain.vouchers.terms import Terms
from plushka.lib.ids import new_id
from tests.conftest import NOON


def receipt() -> str:
    return f"G-{new_id()}"


def ask(till, what, **sent):
    return till.post(f"/certificates{what}", {"outlet": "main", "receipt": receipt(), **sent})


@pytest.fixture
def sold(till):
    answer = ask(till, "", nominal="1000.00")
    assert answer.status_code == 201
    return answer.json()


def test_a_certificate_is_sold_spent_and_given_back(till, sold):
    code, told = sold["code"], sold["certificate"]
    assert (told["status"], told["nominal"], told["balance"], sold["pin"]) == (
        *("active", "1000.00", "1000.00"),
        "",
    )

    spent = ask(till, "/spendings", code=code.lower(), amount="300.00")
    assert spent.status_code == 201
    assert spent.json()["entry"]["amount"] == "-300.00"
    assert spent.json()["certificate"]["balance"] == "700.00"

    back = ask(till, "/refunds", spending=spent.json()["entry"]["id"], amount="100.00")
    assert (back.status_code, back.json()["certificate"]["balance"]) == (201, "800.00")
    up = ask(till, "/top-ups", code=code, amount="50")
    assert (up.status_code, up.json()["certificate"]["balance"]) == (201, "850.00")
    out = ask(till, "/payouts", code=code)
    assert (out.status_code, out.json()["entry"]["amount"]) == (201, "-850.00")

    entries = till.get(f"/certificates/{told['id']}/entries").json()["items"]
    assert [(one["kind"], one["balance_after"]) for one in entries] == [
        ("pay_out", "0.00"),
        ("top_up", "850.00"),
        ("refund", "800.00"),
        ("spend", "700.00"),
        ("issue", "1000.00"),
    ]


def test_a_repeat_tells_the_code_again_and_nothing_kept_has_it(till, lipa_api):
    """T6."""
    sent = {"outlet": "main", "receipt": receipt(), "nominal": "1000.00"}
    first = till.post("/certificates", sent, idempotency_key=(keyed := receipt()))
    again = till.post("/certificates", sent, idempotency_key=keyed)
    by_receipt = till.post("/certificates", sent)

    assert again.headers["idempotent-replay"] == "true"
    assert (again.status_code, by_receipt.status_code) == (200, 200)
    assert first.json()["code"] == again.json()["code"] == by_receipt.json()["code"]
    with tenant_context(lipa_api.tenant.id):
        answer = Answer.objects.get(key=keyed).answer
        row = Certificate.objects.get(id=first.json()["certificate"]["id"])
    assert answer == {"certificate": str(row.id)}


def test_a_typo_and_a_stranger_are_told_apart(till, sold):
    code = sold["code"]
    typo = code[:-1] + ("2" if code[-1] != "2" else "3")

    answer = till.post("/certificates/check", {"code": typo})

    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "code")
    assert till.post("/certificates/check", {"code": code}).json()["balance"] == "1000.00"


def test_a_neighbour_knows_nothing_of_it(neighbour, sold):
    told = neighbour.post("/certificates/check", {"code": sold["code"]})
    read = neighbour.get(f"/certificates/{sold['certificate']['id']}")

    assert (told.status_code, told.json()["code"]) == (422, "certificate_unknown")
    assert (read.status_code, read.json()["code"]) == (404, "certificate_unknown")


def test_a_wrong_pin_is_counted_and_blocks_in_the_end(till):
    sold = ask(till, "", nominal="10.00", has_pin=True).json()
    wrong = f"{(int(sold['pin']) + 1) % 10_000:04d}"

    left = [
        ask(till, "/spendings", code=sold["code"], pin=wrong, amount="1").json()["left"]
        for _ in range(5)
    ]

    assert left == [4, 3, 2, 1, 0]
    blocked = ask(till, "/spendings", code=sold["code"], pin=sold["pin"], amount="1")
    assert (blocked.status_code, blocked.json()["state"]) == (422, "blocked")
    for pin in (sold["pin"], wrong):
        looked = till.post("/certificates/check", {"code": sold["code"], "pin": pin})
        assert (looked.status_code, looked.json()["code"]) == (422, "certificate_not_valid")
    id_ = sold["certificate"]["id"]
    assert till.post(f"/certificates/{id_}/unblock", {}).json()["status"] == "active"
    assert ask(till, "/spendings", code=sold["code"], pin=sold["pin"], amount="1").is_success


def test_more_than_is_left_is_refused_with_what_is(till, sold):
    refused = ask(till, "/spendings", code=sold["code"], amount="1000.01")

    told = refused.json()
    assert (refused.status_code, told["code"], told["missing"], told["balance"]) == (
        *(422, "certificate_too_little"),
        *("0.01", "1000.00"),
    )


def test_a_sale_takes_a_voucher_over_http(till, lipa_api):
    new = NewVoucher(terms=Terms(title="Скидка", off=10_000), actor="system:test")
    with tenant_context(lipa_api.tenant.id):
        [issued] = operations.issue([new], NOON)
    sale = {"outlet": "main", "receipt": receipt(), "total": "1000", "voucher": issued.code}

    quoted = till.post("/sales/quote", sale).json()
    told = till.post("/sales", sale).json()
    again = till.post("/sales", sale | {"receipt": receipt()})

    assert (quoted["discount"], told["discount"], told["to_pay"]) == ("100.00",) * 2 + ("900.00",)
    assert told["explanation"][0]["rule"] == "voucher"
    assert (again.status_code, again.json()["code"]) == (409, "voucher_used")
