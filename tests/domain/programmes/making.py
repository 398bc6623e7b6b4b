"""Programmes, receipts and what is left of them, made shortly."""

import datetime as dt
from uuid import UUID

import msgspec

from plushka.domain.programmes import files
from plushka.domain.programmes.compiled import compile_
from plushka.domain.programmes.facts import Buyer, Line

NOON = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)
VERSION = UUID("01970000-0000-7000-8000-000000000001")
NEWCOMER = Buyer("standard")
GOLD = Buyer("gold")


DEFAULT = files.preset("bonusplus")


def document(**sections):
    """The default programme with sections of our own, as plain values."""
    return files.plain(DEFAULT) | sections


def rules(*earning, zone="Europe/Moscow", tier=None, **sections):
    """A compiled programme whose first tier earns by these rules, or the default one."""
    plain = document(**sections)
    if earning:
        plain["tiers"][0]["earning"] = list(earning)
    plain["tiers"][0] |= tier or {}
    return compile_(files.read(plain), version=VERSION, zone=zone)


def receipt(*values, categories=()):
    """Lines worth so many kopecks each."""
    names = [*categories, *[""] * (len(values) - len(categories))]
    rows = zip(values, names, strict=True)
    return [Line(number, value, name) for number, (value, name) in enumerate(rows, 1)]


class Sale(msgspec.Struct):
    """A sale and what came back of it, as T10 and T11 count."""

    programme: object
    lines: list[Line]
    buyer: Buyer
    discounts: list[int]
    shares: list[int]
    paid: list[int]
    earned: int
    reversed: int = 0
    kept: dict[int, list[int]] = msgspec.field(default_factory=dict)

    def give_back(self, number, pieces=1, of=1):
        """Return pieces of a line of so many; give money back, points back, points reversed."""
        line = number - 1
        returned, money, points = self.kept.get(line, [0, 0, 0])
        returned += pieces
        money_back = self.paid[line] * returned // of - money
        points_back = self.shares[line] * returned // of - points
        self.kept[line] = [returned, money + money_back, points + points_back]
        paid, shares = self.remaining()
        target = sum(
            earning.points
            for earning in self.programme.earn(
                self.lines, paid, self.buyer, shares=shares, sold=self.paid
            )
        )
        taken = max(0, self.earned - self.reversed - target)
        self.reversed += taken
        return money_back, points_back, taken

    def remaining(self):
        """Give money and points shares of the lines that are still with the buyer."""
        back = [self.kept.get(line, [0, 0, 0]) for line in range(len(self.lines))]
        return (
            [paid - money for paid, (_, money, _) in zip(self.paid, back, strict=True)],
            [share - points for share, (_, _, points) in zip(self.shares, back, strict=True)],
        )


def sell(programme, lines, buyer=NEWCOMER, redeem=0):
    """Decide a sale as the till asks for it."""
    discounts = programme.discounts(lines, buyer)
    limit = programme.limits(lines, discounts, buyer)
    limit.check(redeem)
    shares = limit.shares(redeem)
    paid = [
        line.value - off - share for line, off, share in zip(lines, discounts, shares, strict=True)
    ]
    earned = sum(earning.points for earning in programme.earn(lines, paid, buyer, shares=shares))
    return Sale(programme, lines, buyer, discounts, shares, paid, earned)
