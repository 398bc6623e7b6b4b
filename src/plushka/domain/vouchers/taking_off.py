"""What a voucher takes off a receipt: each line's part, before points pay (T10, T34). Pure."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from msgspec import Struct

from plushka.domain.programmes.compiled import Compiled
from plushka.domain.programmes.facts import Line
from plushka.domain.programmes.rounding import USUAL, percent_parts
from plushka.domain.vouchers.refusals import VoucherDoesNotFit
from plushka.domain.vouchers.terms import Terms
from plushka.lib.split import split

_PIECE = 1000
"""Quantities are counted in thousandths."""


class Right(Struct, frozen=True):
    """A voucher that a receipt may use.

    ``as_it_was`` is what it took off each line when it was used, where that is told again.
    """

    id: UUID
    terms: Terms
    as_it_was: Sequence[int] | None = None


class TakenOff(Struct, frozen=True):
    """What a voucher takes off each line, in kopecks, and what explains it."""

    voucher: UUID
    parts: Sequence[int]
    facts: dict[str, Any]

    @property
    def total(self) -> int:
        """What it takes off the receipt."""
        return sum(self.parts)


def take_off(
    right: Right,
    lines: Sequence[Line],
    net: Sequence[int],
    *,
    programme: Compiled,
    names: Sequence[str] = (),
) -> TakenOff:
    """Say what a voucher takes off; ``net`` is each line's price after the tier's discount.

    ``names`` is what lines are called, where it is told: goods are known by it too. Goods that may
    be no cheaper are left alone (D31). Refuses ``VoucherDoesNotFit`` where it
    would take off nothing, so that nobody uses it up for nothing.
    """
    base = programme.may_be_cheaper(lines, net)
    if right.as_it_was is not None:
        parts = list(map(min, right.as_it_was, net))
    else:
        total = sum(line.value for line in lines)
        if total < right.terms.least_total:
            raise VoucherDoesNotFit(needs="total", least_total=right.terms.least_total)
        parts, base = _parts(right.terms, lines, base, names or [""] * len(lines))
        if not any(parts):
            raise VoucherDoesNotFit(needs="goods")
    facts = {
        "rule": "voucher",
        "method": "voucher",
        "base": sum(base),
        "points": 0,
        "off": sum(parts),
        "title": right.terms.title,
        "currency": programme.currency,
    }
    return TakenOff(right.id, parts, facts)


def _parts(
    terms: Terms, lines: Sequence[Line], base: Sequence[int], names: Sequence[str]
) -> tuple[list[int], Sequence[int]]:
    """Give each line's part, and what it is taken of."""
    weights = _chosen(terms, lines, base, names)
    if terms.price is not None:
        parts = _piece(terms.price, lines, weights)
        return parts, [weight if part else 0 for weight, part in zip(weights, parts, strict=True)]
    whole = sum(weights)
    wanted = terms.off or 0
    if terms.percent is not None:
        wanted = USUAL.of(whole * percent_parts(terms.percent))
        wanted = wanted if terms.most_off is None else min(wanted, terms.most_off)
    taken = min(wanted, whole)
    return (split(taken, weights) if taken else [0] * len(lines)), weights


def _chosen(
    terms: Terms, lines: Sequence[Line], base: Sequence[int], names: Sequence[str]
) -> list[int]:
    """Leave of the lines those that it is for."""
    if not (terms.skus or terms.categories):
        return list(base)
    skus = frozenset(map(_folded, terms.skus))
    categories = frozenset(map(_folded, terms.categories))
    return [
        worth
        if {_folded(line.sku), _folded(name)} & skus or _folded(line.category) in categories
        else 0
        for line, worth, name in zip(lines, base, names, strict=True)
    ]


def _piece(price: int, lines: Sequence[Line], weights: Sequence[int]) -> list[int]:
    """Let one piece cost a price: of the goods named, the one on which most is saved."""
    saved = [
        max(0, _of_a_piece(weight, line.quantity) - price) if weight else 0
        for line, weight in zip(lines, weights, strict=True)
    ]
    best = saved.index(max(saved))
    return [part if place == best else 0 for place, part in enumerate(saved)]


def _of_a_piece(worth: int, quantity: int) -> int:
    return worth * _PIECE // quantity if quantity > _PIECE else worth


def _folded(name: str) -> str:
    return name.strip().casefold()
