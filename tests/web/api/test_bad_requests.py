"""What is wrong in keys, queries and the other writes is named too."""

from typing import Any

import pytest

from tests.web.api.bad import paths, sale
from tests.web.api.till import Till

pytestmark = pytest.mark.usefixtures("nothing_written")


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
        ("/members", {"phone": "+79161234567", "birth_date": "0004-05-17"}, ["birth_date"]),
        ("/members", {"phone": "+79161234567", "birth_date": "--02-30"}, ["birth_date"]),
        ("/members", {"phone": "+79161234567", "birth_date": "05-17"}, ["birth_date"]),
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
