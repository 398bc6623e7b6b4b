"""Points that an effect gives: a lot of its own, explained by facts."""

from typing import Any
from uuid import UUID

from plushka.domain.effects import budgets
from plushka.domain.effects.models import Applied
from plushka.domain.effects.scene import Due, Scene
from plushka.domain.ledger.terms import Cause, LotKind, LotTerms
from plushka.domain.programmes import ruled
from plushka.domain.rules.facts import Facts
from plushka.domain.rules.fields.kinds import FIELDS
from plushka.domain.rules.triggers.kinds import TRIGGERS

SOURCE = "EFFECT"
"""The entry names the applied row, which names what brought it about."""


def grant(
    scene: Scene,
    due: Due,
    why: ruled.Facts,
    *,
    to: UUID,
    kind: LotKind = "GIFT",
    opens_days: int = 0,
    valid_days: int | None = None,
    part: str = "",
    **more: Any,
) -> Applied:
    """Give a member the points of ``why``; where they are none, write down that it was looked at.

    Without a term of its own a lot has that of the programme's gifts.
    """
    counted = budgets.take(scene, due, why["points"])
    if counted is None:
        return scene.row(due, member=to, part=part, left=budgets.NO_ROOM, **more)
    row = scene.row(due, member=to, part=part, why=why, **more, **counted)
    if points := why["points"]:
        terms = _terms(scene, due, to, kind=kind, opens_days=opens_days, valid_days=valid_days)
        programme = due.promise.programme
        key = entry_key(row)
        cause = Cause(key, SOURCE, row.id, programme.version, scene.actor, row.at, [why])
        entry = scene.book.accrue(scene.accounts[to], points, terms, cause)
        row.points, row.entry_id = points, entry.id
    return row


def sum_of(due: Due, field: str) -> int:
    """Give a sum that the trigger brings, in kopecks; a missing one is nothing."""
    return sum_in(due.happening.trigger, field, due.facts)


def sum_in(trigger: str, field: str, facts: Facts) -> int:
    """Give a sum among facts, by the name of its field."""
    own = {one.name: one for one in TRIGGERS[trigger].own}
    return (own.get(field) or FIELDS[field]).get(facts) or 0


def entry_key(row: Applied) -> str:
    """Give the key of an entry; an effect that is applied again has another."""
    again = f"#{row.number}" if row.number > 1 else ""
    return f"effect:{row.key}{again}"


def _terms(
    scene: Scene, due: Due, to: UUID, *, kind: LotKind, opens_days: int, valid_days: int | None
) -> LotTerms:
    programme, at = due.promise.programme, due.happening.at
    tier = scene.members[to].tier
    return programme.lot_terms(kind, tier, at, scene.at, days=valid_days, opens_days=opens_days)
