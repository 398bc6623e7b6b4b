"""Columns of Parquet as the texts a CSV would have."""

import math
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pyarrow as pa

from plushka.domain.imports.layout import FileUnreadable

_NOISE = 1e-6
"""A double may miss the decimal it stands for by so much of the last digit kept.

1.43 + 0.15 is 1.5799999999999998 in doubles, and means 1.58.
"""

_DECIMALS = {"price": 2, "discount": 2, "quantity": 3}


def texts(column: Any, name: str, *, file: str) -> Sequence[str]:
    """Write every value of a column as text; nothing, and NaN, as an empty one.

    Refuses a column that is neither text, number nor a moment with its zone.
    """
    kind = column.type
    if pa.types.is_dictionary(kind):
        column, kind = column.cast(kind.value_type), kind.value_type
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return [(value or "").strip() for value in column.to_pylist()]
    if pa.types.is_timestamp(kind) and kind.tz is not None:
        # Python's moments have microseconds; what a till has beyond them says nothing.
        moments = column.cast(pa.timestamp("us", tz="UTC"), safe=False).to_pylist()
        return ["" if value is None else value.isoformat() for value in moments]
    if pa.types.is_timestamp(kind):
        raise FileUnreadable(f"Moments in the column {name!r} of {file} have no time zone.")
    if pa.types.is_integer(kind):
        return ["" if value is None else str(value) for value in column.to_pylist()]
    if pa.types.is_decimal(kind):
        return ["" if value is None else _plain(value) for value in column.to_pylist()]
    if pa.types.is_floating(kind):
        digits = _DECIMALS.get(name, 0)
        return ["" if value is None else _double(value, digits) for value in column.to_pylist()]
    raise FileUnreadable(f"The column {name!r} of {file} holds {kind}, which cannot be read.")


def _plain(value: Decimal) -> str:
    """Write a decimal without the zeros at its end that only its type asks for."""
    written = f"{value:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _double(value: float, digits: int) -> str:
    """Write the decimal that a double stands for; any other double as it is, to be refused."""
    if math.isnan(value):
        return ""
    scaled = value * 10**digits
    if math.isinf(scaled) or abs(scaled - round(scaled)) > _NOISE:
        return repr(value)
    return _plain(Decimal(round(scaled)).scaleb(-digits))
