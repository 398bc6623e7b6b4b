"""Segments, tags and tiers held by hand, as programs write and read them."""

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, Any
from uuid import UUID

import msgspec
from msgspec import Meta, Raw

from plushka.domain.programmes.given import read_json_text
from plushka.domain.rules.conditions.telling import told
from plushka.domain.rules.conditions.writing import document
from plushka.domain.segments.queries import Named
from plushka.web.api.reading.node import Fault
from plushka.web.api.reading.texts import PLAIN, Name
from plushka.web.api.reading.values import LIMIT, Limit
from plushka.web.api.schemas.account import AskedPage
from plushka.web.api.schemas.programme import NUMBER, Number
from plushka.web.api.schemas.told import local

_NOTHING = Raw()
_PAGE = 50


class ConditionNode:
    """A condition, which the domain itself reads and whose places it names."""

    def faults(self, value: object, path: str, _region: str) -> Iterator[Fault]:
        """Say what is wrong with it as a value of JSON."""
        if not isinstance(value, dict):
            yield path, "write an object"

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        about = "A condition on members; its fields are told on the page Conditions."
        return {"type": "object", "description": about}


type Condition = Annotated[Raw, Meta(extra={"node": ConditionNode()})]
type Tag = Annotated[str, Meta(min_length=1, max_length=50, pattern=PLAIN)]
type Reason = Annotated[str, Meta(min_length=1, max_length=200, pattern=PLAIN)]


class TagsIn(msgspec.Struct, forbid_unknown_fields=True):
    """All tags that a member shall carry; whichever is not among them is taken off."""

    tags: Annotated[list[Tag], Meta(max_length=50)]

    def asked(self, _region: str) -> list[str]:
        """Give them as they are."""
        return self.tags


class TagsOut(msgspec.Struct, frozen=True):
    """The tags of a member, as they are spelt, in their order."""

    tags: list[str]


class TierIn(msgspec.Struct, forbid_unknown_fields=True):
    """A tier that a member holds at least, through the end of a day."""

    tier: Name
    until: dt.date
    reason: Reason

    def asked(self, _region: str) -> "TierIn":
        """Give it as it is."""
        return self


class SegmentIn(msgspec.Struct, forbid_unknown_fields=True):
    """A named group of members."""

    name: Name
    condition: Condition

    def asked(self, _region: str) -> "AskedSegment":
        """Put it in plain values."""
        return AskedSegment(self.name, read_json_text(bytes(self.condition).decode()))


class SegmentChangeIn(msgspec.Struct, forbid_unknown_fields=True):
    """What a segment becomes; `version` is the one its author has seen."""

    version: Number
    name: Name
    condition: Condition

    def asked(self, _region: str) -> "AskedSegment":
        """Put it in plain values."""
        condition = read_json_text(bytes(self.condition).decode())
        return AskedSegment(self.name, condition, NUMBER.of(self.version))


class AskedSegment(msgspec.Struct, frozen=True):
    """A segment as it was sent."""

    name: str
    condition: object
    version: int = 0


class CountIn(msgspec.Struct, forbid_unknown_fields=True):
    """A condition that is tried before it is kept."""

    condition: Condition

    def asked(self, _region: str) -> object:
        """Give plain values."""
        return read_json_text(bytes(self.condition).decode())


class CountOut(msgspec.Struct, frozen=True):
    """How many members a condition holds of now, and the condition in words."""

    members: int
    text: str


class SegmentOut(msgspec.Struct, frozen=True):
    """A segment, its condition also in words."""

    id: UUID
    name: str
    version: int
    changed_at: dt.datetime
    condition: dict[str, Any]
    text: str

    @classmethod
    def of(cls, named: Named, *, zone: str, language: str, currency: str) -> "SegmentOut":
        """Write a segment."""
        return cls(
            named.id,
            named.name,
            named.version,
            local(named.changed_at, zone),
            document(named.tree),
            told(named.tree, language, currency=currency),
        )


class SegmentsOut(msgspec.Struct, frozen=True):
    """All segments, by name."""

    items: list[SegmentOut]


class SegmentMembersQuery(msgspec.Struct, forbid_unknown_fields=True):
    """Which page of members."""

    limit: Limit = _NOTHING
    after: UUID | None = None

    def asked(self, _region: str) -> AskedPage[UUID]:
        """Give it with what was left out filled in."""
        return AskedPage(LIMIT.given(self.limit) or _PAGE, self.after)


class SegmentMembersOut(msgspec.Struct, frozen=True):
    """The ids of members of whom the condition holds now."""

    items: list[UUID]
    next: str | None
