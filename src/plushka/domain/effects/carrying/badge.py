"""An honour, once (R42)."""

from plushka.domain.effects.happening import achievement
from plushka.domain.effects.scene import Due, Scene
from plushka.domain.rules.effects.badge import Badge


def carry(scene: Scene, due: Due, effect: Badge) -> None:
    """Give the member a badge; whoever has it keeps it as it is."""
    member = due.happening.member
    is_new = (member, effect.badge) not in scene.badges
    scene.row(due, what=effect.badge, is_new=is_new)
    if is_new:
        scene.badges.add((member, effect.badge))
        scene.new_badges.append((member, effect.badge, due.happening.at))
        scene.achieved.append(achievement(due.happening, kind="badge", code=effect.badge))
