"""What a voucher gives, and on which receipts: kept with it, and never changed."""

import re
from collections.abc import Iterable
from typing import Any

import msgspec

from plushka.lib.refusal import BadField

MOST_GOODS = 200
"""Goods or categories that one voucher may name."""

LARGEST = 10**12
"""No sum of a voucher is larger, in kopecks."""

_PERCENT = re.compile(r"(?:100(?:\.0{1,2})?|[0-9]{1,2}(?:\.[0-9]{1,2})?)", re.ASCII)
_TITLE = re.compile(r"[^\x00-\x1f\x7f]{1,100}")


class Terms(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One of three: ``percent`` off, ``off`` kopecks off, or one piece for ``price`` kopecks.

    ``skus`` and ``categories`` are the goods that it is for; neither is the whole receipt. Goods
    for a price are named by ``skus``. ``least_total`` is of the whole receipt, after the till's
    own discounts; ``most_off`` limits a percent. ``title`` is what people are told it is.
    """

    title: str
    percent: str | None = None
    off: int | None = None
    price: int | None = None
    skus: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    least_total: int = 0
    most_off: int | None = None

    @property
    def is_for_goods(self) -> bool:
        """Whether it is a right to a piece of goods."""
        return self.price is not None


def checked(terms: Terms) -> Terms:
    """Give the terms as they are kept; refuses, naming the field, what nobody could redeem."""
    title = " ".join(terms.title.split())
    if not _TITLE.fullmatch(title):
        raise BadField("title", "write 1 to 100 characters")
    given = [name for name in ("percent", "off", "price") if getattr(terms, name) is not None]
    if len(given) != 1:
        raise BadField("percent", "give one of percent, off and price")
    if terms.percent is not None and not (
        _PERCENT.fullmatch(terms.percent) and terms.percent.strip("0.")
    ):
        raise BadField("percent", "this is a percent from 0.01 to 100")
    skus, categories = _names("skus", terms.skus), _names("categories", terms.categories)
    if terms.is_for_goods and (categories or not skus):
        raise BadField("skus", "name the goods that it is for")
    least_off = {"off": 1, "most_off": 1}
    for name in ("off", "price", "least_total", "most_off"):
        value = getattr(terms, name)
        if value is not None and not least_off.get(name, 0) <= value <= LARGEST:
            raise BadField(name, "this sum is too small or too large")
    if terms.most_off is not None and terms.percent is None:
        raise BadField("most_off", "only a percent needs a limit")
    return msgspec.structs.replace(terms, title=title, skus=skus, categories=categories)


def kept(terms: Terms) -> dict[str, Any]:
    """Give what is stored of them."""
    found: dict[str, Any] = msgspec.to_builtins(terms)
    return found


def terms_of(stored: Any) -> Terms:
    """Read what was stored."""
    return msgspec.convert(stored, Terms)


def _names(path: str, names: Iterable[str]) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(name.strip() for name in names if name.strip()))
    if len(found) > MOST_GOODS or any(len(name) > 200 for name in found):  # noqa: PLR2004 - a sku's
        raise BadField(path, f"name at most {MOST_GOODS}, of up to 200 characters each")
    return found
