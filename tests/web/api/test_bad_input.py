"""Whatever is sent, the answer is a problem that names the field, and nothing is written."""

import json
from typing import Any

import pytest

from plushka.domain.tenants.operations import Created
from tests.web.api.counting import rows_of
from tests.web.api.till import Till, new_receipt

DEEP = b"[" * 100_000
LONG = "1" * 10_000
AMOUNTS = (
    -1,
    "-0.01",
    "1e2",
    "",
    " 1",
    "1 ",
    "+1",
    "1,5",
    "1 000",
    ".5",
    "1.",
    "0.001",
    "0.0000000000000000000000000000000000000001",
    10**30,
    "1000000000000",
    "１２",
    "١٢",
    "NaN",
    "Infinity",
    "0x10",
    True,
    None,
    [],
    {},
)


def sale(**change: Any) -> dict[str, Any]:
    """Give a good sale with something changed."""
    return {
        "outlet": "main",
        "receipt": new_receipt(),
        "lines": [{"price": "10.00", "sku": "A"}],
        **change,
    }


def line(**change: Any) -> dict[str, Any]:
    """Give a good sale with something changed in its line."""
    return sale(lines=[{"price": "10.00", **change}])


def paths(answer: Any) -> list[str]:
    """Give the fields that an answer names, having seen that it refuses them."""
    told = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, told["status"], told["code"]) == (422, 422, "invalid")
    return [error["path"] for error in told["errors"]]


@pytest.fixture(autouse=True)
def _nothing_is_written(lipa_api: Created) -> Any:
    before = rows_of(lipa_api.tenant.id)
    yield
    assert rows_of(lipa_api.tenant.id) == before


def test_every_wrong_amount_is_refused_by_its_field(till: Till):
    for amount in AMOUNTS:
        assert paths(till.post("/sales", line(price=amount))) == ["lines[0].price"]
        if amount is not None:
            assert paths(till.post("/sales", line(discount=amount))) == ["lines[0].discount"]
            assert paths(till.post("/sales", line(cost=amount))) == ["lines[0].cost"]
            assert paths(till.post("/sales", sale(redeem=amount))) == ["redeem"]
            assert paths(till.post("/sales", sale(lines=None, total=amount))) == ["total"]


def test_every_wrong_quantity_is_refused_by_its_field(till: Till):
    for quantity in (0, "0", "0.000", "0.0001", *AMOUNTS):
        if quantity is not None and quantity != "0.001":
            assert paths(till.post("/sales", line(quantity=quantity))) == ["lines[0].quantity"]


