"""What was applied because of something, and how much of it still stands."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from plushka.domain.effects.models import Applied, Undone
from plushka.domain.members.models import Member

STAYS = frozenset({"message"})
"""What was said cannot be unsaid, and is not said again."""

LEFT = frozenset({"no_room", "stood_back"})
"""Why a campaign gave nothing at a moment (T31, T32)."""


@dataclass(slots=True)
class Standing:
    """An applied effect: the points not taken back yet, and how often some were."""

    row: Applied
    points: int
    n_undone: int
    is_undone: bool

    @property
    def may_go(self) -> bool:
        """Whether it was given, and goes when its moment is undone: what was said stays."""
        return self.row.kind not in STAYS and self.row.facts.get("left") not in LEFT

    @property
    def badge(self) -> tuple[str, str]:
        """Its kind and what was given, as an achievement names it."""
        return self.row.kind, self.row.what


def moment_of(row: Applied) -> str:
    """Give what tells the moment of a row from others: its key without the rule and the effect."""
    moment: str = row.key.rsplit(":", 2)[0]
    return moment


def _speak_for_merged(rows: Sequence[Applied]) -> None:
    """Let rows of who was merged into another name that other, in memory (T33)."""
    who = {id_ for row in rows for id_ in (row.member_id, row.about_id)}
    merged = Member.objects.filter(id__in=who, merged_into__isnull=False)
    kept = dict(merged.values_list("id", "merged_into_id")) if who else {}
    for row in rows:
        row.member_id = kept.get(row.member_id, row.member_id)
        row.about_id = kept.get(row.about_id, row.about_id)


def find_standing(*, source_kind: str, sources: Collection[UUID]) -> list[Standing]:
    """Give what was applied because of some sources, oldest first; also what is undone."""
    rows = Applied.objects.filter(source_kind=source_kind, source_id__in=sources)
    return _standing(rows.order_by("id"))


def find_of_members(*, members: Collection[UUID], kinds: Collection[str]) -> list[Standing]:
    """Give what members were given of some kinds, whatever the source."""
    # A list of members first, which an index finds; an OR over both tables would read them whole.
    who = Member.objects.filter(Q(id__in=members) | Q(merged_into_id__in=members))
    rows = Applied.objects.filter(member_id__in=who.values("id"), kind__in=kinds)
    return _standing(rows.order_by("id"))


def _standing(rows: Iterable[Applied]) -> list[Standing]:
    found = {row.id: Standing(row, row.points, 0, is_undone=False) for row in rows}
    _speak_for_merged([one.row for one in found.values()])
    undone = Undone.objects.filter(applied_id__in=found)
    for applied, points, is_whole in undone.values_list("applied_id", "points", "is_whole"):
        one = found[applied]
        one.points -= points
        one.n_undone += 1
        one.is_undone |= is_whole
    return list(found.values())
