"""Run an example: decide its receipt by a programme, and say what comes out differently."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from plushka.domain.programmes.compiled import Compiled
from plushka.domain.sales.asked import AskedSale
from plushka.domain.sales.offered import situation_by
from plushka.domain.sales.pricing import Priced, price
from plushka.domain.workbench.states import MemberState
from plushka.lib.days import local_day
from plushka.lib.money import show
from plushka.lib.refusal import Refusal

NEVER = "never"
"""The end of points that have none."""

_SUMS = ("discount", "redeemed", "max_redeem", "to_pay", "accrued")


@dataclass(frozen=True, slots=True)
class Difference:
    """One number that comes out otherwise; "" is none at all."""

    path: str
    expected: str
    actual: str


def outcome(
    receipt: AskedSale, member: MemberState | None, *, programme: Compiled, zone: str
) -> dict[str, Any]:
    """Give what a receipt comes to, in the words of ``POST /sales/quote``.

    Of one that is refused the code of the refusal, as ``refused``. ``tier`` is the one after the
    sale, ``expires_on`` the last day on which the points can be spent.
    """
    at = receipt.at
    if at is None:
        raise ValueError("the receipt of an example has its moment")
    standing = None if member is None else member.standing(at, zone)
    book = (member or MemberState(tier="")).book(at)
    try:
        priced = price(
            receipt,
            at=at,
            programme=programme,
            standing=standing,
            book=book,
            zone=zone,
            situation=situation_by(programme, receipt, standing, at=at, zone=zone),
        )
    except Refusal as refusal:
        return {"refused": refusal.code}
    told: dict[str, Any] = {name: show(getattr(priced, name)) for name in _SUMS}
    if member is not None:
        told["tier"] = programme.tier_after(member.paid_total + priced.counted, member.tier)
        if priced.accrued:
            told["expires_on"] = _last_day(programme, member.tier, at, zone)
    if receipt.lines is not None:
        told["lines"] = list(_lines(priced))
    return told


def differences(expected: dict[str, Any], actual: dict[str, Any]) -> list[Difference]:
    """Compare what is expected, number by number; what it does not name may be anything."""
    found = dict(_flat(actual, ""))
    if "refused" in actual and "refused" not in expected:
        return [Difference("refused", "", actual["refused"])]
    differing = [
        Difference(path, value, found.get(path, ""))
        for path, value in _flat(expected, "")
        if found.get(path, "") != value
    ]
    # The database keeps fields in an order of its own; a person reads the receipt, then its lines.
    return sorted(differing, key=lambda one: ("[" in one.path, one.path))


def _last_day(programme: Compiled, tier: str, at: dt.datetime, zone: str) -> str:
    terms = programme.lot_terms("PURCHASE", tier, at, at)
    if terms.expires_at is None:
        return NEVER
    return local_day(terms.expires_at - dt.timedelta.resolution, zone).isoformat()


def _lines(priced: Priced) -> Iterator[dict[str, str]]:
    for off, share, paid, part in zip(
        priced.discounts, priced.shares, priced.paid, priced.parts, strict=True
    ):
        yield {
            "discount": show(off),
            "redeemed": show(share),
            "to_pay": show(paid),
            "accrued": show(part),
        }


def _flat(value: Any, path: str) -> Iterator[tuple[str, str]]:
    match value:
        case dict():
            for name, part in value.items():
                yield from _flat(part, f"{path}.{name}" if path else name)
        case list():
            for place, part in enumerate(value):
                yield from _flat(part, f"{path}[{place}]")
        case _:
            yield path, str(value)
