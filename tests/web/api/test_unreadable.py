"""Bodies that cannot be read, are too large, or are not said to be JSON."""

import pytest

from tests.web.api.bad import paths, sale
from tests.web.api.till import Till

pytestmark = pytest.mark.usefixtures("nothing_written")

DEEP = b"[" * 100_000


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


def test_nan_anywhere_makes_a_batch_unreadable(till: Till):
    body = b'{"sales": [{"outlet": "main", "receipt": "x", "total": NaN}]}'

    answer = till.send("POST", "/sales/batch", content=body)

    assert (answer.status_code, answer.json()["code"]) == (400, "unreadable")


def test_lone_surrogate_beside_the_sales_of_a_batch_is_named(till: Till):
    answer = till.send("POST", "/sales/batch", content=b'{"sales": [], "\\ud800": 1}')

    assert answer.status_code == 422
    assert len(answer.json()["errors"]) == 1
