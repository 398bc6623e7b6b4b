"""Ten campaigns as a shop would run them at once, for whoever measures what they cost."""

from typing import Any

from plushka.domain.campaigns.compiled import live
from plushka.domain.campaigns.reading import read
from plushka.domain.programmes.deals.offer import Offer
from plushka.lib.ids import new_id

_ANY_DAY = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def documents() -> list[dict[str, Any]]:
    """Give ten campaigns: by goods, sum, tier, tag, hour, outlet, purchases; with budgets, groups.

    Each receipt of the bench gets something of about half of them.
    """
    double = {"effect": "multiplier", "factor": "2"}
    return [
        _campaign("weekend", double, weekdays=_ANY_DAY),
        _campaign("night", double, hours=[{"from": "23:30", "upto": "24:00"}]),
        _campaign(
            "food",
            {"effect": "percent", "percent": "3"},
            products={"field": "line.category", "is": "food"},
        ),
        _campaign(
            "large",
            {"effect": "points", "points": "50"},
            condition={"field": "receipt.total", "from": "500.00"},
            budgets=[{"of": "points", "most": "999999999"}],
        ),
        _campaign(
            "gold",
            {"effect": "percent", "percent": "2"},
            audience={"field": "member.tier", "is": "gold"},
        ),
        _campaign(
            "regulars",
            {"effect": "points", "points": "10"},
            condition={"field": "purchases.count", "from": 5},
        ),
        _campaign(
            "bread",
            {"effect": "discount", "percent": "5"},
            condition={"any_line": {"field": "line.sku", "is": "B"}},
        ),
        _campaign("elsewhere", {"effect": "fixed", "sum": "50.00"}, outlets=["other"]),
        _campaign(
            "better",
            {"effect": "points", "points": "20"},
            stacking={"group": "one", "mode": "best", "priority": 1},
        ),
        _campaign(
            "worse",
            {"effect": "points", "points": "15"},
            stacking={"group": "one", "mode": "best", "priority": 2},
        ),
    ]


def offers() -> tuple[Offer, ...]:
    """Give them ready to decide."""
    found = [live(read(one), campaign=new_id(), version=new_id()).offer for one in documents()]
    return tuple(sorted(found, key=lambda one: one.order))


def _campaign(
    code: str, effect: dict[str, Any], *, condition: dict[str, Any] | None = None, **parts: Any
) -> dict[str, Any]:
    rule = {"code": "rule", "name": code, "trigger": "purchase", "effects": [effect]}
    if condition is not None:
        rule["condition"] = condition
    name = {"ru": code, "uk": code, "en": code}
    return {"code": code, "name": name, "starts": "2020-01-01T00:00", "rules": [rule]} | parts
