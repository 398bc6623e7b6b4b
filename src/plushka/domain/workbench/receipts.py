"""A receipt as an example keeps it: as tills write one, without who bought."""

import datetime as dt
from typing import Any

from plushka.domain.sales.asked import AskedLine, AskedSale
from plushka.lib import money

_SUMS = ("price", "discount", "cost")
_TEXTS = ("sku", "name", "category", "supplier")
_PIECE = 1000


def written(asked: AskedSale, *, at: dt.datetime) -> dict[str, Any]:
    """Write a receipt as plain values; `at` is its moment where it names none."""
    moment = asked.at or at
    receipt: dict[str, Any] = {"outlet": asked.outlet, "at": moment.isoformat()}
    if asked.lines is not None:
        receipt["lines"] = [_line(line) for line in asked.lines]
    if asked.total is not None:
        receipt["total"] = money.show(asked.total)
    if asked.redeem is not None:
        redeem = asked.redeem
        receipt["redeem"] = money.show(redeem) if isinstance(redeem, int) else redeem
    return receipt


def read(receipt: dict[str, Any]) -> AskedSale:
    """Read what ``written`` wrote."""
    lines, total, redeem = (receipt.get(name) for name in ("lines", "total", "redeem"))
    return AskedSale(
        outlet=receipt["outlet"],
        at=dt.datetime.fromisoformat(receipt["at"]),
        lines=None if lines is None else tuple(map(_asked, lines)),
        total=None if total is None else money.parse(total),
        redeem=redeem if redeem in {None, "max"} else money.parse(redeem),
    )


def _line(line: AskedLine) -> dict[str, str]:
    told = {name: getattr(line, name) for name in (*_SUMS, *_TEXTS)}
    shown = {
        name: money.show(value) if name in _SUMS else value
        for name, value in told.items()
        if value is not None
    }
    if line.quantity is not None:
        shown["quantity"] = f"{line.quantity // _PIECE}.{line.quantity % _PIECE:03d}"
    return shown


def _asked(line: dict[str, str]) -> AskedLine:
    sums = {name: money.parse(line[name]) for name in _SUMS if name in line}
    texts = {name: line[name] for name in _TEXTS if name in line}
    quantity = int(line["quantity"].replace(".", "")) if "quantity" in line else None
    return AskedLine(**sums, **texts, quantity=quantity)  # type: ignore[arg-type]
