"""Something happens to members, and what the rules yield is applied."""

import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from plushka.domain.effects import budgets, promises
from plushka.domain.effects.carrying.kinds import CARRIES
from plushka.domain.effects.happening import Happening, reached
from plushka.domain.effects.models import Applied, MemberBadge
from plushka.domain.effects.promises import Promise, Promises, hears, reach
from plushka.domain.effects.scene import Before, Due, Scene, open_scene, standing_keys
from plushka.domain.effects.settling import STOOD_BACK, settle
from plushka.domain.effects.suppliers import forget_member, set_supplier
from plushka.domain.effects.undoing import Back, take_back
from plushka.domain.effects.writing import save
from plushka.domain.members.tiers import find_floors
from plushka.domain.rules.facts import Member
from plushka.domain.segments.queries import find_known
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place

__all__ = [
    "Back",
    "Happening",
    "awaiting",
    "forget_member",
    "happen",
    "is_heard",
    "reached",
    "set_supplier",
    "take_back",
    "was_applied",
]

MOST_ROUNDS = 10
"""So often what was achieved may lead to another achievement in one call."""

type Heard = tuple[Happening, Sequence[Promise]]


def happen(happenings: Iterable[Happening], *, at: dt.datetime, actor: str) -> list[Applied]:
    """Apply what the rules in force at each moment yield; give the rows of what was applied.

    What was applied before stays as it is. Nothing happens to a member who is
    erased or blocked. Runs in the tenant's transaction and locks the accounts
    of the members, so nothing that locks later may be locked before it. Where
    nobody listens, or everything was applied before, nothing is locked.
    """
    place = get_place(current_tenant())
    known = promises.load(zone=place.zone)
    heard = _heard(happenings, known)
    if not heard or not _new(heard, _known(heard), zone=place.zone):
        return []
    members = {one.member for one, _ in heard}
    levels = max(reach(listening, one.trigger) for one, listening in heard)
    scene = open_scene(place, members=members, levels=levels, at=at, actor=actor)
    scene.floors = find_floors(members=members)
    scene.badges = set(
        MemberBadge.objects.filter(member_id__in=members).values_list("member_id", "badge")
    )
    floors = dict(scene.floors)
    for _ in range(MOST_ROUNDS):
        if not heard:
            break
        _carry_out(scene, heard)
        heard = [(one, known.at(one.at)) for one in scene.achieved]
        scene.achieved = []
    save(scene, floors=floors)
    return scene.rows


def is_heard(moments: Iterable[tuple[str, dt.datetime]], *, zone: str) -> bool:
    """Tell whether anybody listens to triggers at these moments, for what is applied here."""
    known = promises.load(zone=zone)
    return any(hears(known.at(at), trigger) for trigger, at in set(moments))


def awaiting(happenings: Iterable[Happening]) -> list[Happening]:
    """Give those of which something would be applied now; for who looks at many, without locks."""
    zone = get_place(current_tenant()).zone
    heard = _heard(happenings, promises.load(zone=zone))
    due = _new(heard, _known(heard), zone=zone) if heard else []
    return list({id(one.happening): one.happening for one in due}.values())


def was_applied(*, source_kind: str, sources: Collection[UUID]) -> bool:
    """Tell whether anything was applied because of some sources."""
    found = Applied.objects.filter(source_kind=source_kind, source_id__in=sources)
    is_there: bool = found.exists()
    return is_there


def _heard(happenings: Iterable[Happening], known: Promises) -> list[Heard]:
    found = ((one, known.at(one.at)) for one in happenings)
    return [(one, listening) for one, listening in found if hears(listening, one.trigger)]


def _known(heard: Iterable[Heard]) -> dict[UUID, Member]:
    found = find_known(member_ids={one.member for one, _ in heard})
    return {id_: who for id_, who in found.items() if not who.is_blocked}


def _new(heard: Iterable[Heard], members: dict[UUID, Member], *, zone: str) -> list[Due]:
    """Decide, and leave out what was applied before."""
    return [due for due in _decided(heard, members, zone=zone) if due.is_new]


def _decided(heard: Iterable[Heard], members: dict[UUID, Member], *, zone: str) -> list[Due]:
    """Decide, and look what became of each effect before; of two of one key the first counts."""
    due: dict[str, Due] = {}
    for happening, listening in heard:
        if happening.member not in members:
            continue
        facts = happening.facts(members[happening.member], zone=zone)
        for promise in listening:
            for decided in promise.yields(happening, facts):
                key = promise.key_of(decided)
                sums = promise.taking_part(happening, facts) or facts
                due.setdefault(key, Due(happening, promise, decided, facts, key, sums))
    known = standing_keys({key: one.happening.member for key, one in due.items()})
    return [_as_before(one, known.get(key, Before())) for key, one in due.items()]


def _as_before(due: Due, before: Before) -> Due:
    """Say what became of an effect when its moment was delivered before."""
    if before.is_undone:
        return dataclasses.replace(due, number=before.number + 1)
    is_given = before.left not in {budgets.NO_ROOM, STOOD_BACK}
    return dataclasses.replace(due, number=before.number, is_new=False, is_given=is_given)


def _carry_out(scene: Scene, heard: Sequence[Heard]) -> None:
    found = _decided(heard, scene.members, zone=scene.place.zone)
    budgets.load(scene, heard, [due for due in found if due.is_new])
    of_one: defaultdict[int, list[Due]] = defaultdict(list)
    for due in found:
        of_one[id(due.happening)].append(due)
    for happening, listening in heard:
        dues = of_one[id(happening)]
        left = settle(scene, listening, dues)
        for due in dues:
            if not due.is_new:
                continue
            if why := left.get(due.promise.campaign):
                scene.row(due, left=why)
                continue
            n_before, effect = len(scene.rows), due.decided.effect
            CARRIES[effect.kind](scene, due, effect)
            budgets.keep(scene, due, scene.rows[n_before:])
