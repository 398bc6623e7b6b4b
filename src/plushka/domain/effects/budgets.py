"""What campaigns give here is counted against their budgets, as what they give in sales (T32).

One moment at which a campaign gives something is one use, however many effects it has. Where a
budget has no room, effects are written down as left out, and nothing is given later for the same
moment. A use is given back with the last effect of its moment, points as they are taken back.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from plushka.domain.campaigns import counters
from plushka.domain.campaigns.compiled import Live
from plushka.domain.campaigns.rooms import Use, Whose, keys
from plushka.domain.effects.happening import Happening
from plushka.domain.effects.models import Applied
from plushka.domain.effects.promises import Promise
from plushka.domain.rules.triggers.achievement import ACHIEVEMENT
from plushka.lib.days import local_day
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import run

if TYPE_CHECKING:
    from plushka.domain.effects.scene import Due, Scene

NO_ROOM = "no_room"
ACHIEVED = frozenset({"badge", "tier"})
"""Kinds that other rules hear of."""

type Amounts = Counter[tuple[UUID, str]]


def load(
    scene: "Scene", heard: Iterable[tuple[Happening, Sequence[Promise]]], dues: Iterable["Due"]
) -> None:
    """Lock the counters that effects may touch, after the accounts, and read what is used.

    Also those that may be touched because of what is achieved: nothing is locked later.
    """
    listening = {id(happening): promises for happening, promises in heard}
    wanted = []
    for due in dues:
        wanted.append((due.promise, due.happening))
        if due.decided.effect.kind in ACHIEVED:
            after = listening[id(due.happening)]
            wanted += [(one, due.happening) for one in after if ACHIEVEMENT.code in one.rules]
    lives, whose = {}, set()
    for promise, happening in wanted:
        if promise.live is not None and promise.live.offer.budgets:
            lives[promise.live.version] = promise.live
            whose.add(_whose(happening, zone=scene.place.zone))
    if lives:
        lock = counters.lock_statement(lives.values(), whose)
        _, rows = run(raw(), [lock, counters.find_statement(lives.values(), whose)])
        scene.rooms.used |= counters.rooms_of(rows).used


def is_counted(scene: "Scene", due: "Due") -> bool:
    """Say whether the moment of an effect was counted as a use in this call."""
    return (due.promise.version, due.moment) in scene.counted


def has_room(scene: "Scene", live: Live, due: "Due", use: Use) -> bool:
    """Say whether the budgets of a campaign have room for what it would give at a moment."""
    return scene.rooms.has(live.offer, _whose(due.happening, zone=scene.place.zone), use)


def take(scene: "Scene", live: Live, due: "Due", use: Use) -> None:
    """Count what a campaign gives at a moment."""
    if live.offer.budgets:
        scene.rooms.take(live.offer, _whose(due.happening, zone=scene.place.zone), use)
        scene.campaigns[live.code] = live.campaign
        if use.uses:
            scene.using.add((live.version, due.moment))
        scene.counted.add((live.version, due.moment))


def keep(scene: "Scene", due: "Due", rows: Iterable[Applied]) -> None:
    """Let each row know what was counted for it; the first of a moment, also its use."""
    live = due.promise.live
    if live is None or not live.offer.budgets:
        return
    whose, moment = _whose(due.happening, zone=scene.place.zone), (live.version, due.moment)
    for row in rows:
        use = Use(points=row.points, uses=int(moment in scene.using))
        scene.using.discard(moment)
        amounts = {key: use.of(one) for one, key in keys(live.offer, whose) if use.of(one)}
        if amounts:
            row.facts["counted"] = [str(live.campaign), amounts]


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


def points_of(row: Applied, points: int) -> Amounts:
    """Give what counters get back where so many points of a row are taken back."""
    campaign, amounts = row.facts.get("counted", ("", {}))
    return Counter(
        {
            (UUID(campaign), key): min(points, amount)
            for key, amount in amounts.items()
            if key.startswith("points:")
        }
    )


def uses_of(rows: Iterable[Applied]) -> Amounts:
    """Give what counters of uses get back where nothing is left of a moment."""
    found: Amounts = Counter()
    for row in rows:
        campaign, amounts = row.facts.get("counted", ("", {}))
        found.update(
            {(UUID(campaign), key): n for key, n in amounts.items() if key.startswith("uses:")}
        )
    return found


def told(amounts: Amounts) -> list[Any] | None:
    """Write down what the budgets of one campaign get back."""
    found = {key: amount for (_, key), amount in sorted(amounts.items()) if amount}
    return [str(next(iter(amounts))[0]), found] if found else None


def _whose(happening: Happening, *, zone: str) -> Whose:
    return Whose(happening.member, happening.outlet, local_day(happening.at, zone))
