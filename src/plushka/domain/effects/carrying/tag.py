"""A label is put on the member, or taken off."""

import msgspec

from plushka.domain.effects.scene import Due, Scene
from plushka.domain.members import operations as members
from plushka.domain.rules.effects.tag import Tag
from plushka.lib.folding import folded
from plushka.lib.refusal import BadField


def carry(scene: Scene, due: Due, effect: Tag) -> None:
    """Change the member's tags; one who carries as many as may be is left as they are."""
    member, tag = due.happening.member, folded(effect.tag)
    change = members.remove_tags if effect.is_removed else members.add_tags
    try:
        changed = change(member_id=member, tags=[tag], actor=scene.actor, at=scene.at)
    except BadField as refused:
        scene.row(due, what=tag, is_new=False, left=refused.code)
        return
    scene.row(due, what=tag, is_new=bool(changed))
    known = scene.members[member]
    kept = set(known.tags) - changed if effect.is_removed else {*known.tags, *changed}
    scene.members[member] = msgspec.structs.replace(known, tags=tuple(sorted(kept)))