@pytest.mark.parametrize("token", [b"1e2", b"-0", b"1.000", b"1E0", b"10.0e0", b"1" * 4000])
def test_number_is_read_as_it_is_written(till: Till, token: bytes):
    body = b'{"outlet": "main", "receipt": "x", "total": %s}' % token

    assert paths(till.send("POST", "/sales", content=body)) == ["total"]


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"outlet": 5}, "outlet"),
        ({"outlet": ""}, "outlet"),
        ({"outlet": None}, "outlet"),
        ({"outlet": "x" * 201}, "outlet"),
        ({"receipt": 5}, "receipt"),
        ({"receipt": ""}, "receipt"),
        ({"receipt": None}, "receipt"),
        ({"receipt": LONG}, "receipt"),
        ({"receipt": "x" * 101}, "receipt"),
        ({"staff": []}, "staff"),
        ({"staff": "x" * 201}, "staff"),
        ({"lines": {}}, "lines"),
        ({"lines": []}, "lines"),
        ({"lines": [5]}, "lines[0]"),
        ({"lines": [{}]}, "lines[0].price"),
        ({"lines": [{"price": "1"}] * 5000}, "lines"),
        ({"lines": None}, "lines"),
        ({"total": "5"}, "total"),
        ({"extra": 1}, "extra"),
        ({"lines": [{"price": "1", "prise": "1"}]}, "lines[0].prise"),
        ({"redeem": "all"}, "redeem"),
        ({"member": 5}, "member"),
        ({"member": {}}, "member"),
        ({"member": {"phone": None}}, "member"),
        ({"member": {"phone": "+79161234567", "card": "4608877000015"}}, "member.card"),
        ({"member": {"phone": 79161234567}}, "member.phone"),
        ({"member": {"phone": "abc"}}, "member.phone"),
        ({"member": {"phone": "+7" + "9" * 30}}, "member.phone"),
        ({"member": {"phone": "+00000000000"}}, "member.phone"),
        ({"member": {"phone": "📱"}}, "member.phone"),
        ({"member": {"phone": "+7９161234567"}}, "member.phone"),
        ({"member": {"card": "4608877000010"}}, "member.card"),
        ({"member": {"card": "🐱"}}, "member.card"),
        ({"member": {"alias": "🐱"}}, "member.alias"),
        ({"member": {"token": "🐱"}}, "member.token"),
        ({"member": {"id": "1"}}, "member.id"),
        ({"member": {"name": "Анна"}}, "member.name"),
        ({"at": "2026-11-21T12:00:00"}, "at"),
        ({"at": "2026-11-21"}, "at"),
        ({"at": "yesterday"}, "at"),
        ({"at": 1_700_000_000}, "at"),
        ({"at": "2026-13-01T00:00:00Z"}, "at"),
        ({"at": "0001-01-01T00:00:00+03:00"}, "at"),
        ({"at": "0001-01-01T00:00:00Z"}, "at"),
        ({"at": "1999-12-31T23:59:59Z"}, "at"),
        ({"at": "9999-12-31T23:59:59-05:00"}, "at"),
        ({"at": "9999-12-31T23:59:59Z"}, "at"),
        ({"confirmation": 1234}, "confirmation"),
        ({"confirmation": ""}, "confirmation"),
        ({"confirmation": "1" * 21}, "confirmation"),
    ],
)
def test_wrong_field_of_a_sale_is_named(till: Till, change: dict[str, Any], path: str):
    assert path in paths(till.post("/sales", sale(**change)))
    if path != "receipt":
        assert path in paths(till.post("/sales/quote", sale(**change)))


@pytest.mark.parametrize("wrong", ["a\x00b", "\ud800", "a\udc00", "a\nb", "\x85", "\u2028"])
def test_control_characters_and_lone_surrogates_are_refused_in_every_text(till: Till, wrong: str):
    for field in ("sku", "name", "category", "supplier"):
        assert paths(_escaped(till, line(**{field: wrong}))) == [f"lines[0].{field}"]
    for field in ("outlet", "receipt", "staff", "confirmation"):
        assert paths(_escaped(till, sale(**{field: wrong}))) == [field]
    for field in ("phone", "card", "alias", "token", "id"):
        assert paths(_escaped(till, sale(member={field: wrong}))) == [f"member.{field}"]
    assert paths(_escaped(till, sale(**{wrong: 1})))


def _escaped(till: Till, body: Any) -> Any:
    return till.send("POST", "/sales", content=json.dumps(body).encode())


def test_all_wrong_fields_are_named_at_once(till: Till):
    asked = {
        "receipt": "a\x00",
        "member": {"phone": "abc", "extra": 1},
        "at": "now",
        "lines": [{"price": "1"}, {"price": -1, "quantity": 0}, {"prise": 1}],
        "zzz": None,
    }

    named = paths(till.post("/sales", asked))

    assert sorted(named) == [
        "at",
        "lines[1].price",
        "lines[1].quantity",
        "lines[2].price",
        "lines[2].prise",
        "member.extra",
        "member.phone",
        "outlet",
        "receipt",
        "zzz",
    ]


def test_emoji_is_a_text_like_any_other(till: Till):
    answer = till.post("/sales/quote", line(name="🍎" * 200, sku="👩‍👩‍👧", category="🍏"))

    assert answer.status_code == 200


