"""What a sale brought about is taken back when the sale comes back (T11, I7).

What is left of a sale is asked of the rules as they were: a percent shrinks
with its sum; what is given whole goes when nothing is left of the sale, or
when its condition on the receipt holds no more. With a badge or a tier goes
what was given for having reached it.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from plushka.domain.campaigns.queries import get_live
from plushka.domain.effects.goods import taking_part
from plushka.domain.effects.granting import sum_in
from plushka.domain.effects.happening import Happening
from plushka.domain.effects.models import Applied, Undone
from plushka.domain.effects.standing import find_standing
from plushka.domain.effects.taking import Gone, open_taking
from plushka.domain.programmes.earning import recompute
from plushka.domain.rules.conditions.predicate import predicate
from plushka.domain.rules.conditions.reading import read
from plushka.domain.rules.facts import Facts, Member
from plushka.domain.rules.triggers.achievement import ACHIEVEMENT
from plushka.domain.rules.triggers.kinds import TRIGGERS, scope_of

SOURCE = "SALE"


@dataclass(frozen=True, slots=True)
class Back:
    """What came back of a sale. ``left`` are the moments that what remains of it would be."""

    sale: UUID
    because: UUID
    at: dt.datetime
    left: tuple[Happening, ...]


def take_back(backs: Sequence[Back], *, at: dt.datetime, actor: str, zone: str) -> list[Undone]:
    """Take back what is no longer due; give the rows of what was undone.

    Runs in the tenant's transaction, and locks the accounts of everybody
    concerned first. Of the same sale the last is what counts.
    """
    of_sale = {back.sale: back for back in backs}
    found = find_standing(source_kind=SOURCE, sources=of_sale)
    standing = [one for one in found if not one.is_undone and one.may_go]
    if not standing:
        return []
    taking = open_taking(standing, found, at=at, actor=actor)
    gone: Gone = set()
    # Achievements come after what they follow from: rows stand in the order they were applied.
    for one in standing:
        back = of_sale[one.row.source_id]
        left = _left(one.row, back, gone, zone=zone)
        if left is None:
            taking.undo(one, back, gone)
        elif left < one.points:
            taking.shrink(one, back, to=left)
    return taking.save()


def _left(row: Applied, back: Back, gone: Gone, *, zone: str) -> int | None:
    """Give the points that are still due; None where all of the effect goes."""
    if row.trigger == ACHIEVEMENT.code:
        kind, code = row.facts["of"]
        return None if not back.left or (row.about_id, kind, code) in gone else row.points
    happening = _remaining(row, back, zone=zone)
    if happening is None:
        return None
    facts = happening.facts(Member(id=row.about_id), zone=zone)
    chooses = get_live(row.origin_version).offer.chooses if row.campaign else None
    sums = taking_part(happening, facts, chooses)
    if sums is None or not _holds(row, facts):
        return None
    why: Mapping[str, Any] | None = row.facts.get("why")
    if why is None or "percent" not in why:
        return row.points
    effect = row.facts["effect"]
    base = sum_in(row.trigger, effect.get("of", "supplier.total"), sums)
    return min(row.points, recompute({**why, "base": base}))


def _remaining(row: Applied, back: Back, *, zone: str) -> Happening | None:
    """Give the moment that what remains is; None where it would not be one any more."""
    for happening in back.left:
        if (happening.trigger, happening.member) == (row.trigger, row.about_id):
            facts = happening.facts(Member(id=row.about_id), zone=zone)
            if f"{TRIGGERS[row.trigger].key_of(facts)}:" in row.key:
                return happening
    return None


def _holds(row: Applied, facts: Facts) -> bool:
    asked = row.facts.get("while")
    return asked is None or predicate(read(asked, scope_of(row.trigger)))(facts)
