"""What is counted while receipts are replayed: by tier, by product, and what differs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from plushka.domain.replay.happened import OldLine
from plushka.domain.sales.giving_back import BackLine, SoldLine
from plushka.domain.sales.pricing import Priced

_MOST_TOLD = 100

type Product = tuple[str, str]
"""A category and a sku, either empty where a line has none."""


@dataclass(slots=True)
class Row:
    """Sums of receipts or lines: kopecks and hundredths of points, before anything came back.

    ``margin`` is what was paid less what the goods cost, where the till told that; ``known`` is
    what was paid for those goods.
    """

    n: int = 0
    paid: int = 0
    discount: int = 0
    redeemed: int = 0
    accrued: int = 0
    margin: int = 0
    known: int = 0


def by_part(products: Mapping[Product, Row], part: Literal[0, 1]) -> dict[str, Row]:
    """Add up the rows of products by category, or by sku."""
    found: dict[str, Row] = {}
    for product, row in products.items():
        sums = found.setdefault(product[part], Row())
        for name in Row.__slots__:
            setattr(sums, name, getattr(sums, name) + getattr(row, name))
    return found


@dataclass(frozen=True, slots=True)
class Differing:
    """A receipt that came out otherwise: the number that differs, recorded and replayed."""

    sale: str
    what: str
    recorded: str
    replayed: str


@dataclass(slots=True)
class Counts:
    """Of the receipts of the window. ``money_back`` and ``margin_back`` came back with goods."""

    tiers: dict[str, Row] = field(default_factory=dict)
    products: dict[Product, Row] = field(default_factory=dict)
    receipts: int = 0
    returns: int = 0
    total: int = 0
    paid: int = 0
    discount: int = 0
    money_back: int = 0
    margin_back: int = 0
    differing: list[Differing] = field(default_factory=list)
    n_differing: int = 0

    def sale(self, priced: Priced, lines: Sequence[OldLine]) -> None:
        """Count a receipt of the window."""
        self.receipts += 1
        self.total += priced.total
        self.paid += priced.to_pay
        self.discount += priced.discount
        tier = "" if priced.buyer is None else priced.buyer.tier
        row = self.tiers.get(tier) or self.tiers.setdefault(tier, Row())
        row.n += 1
        row.paid += priced.to_pay
        row.discount += priced.discount
        row.redeemed += priced.redeemed
        row.accrued += priced.accrued
        products = self.products
        for line, off, share, paid, part in zip(
            lines, priced.discounts, priced.shares, priced.paid, priced.parts, strict=True
        ):
            product = line.category or "", line.sku or ""
            row = products.get(product) or products.setdefault(product, Row())
            row.n += 1
            row.paid += paid
            row.accrued += part
            if off:
                row.discount += off
            if share:
                row.redeemed += share
            if line.cost is not None:
                row.margin += paid - line.cost
                row.known += paid

    def claimed(self, tier: str, paid: int, points: int) -> None:
        """Count a receipt that got a member afterwards in the tier that it was claimed in."""
        nobody = self.tiers.setdefault("", Row())
        nobody.n, nobody.paid = nobody.n - 1, nobody.paid - paid
        row = self.tiers.setdefault(tier, Row())
        row.n, row.paid, row.accrued = row.n + 1, row.paid + paid, row.accrued + points

    def returned(self, lines: Sequence[BackLine], sold: Sequence[SoldLine]) -> None:
        """Count what came back of a receipt, of which those lines were sold."""
        self.returns += 1
        for line in lines:
            self.money_back += line.money
            of = sold[line.number - 1]
            if of.cost is not None:
                self.margin_back += line.money - of.cost * line.quantity // of.quantity

    def compare(self, sale: str, **numbers: tuple[object, object]) -> None:
        """Remember what came out otherwise than it was recorded; the first hundred are told."""
        for what, (recorded, replayed) in numbers.items():
            if recorded != replayed:
                self.n_differing += 1
                if len(self.differing) < _MOST_TOLD:
                    self.differing.append(Differing(sale, what, str(recorded), str(replayed)))
