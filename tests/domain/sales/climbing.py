"""Tiers to climb, and what looks at them told, said shortly."""

import datetime as dt

from plushka.domain.events.models import Event
from plushka.domain.members.models import PurchaseSummary
from plushka.domain.programmes.explain import explain
from plushka.domain.sales.retiering import hold_tier
from tests.conftest import NOON

MOSCOW = dt.timezone(dt.timedelta(hours=3))
#: The end of the day of NOON.
MIDNIGHT = dt.datetime(2026, 11, 22, tzinfo=MOSCOW)


def steps(**when):
    """Three tiers; Silver from 100.00, Gold from 500.00 of what is named."""
    [(name, more)] = when.items()
    return {
        "tiers": [
            new_tier("standard"),
            new_tier("silver", when={name: {"from": "100.00"} | more}),
            new_tier("gold", when={name: {"from": "500.00"} | more}),
        ]
    }


def new_tier(code, **more):
    return {"code": code, "name": dict.fromkeys(("ru", "uk", "en"), code), "earning": []} | more


def tier_of(member):
    return PurchaseSummary.objects.get(member_id=member).tier


def moves():
    """What the looks at tiers told, oldest first, in Russian."""
    told = Event.objects.filter(type="tier_moved").order_by("at", "id")
    return [
        (data["before"], data["tier"], data["explanation"] and explain(data["explanation"], "ru"))
        for data in told.values_list("data", flat=True)
    ]


def hold(member, tier, last_day, *, at=NOON):
    hold_tier(
        member=member,
        tier=tier,
        last_day=dt.date.fromisoformat(last_day),
        actor="staff:olya",
        reason="Постоянная гостья",
        at=at,
    )
