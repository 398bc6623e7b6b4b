"""What was carried out goes to the database: points first, then the rows that name them."""

from uuid import UUID

from plushka.domain.effects import budgets
from plushka.domain.effects.models import Applied, MemberBadge
from plushka.domain.effects.scene import Scene
from plushka.domain.effects.standing import LEFT
from plushka.domain.events import operations as events
from plushka.domain.events.operations import NewEvent
from plushka.domain.ledger import operations as ledger
from plushka.domain.members.tiers import Floor, save_floors


def save(scene: Scene, *, floors: dict[UUID, Floor]) -> None:
    """Write all of a scene; ``floors`` are those that stood before."""
    budgets.save(scene)
    ledger.save(scene.book)
    Applied.objects.bulk_create(sorted(scene.rows, key=lambda row: (row.key, row.number)))
    MemberBadge.objects.bulk_create(
        MemberBadge(tenant_id=scene.place.id, member_id=member, badge=badge, at=at)
        for member, badge, at in sorted(scene.new_badges)
    )
    changed = [(member, one) for member, one in scene.floors.items() if one != floors.get(member)]
    save_floors(sorted(changed, key=lambda pair: pair[0]))
    if scene.rows:
        given = (row for row in scene.rows if row.facts.get("left") not in LEFT)
        told = [*scene.events, *map(_event, given)]
        events.write(events=told)


def _event(row: Applied) -> NewEvent:
    data = {
        "applied": str(row.id),
        "rule": row.rule,
        "kind": row.kind,
        "entry": row.entry_id and str(row.entry_id),
    }
    return NewEvent("effect_applied", row.at, row.member_id, data)