def test_value_too_large_to_count_is_refused(till: Till):
    answer = till.post("/sales", line(price="999999999999.99", quantity="999999999999"))

    assert paths(answer) == ["lines[0].price"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"{'a': 1}",
        b"\xff\xfe{}",
        b'{"outlet": "\xff"}',
        b"\xef\xbb\xbf{}",
        b'{"a": 01}',
        b"{} {}",
        b'{"outlet": "main", "total": tru}',
        DEEP,
        b'{"a":' * 100_000,
        DEEP + b"]" * 100_000,
        b'{"outlet": ' + b"[" * 33 + b"]" * 33 + b"}",
        b'"' + b'\\"' * 100_000,
    ],
)
def test_unreadable_json_is_refused(till: Till, body: bytes):
    for path in ("/sales", "/sales/batch", "/members", "/holds"):
        answer = till.send("POST", path, content=body)

        assert (answer.status_code, answer.json()["code"]) == (400, "unreadable")


@pytest.mark.parametrize(
    ("body", "path"),
    [
        (b'{"outlet": "main", "receipt": "x", "total": NaN}', "total"),
        (b'{"outlet": "main", "receipt": "x", "total": -Infinity}', "total"),
        (b'{"outlet": "main", "receipt": "a\x00b", "total": 1}', "receipt"),
    ],
)
def test_what_json_does_not_have_is_unreadable_and_named(till: Till, body: bytes, path: str):
    answer = till.send("POST", "/sales", content=body)

    assert (answer.status_code, answer.json()["code"]) == (400, "unreadable")
    assert [error["path"] for error in answer.json()["errors"]] == [path]


@pytest.mark.parametrize("body", [b"5", b"null", b"[]", b'"sale"', b"true"])
def test_body_that_is_no_object_is_refused(till: Till, body: bytes):
    assert paths(till.send("POST", "/sales", content=body)) == [""]


def test_nesting_is_counted_outside_texts(till: Till):
    answer = till.post("/sales/quote", sale(staff="[" * 100, lines=[{"price": 1}] * 40))

    assert answer.status_code == 200


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "application/jsonx", ""])
def test_body_that_is_not_said_to_be_json_is_refused(till: Till, kind: str):
    answer = till.send("POST", "/sales", content=b"{}", headers={"content-type": kind})

    assert (answer.status_code, answer.json()["code"]) == (415, "not_json")


def test_json_with_a_charset_is_json(till: Till):
    kind = {"content-type": "application/json; charset=utf-8"}

    answer = till.send("POST", "/sales/quote", sale(), headers=kind)

    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("path", "size"), [("/sales", 2 << 20), ("/sales", (1 << 20) + 1), ("/sales/batch", 9 << 20)]
)
def test_body_that_is_too_large_is_refused(till: Till, path: str, size: int):
    answer = till.send("POST", path, content=b" " * size)

    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_more_sales_than_a_batch_may_have_are_refused(till: Till):
    answer = till.post("/sales/batch", {"sales": [{}] * 1001})

    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_each_wrong_sale_of_a_batch_names_its_fields(till: Till):
    answer = till.send("POST", "/sales/batch", content=b'{"sales": [5, {}, "sale", [[]]]}')

    results = answer.json()["results"]
    assert answer.status_code == 200
    assert [(one["status"], one["code"]) for one in results] == [(422, "invalid")] * 4
    assert [error["path"] for error in results[1]["errors"]] == ["outlet", "receipt", "lines"]


def test_lone_surrogate_in_a_batch_is_named(till: Till):
    body = b'{"sales": [{"outlet": "main", "receipt": "\\ud800", "total": 1}]}'

    assert paths(till.send("POST", "/sales/batch", content=body)) == ["sales[0].receipt"]


@pytest.mark.parametrize("key", ["", "a b", "x" * 256, "ключ".encode().decode("latin-1"), "a\tb"])
def test_wrong_idempotency_key_is_named(till: Till, key: str):
    headers = {"idempotency-key": key.encode("latin-1")}
    for path, body in (("/sales", sale()), ("/members", {"phone": "+79161234567"})):
        answer = till.send("POST", path, body, headers=headers)  # type: ignore[arg-type]

        assert paths(answer) == ["Idempotency-Key"]


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ({}, "phone"),
        ({"phone": "abc"}, "phone"),
        ({"phone": "\x00"}, "phone"),
        ({"phone": "+79161234567", "card": "4608877000015"}, "card"),
        ({"id": "1"}, "id"),
        ({"card": "1"}, "card"),
        ({"alias": "🐱"}, "alias"),
        ({"token": "\n"}, "token"),
    ],
)
def test_wrong_lookup_is_named(till: Till, query: dict[str, str], path: str):
    assert path in paths(till.get("/members/lookup", **query))


