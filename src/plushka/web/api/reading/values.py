"""Values read from their own token, because a decoder would already have changed them.

``1e2``, ``-0``, ``1.000`` and ``10^30`` are numbers to JSON and no amounts to a
till. So money, points and quantities stay as written until they are read here,
as a JSON text or as a JSON number.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

import msgspec

from plushka.lib import money

AMOUNT_PATTERN = r"^[0-9]{1,12}(\.[0-9]{1,2})?$"
_QUANTITY = re.compile(r"([0-9]{1,12})(?:\.([0-9]{1,3}))?", re.ASCII)
_CURSOR = re.compile(r"[0-9]{1,18}", re.ASCII)
_LIMIT = re.compile(r"[0-9]{1,3}", re.ASCII)
_LARGEST = 999_999_999_999.99
_MOST_ITEMS = 200
_PAGE = 50


@dataclass(frozen=True, slots=True)
class Value:
    """How one kind of value is read from its text; ``read`` raises ``ValueError``."""

    read: Callable[[str], Any]
    schema: dict[str, Any]

    def of(self, token: msgspec.Raw) -> Any:
        """Read a token that must be there."""
        return self.read(text_of(bytes(token)))

    def given(self, token: msgspec.Raw) -> Any:
        """Read a token that may be left out, or null, which is the same."""
        written = bytes(token)
        return None if written in _NOTHING else self.read(text_of(written))


_NOTHING = frozenset({b"", b"null"})


def text_of(token: bytes) -> str:
    """Give what a JSON text holds, or the number as written. Others are no amounts either way."""
    if token[:1] != b'"':
        return str(token, "ascii")
    if b"\\" in token:
        return msgspec.json.decode(token, type=str)
    return str(token[1:-1], "ascii")


def _quantity(text: str) -> int:
    match = _QUANTITY.fullmatch(text)
    whole, part = match.groups() if match else ("0", None)
    if thousandths := int(whole) * 1000 + (int(part.ljust(3, "0")) if part else 0):
        return thousandths
    raise ValueError("use digits above zero with at most three decimals, such as 1.250")


def _redeem(text: str) -> int | str:
    return "max" if text == "max" else money.parse(text)


def _positive(text: str) -> int:
    if points := money.parse(text):
        return points
    raise ValueError("use an amount above zero")


def _signed(text: str) -> int:
    minus, _, digits = text.rpartition("-")
    if minus:
        raise ValueError("use digits with at most two decimals, and a minus to take away")
    return -_positive(digits) if text.startswith("-") else _positive(digits)


def _limit(text: str) -> int:
    if _LIMIT.fullmatch(text) and 1 <= int(text) <= _MOST_ITEMS:
        return int(text)
    raise ValueError(f"use a whole number from 1 to {_MOST_ITEMS}")


def _cursor(text: str) -> int:
    if _CURSOR.fullmatch(text):
        return int(text)
    raise ValueError("use the next of the page before")


def _either(pattern: str, number: dict[str, Any], example: str) -> dict[str, Any]:
    return {
        "anyOf": [{"type": "string", "pattern": pattern}, {"type": "number", **number}],
        "examples": [example],
    }


_HUNDREDTHS = {"minimum": 0, "maximum": _LARGEST, "multipleOf": 0.01}

AMOUNT = Value(money.parse, _either(AMOUNT_PATTERN, _HUNDREDTHS, "146.98"))
POSITIVE = Value(
    _positive,
    _either(
        r"^(?=.*[1-9])[0-9]{1,12}(\.[0-9]{1,2})?$", {**_HUNDREDTHS, "minimum": 0.01}, "100.00"
    ),
)
SIGNED = Value(
    _signed,
    _either(
        r"^(?=.*[1-9])-?[0-9]{1,12}(\.[0-9]{1,2})?$",
        {**_HUNDREDTHS, "minimum": -_LARGEST, "not": {"const": 0}},
        "-50.00",
    ),
)
QUANTITY = Value(
    _quantity,
    _either(
        r"^(?=.*[1-9])[0-9]{1,12}(\.[0-9]{1,3})?$",
        {"minimum": 0.001, "maximum": 999_999_999_999, "multipleOf": 0.001},
        "1.250",
    ),
)
REDEEM = Value(
    _redeem, {"anyOf": [{"const": "max"}, *AMOUNT.schema["anyOf"]], "examples": ["200.00", "max"]}
)
LIMIT = Value(_limit, {"type": "integer", "minimum": 1, "maximum": _MOST_ITEMS, "default": _PAGE})
CURSOR = Value(_cursor, {"type": "string", "pattern": "^[0-9]{1,18}$"})

type Amount = Annotated[msgspec.Raw, msgspec.Meta(extra={"value": AMOUNT})]
type PositiveAmount = Annotated[msgspec.Raw, msgspec.Meta(extra={"value": POSITIVE})]
type SignedAmount = Annotated[msgspec.Raw, msgspec.Meta(extra={"value": SIGNED})]
type Quantity = Annotated[msgspec.Raw, msgspec.Meta(extra={"value": QUANTITY})]
type Redeem = Annotated[msgspec.Raw, msgspec.Meta(extra={"value": REDEEM})]
type Limit = Annotated[msgspec.Raw, msgspec.Meta(extra={"value": LIMIT})]
type Cursor = Annotated[msgspec.Raw, msgspec.Meta(extra={"value": CURSOR})]
