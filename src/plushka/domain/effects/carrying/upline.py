"""Points to who brought the member, to who brought them, and so on (R24)."""

from collections.abc import Iterator

from plushka.domain.effects.granting import Grant, give, sum_of
from plushka.domain.effects.scene import Due, Scene
from plushka.domain.programmes import ruled
from plushka.domain.rules.effects.upline import Upline
from plushka.lib import money


def grants(scene: Scene, due: Due, effect: Upline) -> Iterator[Grant]:
    """Say what each level gets; one who is erased or blocked gets nothing, and keeps the place."""
    for level, above in enumerate(scene.above.get(due.happening.member, ()), start=1):
        why = _why(due, effect, level)
        if why is not None and above in scene.members:
            yield Grant(above, why, kind="REFERRAL", level=level)


def carry(scene: Scene, due: Due, effect: Upline) -> None:
    """Give each level its part.

    The first row stands for the whole effect, so that it is decided once even
    where nobody is above.
    """
    scene.row(due)
    give(scene, due, grants(scene, due, effect))


def _why(due: Due, effect: Upline, level: int) -> ruled.Facts | None:
    """Give what a level gets; None above the last, and where its part is nothing."""
    programme, rule = due.promise.programme, due.rule
    name = due.decided.facts["name"]
    parts = effect.percents or effect.points or ()
    if level > len(parts) or not parts[level - 1].strip("0."):
        return None
    part = parts[level - 1]
    if effect.points:
        points = money.parse(part)
        return ruled.fixed(programme, rule=rule, name=name, points=points, method="rule_upline")
    return ruled.share(
        programme,
        rule=rule,
        name=name,
        percent=part,
        base=sum_of(due, effect.of),
        method="rule_upline_percent",
    )
