"""So many points."""

from plushka.domain.effects.granting import grant
from plushka.domain.effects.scene import Due, Scene
from plushka.domain.programmes import ruled
from plushka.domain.rules.effects.points import Points
from plushka.lib import money


def carry(scene: Scene, due: Due, effect: Points) -> None:
    """Give the member points of the kind that is given."""
    name = due.decided.facts["name"]
    points = money.parse(effect.points)
    why = ruled.fixed(due.promise.programme, rule=due.rule, name=name, points=points)
    grant(
        scene,
        due,
        why,
        to=due.happening.member,
        opens_days=effect.opens_days,
        valid_days=effect.valid_days,
    )
