"""Goods for nothing: written down, for whoever hands them out."""

from plushka.domain.effects.scene import Due, Scene
from plushka.domain.rules.effects.gift import Gift


def carry(scene: Scene, due: Due, effect: Gift) -> None:
    """Write down that the member is due a gift."""
    scene.row(due, what=effect.reward, pieces=effect.pieces)
