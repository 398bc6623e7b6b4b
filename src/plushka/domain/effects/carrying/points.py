"""So many points."""

from collections.abc import Iterator

from plushka.domain.effects.granting import Grant, give
from plushka.domain.effects.scene import Due, Scene
from plushka.domain.programmes import ruled
from plushka.domain.rules.effects.points import Points
from plushka.lib import money


def grants(_scene: Scene, due: Due, effect: Points) -> Iterator[Grant]:
    """Say what the member gets."""
    name = due.decided.facts["name"]
    points = money.parse(effect.points)
    why = ruled.fixed(due.promise.programme, rule=due.rule, name=name, points=points)
    yield Grant(
        due.happening.member, why, opens_days=effect.opens_days, valid_days=effect.valid_days
    )


def carry(scene: Scene, due: Due, effect: Points) -> None:
    """Give the member points of the kind that is given."""
    give(scene, due, grants(scene, due, effect))
