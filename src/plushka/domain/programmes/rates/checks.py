"""Whether a rate of a document makes sense: percents in bounds, bands without a gap."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import UNSET

from plushka.domain.programmes.document import Band, DaysSince, Discount, EarningRule, PerFull

type Problems = Iterator[tuple[str, str]]

WHOLE = Decimal(100)
_HIGHEST_EARNING = Decimal(1000)


def earning(path: str, rule: EarningRule) -> Problems:
    """What a purchase gives."""
    yield from _one_of(
        path,
        percent=rule.percent is not UNSET,
        bands=rule.bands is not UNSET,
        per_full=rule.per_full is not UNSET,
        days_since=rule.days_since is not UNSET,
    )
    if rule.per_full is not UNSET:
        yield from _per_full(f"{path}.per_full", rule.per_full)
    yield from _rate(path, rule, _HIGHEST_EARNING)
    looks_at_sum = rule.bands is not UNSET or rule.per_full is not UNSET
    if rule.by == "receipt_net" and (rule.mode == "marginal" or not looks_at_sum):
        yield f"{path}.by", "receipt_net goes with whole bands and with per_full"
    if rule.by == "receipt_net" and rule.on_return == "proportional":
        yield f"{path}.on_return", "proportional goes with the base, not with receipt_net"


def discount(path: str, rule: Discount) -> Problems:
    """What a tier takes off the price."""
    yield from _one_of(
        path,
        percent=rule.percent is not UNSET,
        bands=rule.bands is not UNSET,
        days_since=rule.days_since is not UNSET,
    )
    yield from _rate(path, rule, WHOLE)


def percent(path: str, text: str, highest: Decimal) -> Problems:
    """A percent not above `highest`."""
    if Decimal(text) > highest:
        yield path, f"{text} is more than {highest}"


def _one_of(path: str, **named: bool) -> Problems:
    if sum(named.values()) != 1:
        yield path, f"name exactly one of {', '.join(named)}"


def _rate(path: str, rule: EarningRule | Discount, highest: Decimal) -> Problems:
    if rule.mode == "marginal" and rule.bands is UNSET:
        yield f"{path}.mode", "marginal goes with bands"
    if rule.percent is not UNSET:
        yield from percent(f"{path}.percent", rule.percent, highest)
    if rule.bands is not UNSET:
        yield from _bands(f"{path}.bands", rule.bands, highest)
    if rule.days_since is not UNSET:
        yield from _days_since(f"{path}.days_since", rule.days_since, highest)


def _bands(path: str, bands: Sequence[Band], highest: Decimal) -> Problems:
    if not bands:
        yield path, "at least one band is needed"
    last = len(bands) - 1
    before = Decimal(0)
    for place, band in enumerate(bands):
        yield from percent(f"{path}[{place}].percent", band.percent, highest)
        if place == last:
            if band.upto is not UNSET:
                yield f"{path}[{place}].upto", "the last band has no end"
        elif band.upto is UNSET:
            yield f"{path}[{place}].upto", "only the last band may be without an end"
        elif Decimal(band.upto) <= before:
            yield f"{path}[{place}].upto", "must lie above the band before it"
        else:
            before = Decimal(band.upto)


def _per_full(path: str, rule: PerFull) -> Problems:
    if not Decimal(rule.each):
        yield f"{path}.each", "must be above zero"


def _days_since(path: str, rule: DaysSince, highest: Decimal) -> Problems:
    yield from percent(f"{path}.otherwise", rule.otherwise, highest)
    before = -1
    for place, band in enumerate(rule.bands):
        yield from percent(f"{path}.bands[{place}].percent", band.percent, highest)
        if band.upto <= before:
            yield f"{path}.bands[{place}].upto", "must lie above the band before it"
        before = max(before, band.upto)
