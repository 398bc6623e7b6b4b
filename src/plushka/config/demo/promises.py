"""What «Липа» promises besides: rules of its programme, and two campaigns that run.

They ask for members who have bought before, so whoever tries a first sale sees the bare programme.
"""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from plushka.domain.campaigns import operations as campaigns

ACTOR = "system:demo"
BEFORE = dt.timedelta(days=60)
"""So long ago they began: the last part of the year's sales has them."""

AFTER = dt.timedelta(days=30)

RULES: tuple[dict[str, Any], ...] = (
    {
        "code": "review",
        "name": "Спасибо за отзыв",
        "trigger": "review",
        "condition": {"field": "review.has_text", "is": True},
        "effects": [{"effect": "points", "points": "20", "valid_days": 60}],
    },
    {
        "code": "news",
        "name": "Подписка на новости",
        "trigger": "subscription",
        "condition": {"field": "subscription.channel", "is": "email"},
        "effects": [
            {"effect": "points", "points": "30", "valid_days": 30},
            {"effect": "tag", "tag": "читает новости"},
        ],
    },
)


def launch_all(*, at: dt.datetime, zone: str) -> None:
    """Launch the campaigns as if it had been done before the year ended."""
    launched_at = at - BEFORE
    for document in documents(at=at, zone=zone):
        code = document["code"]
        campaigns.save_draft(code=code, document=document, actor=ACTOR, at=launched_at)
        campaigns.launch(code=code, actor=ACTOR, at=launched_at)


def documents(*, at: dt.datetime, zone: str) -> list[dict[str, Any]]:
    """Write both campaigns: points with a budget, and a discount at quiet hours."""
    local = at.astimezone(ZoneInfo(zone)).date()
    term = {"starts": f"{local - BEFORE}T00:00", "ends": f"{local + AFTER}T00:00"}
    regulars = {"field": "purchases.count", "from": 3}
    big = {"field": "receipt.lines", "from": 5}
    points = {"effect": "points", "points": "5", "valid_days": 60}
    return [
        term
        | {
            "code": "regulars",
            "name": {
                "ru": "Спасибо постоянным",
                "uk": "Дякуємо постійним",
                "en": "Thanks to regulars",
            },
            "audience": regulars,
            "rules": [_rule("thanks", "Спасибо за большую покупку", big, points)],
            "budgets": [
                {"of": "points", "most": "100000"},
                {"of": "uses", "most": "4", "each": "month", "per": "member"},
            ],
        },
        term
        | {
            "code": "quiet_hours",
            "name": {"ru": "Тихие часы", "uk": "Тихі години", "en": "Quiet hours"},
            "weekdays": ["tue", "wed", "thu"],
            "hours": [{"from": "14:00", "upto": "17:00"}],
            "audience": regulars,
            "rules": [_rule("off", "Скидка днём", None, {"effect": "discount", "percent": "5"})],
        },
    ]


def _rule(
    code: str, name: str, condition: dict[str, Any] | None, effect: dict[str, Any]
) -> dict[str, Any]:
    rule = {"code": code, "name": name, "trigger": "purchase", "effects": [effect]}
    return rule if condition is None else rule | {"condition": condition}
