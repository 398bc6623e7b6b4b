"""Reading without an API around it: depth, languages, and fast against slow."""

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plushka.lib.refusal import Refusal
from plushka.web.api.language import chosen
from plushka.web.api.reading.depth import MOST, is_too_deep
from plushka.web.api.reading.shape import Shape
from plushka.web.api.reading.surrogates import without_halves
from plushka.web.api.reading.tree import read_tree
from plushka.web.api.schemas.sale import SaleIn

SALE = Shape(SaleIn)

HALVES = ["\\ud83d", "\\uDE00", "\\ud800", "\\uDFFF"]

texts = st.text(alphabet='ab"\\[]{}é\x00', max_size=6)
amounts = st.sampled_from(["1", "1.5", 1, 2.25, -1, "x", None, [], True])
values = st.one_of(amounts, texts, st.just([]), st.just({}))
lines = st.dictionaries(st.sampled_from(["price", "quantity", "sku", "extra"]), values)
sales = st.fixed_dictionaries(
    {"outlet": st.just("main"), "receipt": texts, "lines": st.lists(lines, max_size=3)},
    optional={"total": amounts, "redeem": amounts, "at": texts, "member": st.none(), "x": texts},
)


def depth_of(value: Any) -> int:
    """Count how deep a value is nested, the simple way."""
    match value:
        case dict():
            return 1 + max(map(depth_of, value.values()), default=0)
        case list():
            return 1 + max(map(depth_of, value), default=0)
    return 0


@given(
    st.recursive(
        texts,
        lambda inner: st.lists(inner, max_size=2) | st.dictionaries(texts, inner, max_size=2),
        max_leaves=30,
    ),
    st.integers(0, 40),
)
def test_depth_is_what_counting_says(value: Any, wraps: int):
    for number in range(wraps):
        value = [value] if number % 2 else {"[": value}

    body = json.dumps(value, ensure_ascii=False).encode()

    assert is_too_deep(body) == (depth_of(value) > MOST)


@given(st.binary(max_size=200) | st.text(alphabet='[]{}"\\,:1 ', max_size=200).map(str.encode))
def test_nothing_that_is_sent_makes_the_reader_fail(body: bytes):
    for read in (SALE.read, Shape(SaleIn).read):
        with pytest.raises(Refusal):
            read(body, "RU")


@given(st.lists(st.sampled_from([*HALVES, "\\\\", "\\n", '\\"', "u", "d800", "a", "é"])))
def test_halves_of_characters_and_nothing_else_become_readable(parts: list[str]):
    """Held against the reader of Python, which lets halves in and joins those that fit."""
    written = f'"{"".join(parts)}"'

    whole = "".join("\0" if "\ud800" <= one <= "\udfff" else one for one in json.loads(written))

    assert msgspec.json.decode(without_halves(written.encode())) == whole


@given(sales)
def test_slow_reading_finds_fault_exactly_where_fast_reading_does(sale: dict[str, Any]):
    body = json.dumps(sale).encode()
    faults = list(SALE.node.faults(read_tree(body).root, "", "RU"))

    assert bool(faults) == isinstance(_read(body), dict)


@given(sales)
def test_what_is_read_does_not_depend_on_how_it_is_spelled(sale: dict[str, Any]):
    plain = json.dumps(sale).encode()
    other = msgspec.json.format(json.dumps(sale, ensure_ascii=False).encode(), indent=3)

    assert _read(plain) == _read(other)


def _read(body: bytes) -> Any:
    try:
        return SALE.read(body, "RU")
    except Refusal as refusal:
        return refusal.facts


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        (b"", "ru"),
        (b"uk", "uk"),
        (b"en-GB,en;q=0.9", "en"),
        (b"de, fr;q=0.8", "ru"),
        (b"de, en;q=0.1, uk;q=0.2", "uk"),
        (b"en;q=0", "ru"),
        (b"en;q=x, \xff;;=", "ru"),
        (b"*", "ru"),
        (b"x" * 10_000, "ru"),
    ],
)
def test_language_is_the_readers_if_we_speak_it(accepted: bytes, language: str):
    assert chosen(accepted, "ru") == language
