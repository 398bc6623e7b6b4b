"""Whatever is sent, the answer is a problem that names the field, and nothing is written."""

import json
from typing import Any

import pytest

from tests.web.api.bad import line, paths, sale
from tests.web.api.till import Till

pytestmark = pytest.mark.usefixtures("nothing_written")

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
