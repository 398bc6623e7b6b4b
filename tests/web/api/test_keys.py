"""Whose key it is, what it may do, and how often."""

import datetime as dt

import pytest

from plushka.domain.tenants import operations as tenants
from plushka.domain.tenants.models import ApiKey
from plushka.domain.tenants.queries import hash_of
from tests.conftest import NOON
from tests.web.api.conftest import MakeTill
from tests.web.api.till import API, Till, new_card, new_phone, new_receipt

NOBODY = "0197c0de-0000-7000-8000-000000000000"


def revoke(till: Till) -> None:
    """Revoke a till's key."""
    key = ApiKey.objects.get(hash=hash_of(till.key))
    tenants.revoke_key(key_id=key.id, at=NOON)


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Bearer ",
        "Basic {key}",
        "{key}",
        "Bearer {key}x",
        "Bearer x{key}",
        "Bearer {short}",
        "Bearer {key} {key}",
        "Bearer {upper}",
        "Bearer ключ",
    ],
)
def test_anything_but_the_whole_key_is_refused(till: Till, header: str):
    sent = header.format(key=till.key, short=till.key[:-1], upper=till.key.upper())
    raw = sent.encode()
    for path in ("/sales", "/sales/quote", "/members"):
        answer = till.client.post(API + path, json={}, headers={b"authorization": raw})

        told = answer.json()
        assert (answer.status_code, told["code"]) == (401, "unauthorised")
        assert answer.headers["www-authenticate"] == "Bearer"


def test_scheme_is_written_in_any_case(till: Till):
    for scheme in ("bearer", "BEARER", "Bearer"):
        answer = till.send(
            "GET", f"/members/{NOBODY}", headers={"authorization": f"{scheme} {till.key}"}
        )

        assert answer.status_code == 404


def test_revoked_key_is_refused_at_once_everywhere(make_till: MakeTill):
    till = make_till("sales", "read", "members")
    sale = {"outlet": "main", "total": "10.00"}
    till.sell(total="10.00")
    revoke(till)

    answers = [
        till.post("/sales", {**sale, "receipt": new_receipt()}),
        till.post("/sales", {**sale, "receipt": new_receipt()}),
        till.post("/sales/quote", sale),
        till.post("/sales/batch", {"sales": [{**sale, "receipt": new_receipt()}]}),
        till.get(f"/members/{NOBODY}"),
    ]

    assert [answer.status_code for answer in answers] == [401] * 5
    assert [answer.headers["www-authenticate"] for answer in answers] == ["Bearer"] * 5


@pytest.mark.parametrize(
    ("method", "path", "scope"),
    [
        ("GET", "/members/lookup", "read"),
        ("POST", "/members", "members"),
        ("GET", f"/members/{NOBODY}", "read"),
        ("PATCH", f"/members/{NOBODY}", "members"),
        ("DELETE", f"/members/{NOBODY}", "members"),
        ("POST", f"/members/{NOBODY}/merge", "members"),
        ("POST", f"/members/{NOBODY}/proof", "sales"),
        ("GET", f"/members/{NOBODY}/entries", "read"),
        ("GET", f"/members/{NOBODY}/lots", "read"),
        ("GET", f"/members/{NOBODY}/explanation/{NOBODY}", "read"),
        ("GET", f"/members/{NOBODY}/tags", "read"),
        ("PUT", f"/members/{NOBODY}/tags", "members"),
        ("POST", f"/members/{NOBODY}/tier", "members"),
        ("POST", "/segments/count", "read"),
        ("GET", "/segments", "read"),
        ("POST", "/segments", "members"),
        ("GET", f"/segments/{NOBODY}", "read"),
        ("PUT", f"/segments/{NOBODY}", "members"),
        ("GET", f"/segments/{NOBODY}/members", "read"),
        ("POST", "/sales/quote", "sales"),
        ("POST", "/sales", "sales"),
        ("POST", "/sales/batch", "sales"),
        ("GET", "/sales", "read"),
        ("GET", f"/sales/{NOBODY}", "read"),
        ("POST", f"/sales/{NOBODY}/returns", "sales"),
        ("POST", f"/sales/{NOBODY}/exchange", "sales"),
        ("POST", "/returns", "approve"),
        ("POST", "/claims", "claims"),
        ("GET", "/claims", "read"),
        ("GET", "/claims/cashiers", "read"),
        ("POST", "/confirmations", "sales"),
        ("POST", "/holds", "sales"),
        ("POST", f"/holds/{NOBODY}/capture", "sales"),
        ("POST", f"/holds/{NOBODY}/release", "sales"),
        ("POST", "/adjustments", "adjust"),
        ("GET", "/programme", "programme"),
        ("POST", "/events", "events"),
        ("POST", "/codes/activate", "codes"),
        ("GET", f"/members/{NOBODY}/badges", "read"),
        ("GET", f"/members/{NOBODY}/gifts", "read"),
        ("GET", "/suppliers", "programme"),
        ("PUT", "/suppliers", "programme"),
        ("GET", "/programme/versions", "programme"),
        ("GET", "/programme/versions/1", "programme"),
        ("GET", "/programme/versions/1/diff", "programme"),
        ("GET", "/programme/draft", "programme"),
        ("PUT", "/programme/draft", "programme"),
        ("DELETE", "/programme/draft", "programme"),
        ("GET", "/programme/draft/lint", "programme"),
        ("GET", "/programme/draft/diff", "programme"),
        ("POST", "/programme/draft/publish", "programme"),
        ("GET", "/programme/examples", "programme"),
        ("POST", "/programme/examples", "programme"),
        ("DELETE", f"/programme/examples/{NOBODY}", "programme"),
        ("POST", "/programme/trial", "programme"),
    ],
)
def test_missing_scope_is_named(make_till: MakeTill, method: str, path: str, scope: str):
    others = [one for one in tenants.SCOPES if one != scope]

    answer = make_till(*others).send(method, path)

    told = answer.json()
    assert (answer.status_code, told["code"], told["scope"]) == (403, "forbidden", scope)


