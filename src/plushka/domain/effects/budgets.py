"""What campaigns give here is counted against their budgets, as what they give in sales (T32).

One moment at which a campaign gives something is one use, however many
effects it has. Where a budget has no room, the effect is written down as left
out, and nothing is given later for the same moment.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from plushka.domain.campaigns import counters
from plushka.domain.campaigns.rooms import Rooms, Use, Whose, keys
from plushka.domain.effects.happening import Happening
from plushka.domain.effects.promises import Promise
from plushka.lib.days import local_day
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import run

if TYPE_CHECKING:
    from plushka.domain.effects.scene import Due, Scene

NO_ROOM = "no_room"


def load(rooms: Rooms, heard: Iterable[tuple[Happening, Iterable[Promise]]], *, zone: str) -> None:
    """Lock the counters that moments may touch, after the accounts, and read what is used."""
    lives, whose = {}, set()
    for happening, promises in heard:
        for promise in promises:
            if promise.live is not None and promise.live.offer.budgets:
                lives[promise.live.version] = promise.live
                whose.add(_whose(happening, zone=zone))
    if lives:
        lock = counters.lock_statement(lives.values(), whose)
        _, rows = run(raw(), [lock, counters.find_statement(lives.values(), whose)])
        rooms.used |= counters.rooms_of(rows).used


def take(scene: "Scene", due: "Due", points: int) -> dict[str, Any] | None:
    """Count an effect that gives so many points; None where there is no room.

    Gives what the row keeps of it: the campaign, and the counters with their amounts.
    """
    live = due.promise.live
    if live is None or not live.offer.budgets:
        return {}
    moment = (live.version, due.moment)
    use = Use(points=points, uses=0 if moment in scene.counted else 1)
    whose = _whose(due.happening, zone=scene.place.zone)
    if not scene.rooms.has(live.offer, whose, use):
        return None
    scene.rooms.take(live.offer, whose, use)
    scene.counted.add(moment)
    scene.campaigns[live.code] = live.campaign
    amounts = {key: use.of(budget) for budget, key in keys(live.offer, whose) if use.of(budget)}
    return {"counted": [str(live.campaign), amounts]} if amounts else {}


def save(scene: "Scene") -> None:
    """Write the counters, before anything is inserted."""
    taking = counters.take_statement(scene.rooms, scene.campaigns)
    if taking is not None:
        run(raw(), [taking])


def give_back(amounts: Mapping[tuple[UUID, str], int]) -> None:
    """Give amounts back to counters."""
    giving = counters.give_back_statement(amounts)
    if giving is not None:
        run(raw(), [giving])


def returned(
    facts: Mapping[str, Any], *, points: int, is_whole: bool
) -> dict[tuple[UUID, str], int]:
    """Give what a row's counters get back where so many of its points are taken back."""
    if "counted" not in facts:
        return {}
    campaign, amounts = facts["counted"]
    found = {}
    for key, amount in amounts.items():
        due = min(points, amount) if key.startswith("points:") else amount * is_whole
        found[UUID(campaign), key] = due
    return found


def _whose(happening: Happening, *, zone: str) -> Whose:
    return Whose(happening.member, happening.outlet, local_day(happening.at, zone))
