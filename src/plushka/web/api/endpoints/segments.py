"""Groups of members: tried, named, listed; tags; tiers held by hand."""

from uuid import UUID

from plushka.domain.members import tagging
from plushka.domain.members.queries import MemberUnknown
from plushka.domain.rules.conditions.telling import told
from plushka.domain.rules.invalid import RuleInvalid
from plushka.domain.sales.retiering import hold_tier as hold_tier_by_hand
from plushka.domain.segments import operations, queries
from plushka.domain.segments.operations import SegmentNameTaken, SegmentOutdated
from plushka.domain.segments.queries import SegmentUnknown
from plushka.web.api import examples
from plushka.web.api.endpoint import Answer, Call, Endpoint
from plushka.web.api.endpoints.standing import member_out
from plushka.web.api.reading.shape import Shape
from plushka.web.api.running import in_context
from plushka.web.api.schemas.account import AskedPage, MemberOut, page
from plushka.web.api.schemas.segment import (
    AskedSegment,
    CountIn,
    CountOut,
    SegmentChangeIn,
    SegmentIn,
    SegmentMembersOut,
    SegmentMembersQuery,
    SegmentOut,
    SegmentsOut,
    TagsIn,
    TagsOut,
    TierIn,
)

_GONE = {"member_unknown": 404}


def get_tags(call: Call[None]) -> Answer:
    """Read the tags of a member."""
    return Answer(TagsOut(tagging.tags_of(member_id=call.ids["id"])))


def set_tags(call: Call[list[str]]) -> Answer:
    """Put tags on a member and take off all others; who did it is kept."""
    member = call.ids["id"]
    tagging.set_tags(member_id=member, tags=call.asked, actor=call.actor, at=call.at)
    return Answer(TagsOut(tagging.tags_of(member_id=member)))


def hold_tier(call: Call[TierIn]) -> Answer:
    """Let a member hold at least a tier, through the end of a day; who did it and why is kept."""
    member, asked = call.ids["id"], call.asked
    hold_tier_by_hand(
        member=member,
        tier=asked.tier,
        last_day=asked.until,
        actor=call.actor,
        reason=asked.reason,
        at=call.at,
    )
    out = member_out(
        member,
        place=call.place,
        language=call.language,
        at=call.at,
        is_proved="trusted" in call.bearer.scopes,
    )
    return Answer(out, about=member)


def count(call: Call[object]) -> Answer:
    """Say of how many members a condition holds now; nothing is kept."""
    tree = operations.read_condition(call.asked)
    found = queries.count_members(tree=tree, at=call.at)
    return Answer(CountOut(found, told(tree, call.language, currency=call.place.currency)))


def list_segments(call: Call[None]) -> Answer:
    """List the segments by name."""
    return Answer(SegmentsOut([_out(call, one) for one in queries.find_segments()]))


def create(call: Call[AskedSegment]) -> Answer:
    """Name a group of members."""
    asked = call.asked
    segment = operations.create(
        name=asked.name, condition=asked.condition, actor=call.actor, at=call.at
    )
    return _told(call, segment)


def get_segment(call: Call[None]) -> Answer:
    """Read a segment."""
    return _told(call, call.ids["id"])


def change(call: Call[AskedSegment]) -> Answer:
    """Replace a segment's name and condition, where its author has seen the newest version."""
    asked = call.asked
    operations.change(
        segment_id=call.ids["id"],
        version=asked.version,
        name=asked.name,
        condition=asked.condition,
        actor=call.actor,
        at=call.at,
    )
    return _told(call, call.ids["id"])


def list_members(call: Call[AskedPage[UUID]]) -> Answer:
    """List the members who are in a segment now."""
    asked = call.asked
    tree = queries.get_segment(segment_id=call.ids["id"]).tree
    found = queries.find_members(tree=tree, at=call.at, after=asked.after, limit=asked.limit + 1)
    shown, last = page(found, asked.limit)
    return Answer(SegmentMembersOut(list(shown), None if last is None else str(last)))


def _told(call: Call[object], segment: UUID) -> Answer:
    return Answer(_out(call, queries.get_segment(segment_id=segment)))


def _out(call: Call[object], named: queries.Named) -> SegmentOut:
    return SegmentOut.of(
        named, zone=call.place.zone, language=call.language, currency=call.place.currency
    )


ENDPOINTS = (
    Endpoint(
        method="GET",
        path="/members/{id}/tags",
        scope="read",
        act=get_tags,
        run=in_context,
        summary="Read a member's tags",
        tag="Members",
        answers=TagsOut,
        refuses=(MemberUnknown,),
        statuses=_GONE,
    ),
    Endpoint(
        method="PUT",
        path="/members/{id}/tags",
        scope="members",
        act=set_tags,
        run=in_context,
        summary="Set a member's tags",
        tag="Members",
        body=Shape(TagsIn),
        answers=TagsOut,
        operation="tags",
        refuses=(MemberUnknown,),
        statuses=_GONE,
        example={"tags": ["vip"]},
    ),
    Endpoint(
        method="POST",
        path="/members/{id}/tier",
        scope="members",
        act=hold_tier,
        run=in_context,
        summary="Let a member hold a tier",
        tag="Members",
        body=Shape(TierIn),
        answers=MemberOut,
        operation="tier",
        refuses=(MemberUnknown,),
        statuses=_GONE,
        example={"tier": "gold", "until": "2027-01-31", "reason": "Постоянная гостья"},
    ),
    Endpoint(
        method="POST",
        path="/segments/count",
        scope="read",
        act=count,
        run=in_context,
        summary="Count members of whom a condition holds",
        tag="Members",
        body=Shape(CountIn),
        answers=CountOut,
        refuses=(RuleInvalid,),
        example={"condition": examples.SEGMENT["condition"]},
    ),
    Endpoint(
        method="GET",
        path="/segments",
        scope="read",
        act=list_segments,
        run=in_context,
        summary="List segments",
        tag="Members",
        answers=SegmentsOut,
    ),
    Endpoint(
        method="POST",
        path="/segments",
        scope="members",
        act=create,
        run=in_context,
        summary="Name a segment",
        tag="Members",
        body=Shape(SegmentIn),
        answers=SegmentOut,
        status=201,
        operation="segment",
        refuses=(RuleInvalid, SegmentNameTaken),
        example=examples.SEGMENT,
    ),
    Endpoint(
        method="GET",
        path="/segments/{id}",
        scope="read",
        act=get_segment,
        run=in_context,
        summary="Read a segment",
        tag="Members",
        answers=SegmentOut,
        refuses=(SegmentUnknown,),
    ),
    Endpoint(
        method="PUT",
        path="/segments/{id}",
        scope="members",
        act=change,
        run=in_context,
        summary="Change a segment",
        tag="Members",
        body=Shape(SegmentChangeIn),
        answers=SegmentOut,
        operation="segment_change",
        refuses=(RuleInvalid, SegmentUnknown, SegmentNameTaken, SegmentOutdated),
        example={"version": 1, **examples.SEGMENT},
    ),
    Endpoint(
        method="GET",
        path="/segments/{id}/members",
        scope="read",
        act=list_members,
        run=in_context,
        summary="List the members of a segment",
        tag="Members",
        query=Shape(SegmentMembersQuery),
        answers=SegmentMembersOut,
        refuses=(SegmentUnknown,),
    ),
)
