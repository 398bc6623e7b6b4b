"""Which campaigns give at a moment where several hold, and which have no room left (T31, T32).

Campaigns meet at one moment of one member, as they meet on one receipt in a sale, and by the same
rules. A campaign gives all that it promises for the moment or nothing of it. What was given
before, by the sale itself or when the moment was delivered first, stays: others stand back for it.
"""

from collections.abc import Iterable, Iterator, Sequence

from plushka.domain.campaigns.compiled import Live
from plushka.domain.campaigns.rooms import Use
from plushka.domain.campaigns.stacking import selected
from plushka.domain.effects import budgets
from plushka.domain.effects.carrying.kinds import GRANTS
from plushka.domain.effects.granting import Grant
from plushka.domain.effects.promises import Promise
from plushka.domain.effects.scene import Due, Scene
from plushka.domain.programmes.deals.offer import Offer

STOOD_BACK = "stood_back"
"""Another campaign was given instead."""

type Held = tuple[Offer, Sequence[Due]]


def settle(scene: Scene, promises: Sequence[Promise], dues: Sequence[Due]) -> dict[str, str]:
    """Say which campaigns are left at a moment, and why; count what the others give.

    ``dues`` are all effects that one happening yields, also those decided before; ``promises`` is
    whatever was in force at it.
    """
    lives = {one.live.code: one.live for one in promises if one.live is not None}
    new: dict[str, list[Due]] = {}
    for due in dues:
        if due.is_new and due.promise.campaign:
            new.setdefault(due.promise.campaign, []).append(due)
    if not new:
        return {}
    gave = {due.promise.campaign for due in dues if due.is_given} | dues[0].happening.gave
    given = [lives[code].offer for code in gave if code in lives]
    left = {
        code: STOOD_BACK
        for code in new
        if code not in gave and not _may_join(lives[code].offer, given)
    }
    while True:
        free = [
            (lives[code].offer, of_one)
            for code, of_one in new.items()
            if code not in left and code not in gave
        ]
        chosen = [offer.campaign for offer, _ in selected(free, lambda held: _worth(scene, held))]
        giving = [code for code in new if code in chosen or (code in gave and code not in left)]
        uses = {code: _use(scene, new[code], is_told=code in gave) for code in giving}
        full = next(
            (code for code in giving if not _has_room(scene, lives[code], new[code], uses[code])),
            None,
        )
        if full is None:
            break
        left[full] = budgets.NO_ROOM
    for code in giving:
        budgets.take(scene, lives[code], new[code][0], uses[code])
    return {code: left.get(code, STOOD_BACK) for code in new if code not in giving}


def _may_join(offer: Offer, given: Iterable[Offer]) -> bool:
    """Whether a campaign may give something where others gave before it."""
    return all(
        "exclusive" not in {offer.stacking, other.stacking}
        and (offer.group != other.group or offer.stacking == "sum")
        for other in given
    )


def _has_room(scene: Scene, live: Live, dues: Sequence[Due], use: Use) -> bool:
    return budgets.has_room(scene, live, dues[0], use)


def _use(scene: Scene, dues: Sequence[Due], *, is_told: bool) -> Use:
    """Say what a campaign would give; a moment of which it gave something is no new use."""
    points = sum(one.points for one in _grants(scene, dues))
    is_counted = is_told or budgets.is_counted(scene, dues[0])
    return Use(points=points, uses=0 if is_counted else 1)


def _worth(scene: Scene, held: Held) -> int:
    """Give what a campaign is worth to the member, in kopecks."""
    _, dues = held
    member, programme = dues[0].happening.member, dues[0].promise.programme
    return programme.worth(sum(one.points for one in _grants(scene, dues) if one.to == member))


def _grants(scene: Scene, dues: Iterable[Due]) -> Iterator[Grant]:
    for due in dues:
        effect = due.decided.effect
        if effect.kind in GRANTS:
            yield from GRANTS[effect.kind](scene, due, effect)
