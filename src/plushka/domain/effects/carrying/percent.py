"""A percent of a sum that the trigger brings."""

from collections.abc import Iterator

from plushka.domain.effects.granting import Grant, give, sum_of
from plushka.domain.effects.scene import Due, Scene
from plushka.domain.programmes import ruled
from plushka.domain.rules.effects.percent import Percent


def grants(_scene: Scene, due: Due, effect: Percent) -> Iterator[Grant]:
    """Say what the member gets of the sum."""
    why = ruled.share(
        due.promise.programme,
        rule=due.rule,
        name=due.decided.facts["name"],
        percent=effect.percent,
        base=sum_of(due, effect.of),
    )
    yield Grant(
        due.happening.member, why, opens_days=effect.opens_days, valid_days=effect.valid_days
    )


def carry(scene: Scene, due: Due, effect: Percent) -> None:
    """Give the member points worth a percent of the sum."""
    give(scene, due, grants(scene, due, effect))
