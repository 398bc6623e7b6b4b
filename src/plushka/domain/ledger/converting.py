"""The value of a point changes, and every lot is converted (T35).

A company's conversions are counted from one. An account, a lot and an entry
each know the last one they have gone through, so it is always plain in whose
points a number is. Like an expiry a conversion is decided by its date alone:
whoever opens an account later than that finds it converted, and a sweep only
writes down what the date has decided (T2, I10).

Each lot is rounded down to a hundredth on its own, and so is each debt. What
holds have pinned is converted with its lot. Terms stay as they are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from plushka.domain.ledger.lots import Debt, Lot
from plushka.domain.ledger.terms import CONVERSION_ACTOR, Cause

if TYPE_CHECKING:
    from plushka.domain.ledger.page import Page


@dataclass(frozen=True, slots=True)
class Conversion:
    """From a moment on a point is worth ``after`` instead of ``before``, both in kopecks."""

    number: int
    at: datetime
    before: int
    after: int
    version: UUID
    currency: str

    def of(self, points: int) -> int:
        """Give how many points some of before are now, rounded down."""
        return points * self.before // self.after


type Conversions = Sequence[Conversion]
"""All conversions of a company, by number, also those that are yet to come."""


def value_at(conversions: Conversions, number: int) -> int | None:
    """Give what a point is worth after so many conversions; None where there is none at all."""
    if not conversions:
        return None
    return conversions[number - 1].after if number else conversions[0].before


def through(conversions: Conversions, points: int, *, since: int, upto: int) -> int:
    """Take points through all conversions after one and up to another, as a lot goes."""
    for conversion in conversions[since:upto]:
        points = conversion.of(points)
    return points


def counted(page: "Page", points: int, *, value: int, since: int | None) -> int:
    """Give how many points of an account are points of such a value, rounded down."""
    if page.point_value is None:
        return points
    number = page.conversion if since is None else since
    then = value_at(page.conversions, number) or value
    if then != value:
        points = points * value // then
    return through(page.conversions, points, since=number, upto=page.conversion)


def why_counted(page: "Page", *, of: int, became: int, value: int) -> list[dict[str, Any]]:
    """Explain that points of such a value were posted as others; nothing where they were not."""
    now = page.point_value
    if now is None or now == value:
        return []
    currency = page.conversions[0].currency
    return [_facts("converted", of, became, value, now, currency)]


def left_of(
    parts: Iterable[tuple[UUID, int, int]], conversions: Conversions, *, upto: int
) -> list[tuple[UUID, int]]:
    """Say what is left of lots' parts in points of now.

    ``parts`` are a lot, the number of a conversion, and points that came or
    went after it, in the order of time; in between, what was left went through
    the conversions. Lots of which nothing is left are left out.
    """
    left: dict[UUID, tuple[int, int]] = {}
    for lot, number, points in parts:
        since, there = left.get(lot, (number, 0))
        left[lot] = number, through(conversions, there, since=since, upto=number) + points
    found = (
        (lot, through(conversions, points, since=number, upto=upto))
        for lot, (number, points) in left.items()
    )
    return [(lot, points) for lot, points in found if points]


def catch_up(lot: Lot, conversions: Conversions, *, upto: int) -> None:
    """Count in points of now what was granted in a lot that had nothing left to convert."""
    if lot.conversion < upto:
        since = lot.conversion
        lot.granted = max(1, through(conversions, lot.granted, since=since, upto=upto))
        lot.expired = through(conversions, lot.expired, since=since, upto=upto)
        lot.conversion = upto


def convert(page: "Page", conversion: Conversion) -> None:
    """Convert everything an account has, an entry for every lot and every debt."""
    page.conversion = conversion.number
    pins = _convert_pins(page, conversion)
    for lot in sorted(page.lots.values(), key=_place):
        _convert_lot(page, lot, conversion, pins.get(lot.id, 0))
    for debt in list(page.debts):
        _convert_debt(page, debt, conversion)
    page.redemptions = {
        entry: [(lot, conversion.of(points)) for lot, points in used]
        for entry, used in page.redemptions.items()
    }


def _convert_pins(page: "Page", conversion: Conversion) -> dict[UUID, int]:
    """Convert what open holds have pinned; give by how much that changes each lot's part."""
    changed: dict[UUID, int] = {}
    for hold in page.holds.values():
        if hold.state != "OPEN":
            continue
        for place, (lot, points) in enumerate(hold.pins):
            became = conversion.of(points)
            hold.pins[place] = lot, became
            if became != points:
                hold.pin(lot, became - points, conversion=conversion.number)
                changed[lot] = changed.get(lot, 0) + became - points
        hold.pins = [pin for pin in hold.pins if pin[1]]
    return changed


def _convert_lot(page: "Page", lot: Lot, conversion: Conversion, pinned: int) -> None:
    if not lot.remaining:
        catch_up(lot, page.conversions, upto=conversion.number)
        return
    of, became = lot.remaining, conversion.of(lot.remaining)
    lot.granted = max(1, conversion.of(lot.granted))
    lot.expired = conversion.of(lot.expired)
    lot.conversion = conversion.number
    lot.is_changed = True
    if became != of:
        entry = page.post("CONVERSION", became - of, _cause(page, conversion, lot.id, of, became))
        page.put(lot, became - of, entry.id)
    if pinned:
        page.pin(lot, pinned)


def _convert_debt(page: "Page", debt: Debt, conversion: Conversion) -> None:
    """Convert what is owed: the more is owed too, the less is paid by points made for it."""
    of, became = debt.unpaid, conversion.of(debt.unpaid)
    if became == of:
        return
    cause = _cause(page, conversion, debt.id, of, became, method="conversion_debt")
    entry = page.post("CONVERSION", of - became, cause)
    if became > of:
        page.owe(entry.id, became - of)
        return
    lot = Lot(
        entry.id,
        "MANUAL",
        of - became,
        of - became,
        0,
        0,
        page.clock,
        None,
        conversion.version,
        is_open=True,
        is_new=True,
        conversion=conversion.number,
    )
    page.add(lot)
    page.pay(debt, lot, of - became)


def _cause(
    page: "Page",
    conversion: Conversion,
    what: UUID,
    of: int,
    became: int,
    *,
    method: str = "conversion",
) -> Cause:
    was, now = conversion.before, conversion.after
    why = _facts(method, of, became, was, now, conversion.currency)
    version = conversion.version
    key = f"conversion:{version}:{what}"
    return Cause(key, "PROGRAMME", version, version, CONVERSION_ACTOR, page.clock, [why])


def _facts(method: str, of: int, became: int, was: int, now: int, currency: str) -> dict[str, Any]:
    return {
        "rule": "conversion",
        "method": method,
        "base": 0,
        "points": became,
        "of": of,
        "became": became,
        "was": was,
        "price": now,
        "currency": currency,
    }


def _place(lot: Lot) -> Any:
    return lot.place
