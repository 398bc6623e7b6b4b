"""The lab: replays over what really happened, and what a shop can afford to give."""

from plushka.domain.programmes.drafts import DraftUnknown
from plushka.domain.programmes.queries import VersionUnknown
from plushka.domain.replay import operations as replays
from plushka.domain.replay import queries
from plushka.domain.replay.affording import Asked as AskedReckoning
from plushka.domain.replay.affording import afford
from plushka.domain.replay.queries import ReplayUnknown
from plushka.web.api import examples
from plushka.web.api.endpoint import Answer, Call, Endpoint
from plushka.web.api.reading.shape import Shape
from plushka.web.api.running import in_context
from plushka.web.api.schemas.account import AskedPage, page
from plushka.web.api.schemas.reckoning import ReckoningIn, ReckoningOut
from plushka.web.api.schemas.replay import (
    AskedReplay,
    MembersQuery,
    ReplayedMemberOut,
    ReplayedMembersOut,
    ReplayIn,
    ReplayOut,
    ReplaysOut,
)


def ask_replay(call: Call[AskedReplay]) -> Answer:
    """Ask for a replay; `plushka work` carries it out, and it is read by its id."""
    asked = call.asked
    row = replays.ask(
        source=asked.source,
        days=asked.days,
        since=asked.since,
        until=asked.until,
        actor=call.actor,
        at=call.at,
    )
    return Answer(ReplayOut.of_row(row, zone=call.place.zone))


def list_replays(call: Call[None]) -> Answer:
    """List the last twenty replays, newest first, without their figures."""
    zone = call.place.zone
    rows = queries.find_replays()
    found = [ReplayOut.of_row(row, zone=zone, with_figures=False) for row in rows]
    return Answer(ReplaysOut(found))


def get_replay(call: Call[None]) -> Answer:
    """Read a replay: how far it is, and what it came to."""
    return Answer(ReplayOut.of_row(queries.get_replay(call.ids["id"]), zone=call.place.zone))


def list_replayed_members(call: Call[AskedPage[int]]) -> Answer:
    """List what a replay came to for each member, who would gain most first."""
    replay = queries.get_replay(call.ids["id"])
    found = queries.find_members(
        replay=replay, limit=call.asked.limit + 1, after=call.asked.after or 0
    )
    shown, last = page(found, call.asked.limit)
    items = [ReplayedMemberOut.of(row) for _, row in shown]
    return Answer(ReplayedMembersOut(items, None if last is None else str(last[0])))


def reckon(call: Call[AskedReckoning]) -> Answer:
    """Say what a shop can afford to give, step by step."""
    return Answer(ReckoningOut.of(afford(call.asked)))


ENDPOINTS = (
    Endpoint(
        method="POST",
        path="/programme/replay",
        scope="programme",
        act=ask_replay,
        run=in_context,
        summary="Replay what happened",
        tag="Programme",
        body=Shape(ReplayIn),
        is_body_optional=True,
        answers=ReplayOut,
        status=202,
        operation="replay",
        refuses=(DraftUnknown, VersionUnknown),
        example=examples.REPLAY,
    ),
    Endpoint(
        method="GET",
        path="/programme/replays",
        scope="programme",
        act=list_replays,
        run=in_context,
        summary="List replays",
        tag="Programme",
        answers=ReplaysOut,
    ),
    Endpoint(
        method="GET",
        path="/programme/replays/{id}",
        scope="programme",
        act=get_replay,
        run=in_context,
        summary="Read a replay",
        tag="Programme",
        answers=ReplayOut,
        refuses=(ReplayUnknown,),
    ),
    Endpoint(
        method="GET",
        path="/programme/replays/{id}/members",
        scope="programme",
        act=list_replayed_members,
        run=in_context,
        summary="List members of a replay",
        tag="Programme",
        query=Shape(MembersQuery),
        answers=ReplayedMembersOut,
        refuses=(ReplayUnknown,),
    ),
    Endpoint(
        method="POST",
        path="/programme/reckoning",
        scope="programme",
        act=reckon,
        run=in_context,
        summary="Reckon what can be given",
        tag="Programme",
        body=Shape(ReckoningIn),
        answers=ReckoningOut,
        example=examples.RECKONING,
    ),
)