@pytest.mark.parametrize("query", ["phone=%ff", "phone=1&phone=2", "&".join(["phone=1"] * 60)])
def test_query_that_cannot_be_read_is_refused(till: Till, query: str):
    assert till.send("GET", f"/members/lookup?{query}").status_code == 422


@pytest.mark.parametrize("query", [{"limit": "0"}, {"limit": "201"}, {"limit": "x"}])
def test_wrong_limit_is_named(till: Till, query: dict[str, str]):
    nobody = "/members/0197c0de-0000-7000-8000-000000000000"

    assert paths(till.get(f"{nobody}/entries", **query)) == ["limit"]
    assert paths(till.get(f"{nobody}/lots", **query)) == ["limit"]
    assert paths(till.get(f"{nobody}/entries", after="x")) == ["after"]
    assert paths(till.get(f"{nobody}/lots", after="x")) == ["after"]


@pytest.mark.parametrize(
    ("path", "body", "named"),
    [
        ("/members", {}, ["phone"]),
        ("/members", {"phone": "1"}, ["phone"]),
        ("/members", {"card": "123"}, ["card"]),
        ("/members", {"alias": "?"}, ["alias"]),
        ("/members", {"phone": "+79161234567", "name": "\x00"}, ["name"]),
        ("/members", {"phone": "+79161234567", "name": "x" * 201}, ["name"]),
        ("/members", {"phone": "+79161234567", "birth_date": "1990-02-30"}, ["birth_date"]),
        ("/members", {"phone": "+79161234567", "birth_date": "0001-01-01"}, ["birth_date"]),
        ("/members", {"phone": "+79161234567", "birth_date": "9999-12-31"}, ["birth_date"]),
        ("/members", {"phone": "+79161234567", "referrer": {}}, ["referrer"]),
        ("/members", {"phone": "+79161234567", "referrer": {"code": "?"}}, ["referrer.code"]),
        ("/members", {"phone": "+79161234567", "consents": ["x"]}, ["consents[0]"]),
        (
            "/members",
            {"phone": "+79161234567", "consents": [{"kind": "all"}]},
            ["consents[0].kind"],
        ),
        ("/confirmations", {}, ["member", "purpose", "outlet"]),
        ("/holds", {}, ["member", "points"]),
        ("/holds", {"member": {"phone": "+79161234567"}, "points": "0"}, ["points"]),
        ("/holds", {"member": {"phone": "+79161234567"}, "points": "-1"}, ["points"]),
        (
            "/holds",
            {"member": {"phone": "+79161234567"}, "points": 1, "minutes": 0},
            ["minutes"],
        ),
        (
            "/holds",
            {"member": {"phone": "+79161234567"}, "points": 1, "minutes": 1.5},
            ["minutes"],
        ),
        (
            "/holds",
            {
                "member": {"phone": "+79161234567"},
                "points": 1,
                "minutes": 1,
                "until": "2026-11-21T12:00:00Z",
            },
            ["until"],
        ),
        ("/adjustments", {}, ["member", "points", "reason"]),
        (
            "/adjustments",
            {"member": {"phone": "+79161234567"}, "points": 0, "reason": "r"},
            ["points"],
        ),
        (
            "/adjustments",
            {"member": {"phone": "+79161234567"}, "points": "--1", "reason": "r"},
            ["points"],
        ),
        (
            "/adjustments",
            {"member": {"phone": "+79161234567"}, "points": 1, "reason": ""},
            ["reason"],
        ),
    ],
)
def test_wrong_field_of_other_writes_is_named(till: Till, path: str, body: Any, named: list[str]):
    assert paths(till.post(path, body)) == named
