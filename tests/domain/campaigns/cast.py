"""Campaigns, made shortly."""

from typing import Any

from plushka.domain.campaigns import operations as campaigns
from plushka.domain.campaigns.models import Counter
from tests.conftest import NOON


def campaign(code: str = "autumn", **sections: Any) -> dict[str, Any]:
    """A campaign that gives 100 points for a purchase, as a document."""
    return {
        "code": code,
        "name": {"ru": "Осень", "uk": "Осінь", "en": "Autumn"},
        "starts": "2020-01-01T00:00",
        "rules": [rule({"effect": "points", "points": "100"})],
    } | sections


def rule(*effects: dict[str, Any], code: str = "gift", **parts: Any) -> dict[str, Any]:
    """A rule of a purchase."""
    return {
        "code": code,
        "name": "Подарок",
        "trigger": "purchase",
        "effects": list(effects),
    } | parts


def launch(code: str = "autumn", *, at=NOON, **sections: Any):
    """Launch a campaign."""
    campaigns.save_draft(
        code=code, document=campaign(code, **sections), actor="system:test", at=at
    )
    return campaigns.launch(code=code, actor="system:test", at=at)


def used() -> dict[str, int]:
    """What was used of every budget, by the counter's key."""
    return dict(Counter.objects.values_list("key", "used"))
