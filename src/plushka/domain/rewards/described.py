"""A reward as people describe it, and what is wrong with a description."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from plushka.domain.programmes import queries as programmes
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.models import Outlet
from plushka.domain.tenants.queries import get_place
from plushka.lib.refusal import BadField

LANGUAGES = ("ru", "uk", "en")
MOST_POINTS = 10**12
MOST_MONEY = 10**12
MOST_STOCK = 10**9

_LONGEST_CATEGORY = 60


@dataclass(frozen=True, slots=True)
class Terms:
    """A reward as people describe it; points in hundredths, money in kopecks, of one piece."""

    code: str
    names: Mapping[str, str]
    points: int
    money: int = 0
    kind: Literal["GOODS", "VOUCHER"] = "GOODS"
    descriptions: Mapping[str, str] = field(default_factory=dict)
    category: str = ""
    place: int = 0
    most: int | None = None
    most_recent: int | None = None
    recent_days: int | None = None
    tiers: tuple[str, ...] = ()
    valid_from: dt.datetime | None = None
    valid_until: dt.datetime | None = None
    is_shown: bool = True
    can_pick_up: bool = True
    outlets: tuple[str, ...] = ()
    can_deliver: bool = False
    low: int | None = None
    voucher: Mapping[str, Any] | None = None


def check(terms: Terms) -> None:
    if not any(text.strip() for text in terms.names.values()):
        raise BadField("names", "give it a name in at least one language")
    for name, words, most in (
        ("names", terms.names, 100),
        ("descriptions", terms.descriptions, 1000),
    ):
        for language, text in words.items():
            if language not in LANGUAGES:
                raise BadField(f"{name}.{language}", "use ru, uk or en")
            if len(text) > most:
                raise BadField(f"{name}.{language}", f"use at most {most} characters")
    if len(terms.category) > _LONGEST_CATEGORY:
        raise BadField("category", "use at most 60 characters")
    if not 0 < terms.points <= MOST_POINTS:
        raise BadField("points", "a reward costs points")
    if not 0 <= terms.money <= MOST_MONEY:
        raise BadField("money", "use an amount from 0")
    _check_numbers(terms)
    _check_reach(terms)
    if (terms.kind == "VOUCHER") is (terms.voucher is None):
        raise BadField("voucher", "a voucher has its terms, and goods have none")


def _check_numbers(terms: Terms) -> None:
    for name in ("most", "most_recent", "recent_days", "low"):
        value = getattr(terms, name)
        least = 0 if name == "low" else 1
        if value is not None and not least <= value <= MOST_STOCK:
            raise BadField(name, f"use a number from {least}, or leave it empty")
    if (terms.most_recent is None) is not (terms.recent_days is None):
        raise BadField("recent_days", "name both the number and the days, or neither")
    if not 0 <= terms.place <= MOST_STOCK:
        raise BadField("place", f"use a number from 0 to {MOST_STOCK}")
    if terms.valid_from and terms.valid_until and terms.valid_until <= terms.valid_from:
        raise BadField("valid_until", "it ends before it begins")


def _check_reach(terms: Terms) -> None:
    known = {tier.code for tier in _tiers()}
    if strange := sorted(set(terms.tiers) - known):
        raise BadField("tiers", f"there is no tier {strange[0]!r}")
    if terms.outlets:
        there = set(Outlet.objects.values_list("code", flat=True))
        if strange := sorted(set(terms.outlets) - there):
            raise BadField("outlets", f"there is no outlet {strange[0]!r}")
    if terms.kind == "GOODS" and not terms.can_pick_up and not terms.can_deliver:
        raise BadField("can_pick_up", "goods are picked up, delivered, or both")


def _tiers() -> tuple[Any, ...]:
    # Those of the newest rules: a reward may be made ready for a programme that starts tomorrow.
    rules = programmes.rules(zone=get_place(current_tenant()).zone)
    newest = rules.published[-1].valid_from
    return tuple(rules.at(newest).document.tiers)
