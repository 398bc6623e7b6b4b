"""Points that an effect gives: a lot of its own, explained by facts."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from plushka.domain.effects.models import Applied
from plushka.domain.effects.scene import Due, Scene
from plushka.domain.ledger.terms import Cause, LotKind, LotTerms
from plushka.domain.programmes import ruled
from plushka.domain.rules.facts import Facts
from plushka.domain.rules.fields.kinds import FIELDS
from plushka.domain.rules.triggers.kinds import TRIGGERS

SOURCE = "EFFECT"
"""The entry names the applied row, which names what brought it about."""


@dataclass(frozen=True, slots=True)
class Grant:
    """Points for one member, with the facts that explain how many.

    Without a term of its own a lot has that of the programme's gifts. ``level`` is how far above
    who it is about the member stands; ``part`` tells the rows of one effect apart.
    """

    to: UUID
    why: ruled.Facts
    kind: LotKind = "GIFT"
    opens_days: int = 0
    valid_days: int | None = None
    level: int = 0

    @property
    def points(self) -> int:
        """Hundredths."""
        points: int = self.why["points"]
        return points


def give(scene: Scene, due: Due, grants: Iterable[Grant]) -> None:
    """Give members their points; where they are none, write down that it was looked at."""
    programme = due.promise.programme
    value = programme.point_value
    for one in grants:
        part, more = (f"/{one.level}", {"level": one.level}) if one.level else ("", {})
        row = scene.row(due, member=one.to, part=part, why=one.why, **more)
        account = scene.accounts[one.to]
        if own := one.points and scene.book.counted(account, one.points, value=value):
            key = entry_key(row)
            told = scene.book.why_counted(account, of=one.points, became=own, value=value)
            why = [one.why, *told]
            cause = Cause(key, SOURCE, row.id, programme.version, scene.actor, row.at, why)
            terms = _terms(scene, due, one)
            entry = scene.book.accrue(account, own, terms, cause)
            row.points, row.entry_id = one.points, entry.id


def sum_of(due: Due, field: str) -> int:
    """Give a sum that the trigger brings, in kopecks; a missing one is nothing."""
    return sum_in(due.happening.trigger, field, due.sums)


def sum_in(trigger: str, field: str, facts: Facts) -> int:
    """Give a sum among facts, by the name of its field."""
    own = {one.name: one for one in TRIGGERS[trigger].own}
    return (own.get(field) or FIELDS[field]).get(facts) or 0


def entry_key(row: Applied) -> str:
    """Give the key of an entry; an effect that is applied again has another."""
    again = f"#{row.number}" if row.number > 1 else ""
    return f"effect:{row.key}{again}"


def _terms(scene: Scene, due: Due, one: Grant) -> LotTerms:
    return due.promise.programme.lot_terms(
        one.kind,
        scene.members[one.to].tier,
        due.happening.at,
        scene.at,
        days=one.valid_days,
        opens_days=one.opens_days,
    )
