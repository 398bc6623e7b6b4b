"""A tier that the member holds at least, for so many days (R41)."""

import msgspec

from plushka.domain.effects.happening import achievement
from plushka.domain.effects.scene import Due, Scene
from plushka.domain.events.operations import NewEvent
from plushka.domain.members.tiers import OneFloor, put, stand
from plushka.domain.programmes import ruled
from plushka.domain.rules.effects.tier import Tier
from plushka.lib.days import local_day, term_end


def carry(scene: Scene, due: Due, effect: Tier) -> None:
    """Put a floor under the member's tier, beside those that are there already."""
    member, ladder = due.happening.member, due.promise.programme.ladder
    until = term_end(local_day(due.happening.at, scene.place.zone), effect.days, scene.place.zone)
    before = scene.floors.get(member)
    if before is None or until <= scene.at or effect.tier not in ladder.places:
        scene.row(due, what=effect.tier, is_new=False)
        return
    row = scene.row(due, what=effect.tier, is_new=True, until=until.isoformat())
    floors = put(before.floors, OneFloor(str(row.id), effect.tier, until))
    after = stand(before, floors, ladder=ladder, at=scene.at)
    scene.floors[member] = after
    if after.tier != before.tier:
        _tell_move(scene, due, before.tier, after.tier)


def _tell_move(scene: Scene, due: Due, before: str, after: str) -> None:
    member = due.happening.member
    known = scene.members[member]
    scene.members[member] = msgspec.structs.replace(known, tier=after)
    name, programme = due.decided.facts["name"], due.promise.programme
    why = ruled.fixed(programme, rule=due.rule, name=name, points=0)
    data = {"before": before, "tier": after, "explanation": why}
    scene.events.append(NewEvent("tier_moved", scene.at, member, data))
    scene.achieved.append(achievement(due.happening, kind="tier", code=after))
