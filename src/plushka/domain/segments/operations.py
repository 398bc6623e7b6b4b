"""Segments are named and changed."""

import datetime as dt
from uuid import UUID

from plushka.domain.audit import operations as audit
from plushka.domain.rules.conditions.normal import normal
from plushka.domain.rules.conditions.reading import read
from plushka.domain.rules.conditions.tree import Tree
from plushka.domain.rules.conditions.writing import document
from plushka.domain.rules.fields.kinds import OF_MEMBERS
from plushka.domain.segments.models import Segment
from plushka.domain.segments.queries import SegmentUnknown
from plushka.domain.tenants.context import current_tenant
from plushka.lib.folding import folded
from plushka.lib.refusal import BadField, Refusal

LONGEST_NAME = 100


class SegmentNameTaken(Refusal):
    """Another segment has this name."""

    code = "segment_name_taken"

    def __init__(self) -> None:
        super().__init__("Another segment has this name.")


class SegmentOutdated(Refusal):
    """The segment was changed since the version that a change is based on."""

    code = "segment_outdated"

    def __init__(self, *, version: int) -> None:
        super().__init__(f"The newest version is {version}.", version=version)


def create(*, name: str, condition: object, actor: str, at: dt.datetime) -> UUID:
    """Name a group of members; give its id.

    ``condition`` is a document. Refuses one that cannot be asked of members,
    a name that is not acceptable, and a name that another segment has.
    """
    written = _read(condition)
    shown = _read_name(name)
    if Segment.objects.filter(folded=folded(shown)).exists():
        raise SegmentNameTaken
    segment = Segment.objects.create(
        tenant_id=current_tenant(),
        name=shown,
        folded=folded(shown),
        condition=written,
        changed_at=at,
    )
    _record(segment, {}, actor=actor, at=at)
    segment_id: UUID = segment.id
    return segment_id


def change(
    *, segment_id: UUID, version: int, name: str, condition: object, actor: str, at: dt.datetime
) -> int:
    """Replace a segment's name and condition; give its new version.

    Refuses what ``create`` refuses, a segment nobody knows, and a change that
    is based on a version no longer the newest. The same again changes nothing.
    """
    written = _read(condition)
    shown = _read_name(name)
    segment = Segment.objects.select_for_update(no_key=True).filter(id=segment_id).first()
    if segment is None:
        raise SegmentUnknown
    if segment.version != version:
        raise SegmentOutdated(version=segment.version)
    if (segment.name, segment.condition) == (shown, written):
        return version
    others = Segment.objects.filter(folded=folded(shown)).exclude(id=segment_id)
    if others.exists():
        raise SegmentNameTaken
    before = _told(segment)
    segment.name, segment.folded = shown, folded(shown)
    segment.condition, segment.version, segment.changed_at = written, version + 1, at
    segment.save(update_fields=["name", "folded", "condition", "version", "changed_at"])
    _record(segment, before, actor=actor, at=at)
    return version + 1


def read_condition(condition: object) -> Tree:
    """Read a condition that is asked of members; refuses one that cannot be."""
    return normal(read(condition, OF_MEMBERS, path="condition"))


def _read(condition: object) -> dict[str, object]:
    return document(read_condition(condition))


def _read_name(name: str) -> str:
    shown = " ".join(name.split())
    if not 0 < len(shown) <= LONGEST_NAME or not shown.isprintable():
        raise BadField("name", f"use 1 to {LONGEST_NAME} printable characters")
    return shown


def _told(segment: Segment) -> dict[str, object]:
    return {
        "name": segment.name,
        "condition": segment.condition,
        "version": segment.version,
    }


def _record(segment: Segment, before: dict[str, object], *, actor: str, at: dt.datetime) -> None:
    audit.write(
        actor=actor,
        action="segment_changed" if before else "segment_created",
        subject_kind="segment",
        subject_id=segment.id,
        at=at,
        before=before,
        after=_told(segment),
    )
