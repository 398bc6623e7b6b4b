"""A reckoning meets the company: what its sales say of a month, and a draft of what is advised."""

import copy
import datetime as dt
from typing import Any

from msgspec import Struct

from plushka.domain.programmes import drafts
from plushka.domain.programmes.models import Draft
from plushka.domain.programmes.queries import newest_version
from plushka.domain.replay.affording import WHOLE, Afforded
from plushka.domain.replay.reading import rows
from plushka.lib.money import show

_MONTH = 30
_NAMES = {
    "standard": {"ru": "Стандартная", "uk": "Стандартна", "en": "Standard"},
    "silver": {"ru": "Серебряная", "uk": "Срібна", "en": "Silver"},
    "gold": {"ru": "Золотая", "uk": "Золота", "en": "Gold"},
}


class Month(Struct, frozen=True, kw_only=True):
    """A month as sales of some days had it; the margin is None where no till tells costs."""

    days: int
    average: int
    sales: int
    buyers: int
    margin: int | None


def usual_month(*, days: int, at: dt.datetime) -> Month | None:
    """Give a month of the company as its last days had it; None where nothing was sold."""
    [[sales, total, buyers, paid, margin]] = rows(
        "usual_month", since=at - dt.timedelta(days=days), until=at
    )
    if not total:
        return None
    return Month(
        days=days,
        average=total // sales,
        sales=max(1, sales * _MONTH // days),
        buyers=max(1, min(buyers, sales) * min(_MONTH, days) // days),
        margin=max(0, margin * WHOLE // paid) if paid else None,
    )


def open_advised(*, afforded: Afforded, actor: str, at: dt.datetime) -> Draft:
    """Put what is advised into the draft: tiers, terms and limits; the rest stays as it is.

    Stands on the newest version. Refuses ``DraftExists`` where somebody is at work.
    """
    return drafts.take_copy(
        document=advised(newest_version().document, afforded), actor=actor, at=at
    )


def advised(document: dict[str, Any], afforded: Afforded) -> dict[str, Any]:
    """Write what is advised into a document."""
    found = copy.deepcopy(document)
    found.pop("preset", None)
    known = {tier["code"]: tier["name"] for tier in found["tiers"]}
    found["tiers"] = [
        {
            "code": one.code,
            "name": known.get(one.code, _NAMES[one.code]),
            "earning": [{"percent": percent(one.percent)}],
        }
        | ({"when": {"lifetime_purchases": {"from": show(one.threshold)}}} if number else {})
        for number, one in enumerate(afforded.tiers)
    ]
    found["expiry"] = {
        **{name: part for name, part in found["expiry"].items() if name.startswith("warn")},
        "purchase_days": afforded.expiry_days,
        "gift_days": afforded.expiry_days,
    }
    found["paying"] = {**found["paying"], "max_percent": percent(afforded.paying)}
    return found


def percent(parts: int) -> str:
    """Write a percent as documents do: ``7.5``."""
    whole, rest = divmod(parts, WHOLE // 100)
    return f"{whole}.{rest:04d}".rstrip("0").rstrip(".")