def test_code_to_enrol_needs_the_scope_for_members(make_till: MakeTill):
    asked = {"member": {"phone": new_phone()}, "purpose": "enrol", "outlet": "main"}

    answer = make_till("sales").post("/confirmations", asked)

    assert (answer.status_code, answer.json()["scope"]) == (403, "members")


def test_key_of_one_outlet_speaks_for_no_other(make_till: MakeTill, till: Till):
    bound = make_till("sales", "read", outlet=new_receipt())
    elsewhere = till.sell(total="10.00")
    asked = {"outlet": "main", "receipt": new_receipt(), "total": "10.00"}

    answers = [
        bound.post("/sales", asked),
        bound.post("/sales/quote", asked),
        bound.get("/sales", outlet="main", receipt=elsewhere["receipt"]),
        bound.get(f"/sales/{elsewhere['id']}"),
        bound.post(f"/sales/{elsewhere['id']}/returns", {"receipt": new_receipt()}),
    ]

    assert [(one.status_code, one.json()["code"]) for one in answers] == [
        (422, "outlet_unknown"),
        (422, "outlet_unknown"),
        (422, "outlet_unknown"),
        (404, "not_found"),
        (404, "not_found"),
    ]


def test_hold_of_one_outlet_is_unknown_to_the_key_of_another(make_till: MakeTill, till: Till):
    anna = till.enrol()["id"]
    till.give(anna, "100.00")
    scopes = ("sales", "read", "trusted")
    here, there = (make_till(*scopes, outlet=new_receipt()) for _ in range(2))
    asked = {"member": {"id": anna}, "points": "60.00"}
    held = here.post("/holds", asked).json()["id"]

    answers = [there.send("POST", f"/holds/{held}/{act}") for act in ("capture", "release")]

    assert [(one.status_code, one.json()["code"]) for one in answers] == [
        (404, "hold_unknown"),
        (404, "hold_unknown"),
    ]
    assert here.get(f"/members/{anna}").json()["balance"]["held"] == "60.00"
    assert here.send("POST", f"/holds/{held}/capture").status_code == 200


def test_hold_of_no_outlet_serves_every_key_and_a_key_of_all_outlets_every_hold(
    make_till: MakeTill, till: Till
):
    anna = till.enrol()["id"]
    till.give(anna, "100.00")
    code = new_receipt()
    shop = make_till("sales", "trusted", outlet=code)
    asked = {"member": {"id": anna}, "points": "10.00"}
    of_the_web = till.post("/holds", asked).json()["id"]
    of_the_shop = till.post("/holds", {**asked, "outlet": code}).json()["id"]
    of_main = till.post("/holds", {**asked, "outlet": "main"}).json()["id"]

    answers = [
        shop.send("POST", f"/holds/{of_the_web}/capture"),
        shop.send("POST", f"/holds/{of_the_shop}/release"),
        shop.send("POST", f"/holds/{of_main}/release"),
        till.send("POST", f"/holds/{of_main}/release"),
    ]

    assert [one.status_code for one in answers] == [200, 200, 404, 200]


def test_key_with_a_rate_is_refused_beyond_it(make_till: MakeTill):
    till = make_till("read", "sales", rate_per_minute=3)

    answers = [till.get(f"/members/{NOBODY}") for _ in range(3)]
    answers.append(till.post("/sales", {"outlet": "main", "receipt": "x", "total": "1"}))

    second = dt.datetime.now(dt.UTC).second
    if second < 57:  # else a minute may have ended meanwhile
        assert [one.status_code for one in answers] == [404, 404, 404, 429]
        assert answers[3].json()["code"] == "too_many_requests"
        assert 0 < int(answers[3].headers["retry-after"]) <= 60


def test_key_without_trust_needs_codes(make_till: MakeTill, till: Till):
    anna = till.enrol()
    till.give(anna["id"], "100.00")
    plain = make_till("sales", "members")
    member = {"id": anna["id"]}
    sale = {"member": member, "outlet": "main", "receipt": new_receipt(), "total": "50.00"}

    answers = [
        plain.post("/members", {"phone": new_phone(), "outlet": "main"}),
        plain.post("/members", {"phone": new_phone(), "outlet": "main", "confirmation": "0000"}),
        plain.post("/sales", {**sale, "redeem": "10.00"}),
        plain.post("/sales", {**sale, "redeem": "10.00", "confirmation": "0000"}),
        plain.post("/holds", {"member": member, "points": "10.00", "outlet": "main"}),
        plain.post("/members", {"card": new_card()}),
    ]

    assert [(one.status_code, one.json().get("code")) for one in answers] == [
        (422, "confirmation_needed"),
        (422, "confirmation_wrong"),
        (422, "confirmation_needed"),
        (422, "confirmation_wrong"),
        (422, "confirmation_needed"),
        (201, None),
    ]


def test_key_without_history_brings_no_old_receipts(make_till: MakeTill, till: Till):
    old = (dt.datetime.now(dt.UTC) - dt.timedelta(days=8)).isoformat()
    asked = {"outlet": "main", "receipt": new_receipt(), "total": "10.00", "at": old}

    refused = make_till("sales").post("/sales", asked)
    recorded = till.post("/sales", asked)

    assert (refused.status_code, refused.json()["code"]) == (422, "receipt_too_old")
    assert recorded.status_code == 201
