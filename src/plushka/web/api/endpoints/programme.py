"""Read the programme that is in force, and every version there was."""

from typing import Any

from plushka.domain.programmes import files, queries
from plushka.domain.programmes.diff.telling import say
from plushka.domain.programmes.diff.walking import changes
from plushka.domain.programmes.document import Programme
from plushka.domain.programmes.models import Version
from plushka.domain.programmes.queries import VersionUnknown
from plushka.web.api.endpoint import Answer, Call, Endpoint
from plushka.web.api.reading.shape import Shape
from plushka.web.api.running import in_context
from plushka.web.api.schemas.account import AskedPage, page
from plushka.web.api.schemas.programme import (
    ChangeOut,
    ChangesOut,
    ProgrammeOut,
    SinceQuery,
    VersionOut,
    VersionsOut,
    VersionsQuery,
)


def get_programme(call: Call[None]) -> Answer:
    """Read the programme that is in force now."""
    return _told(call, queries.version_at(call.at))


def get_version(call: Call[None]) -> Answer:
    """Read a version by its number."""
    return _told(call, queries.get_version(call.number))


def list_versions(call: Call[AskedPage[int]]) -> Answer:
    """List what was published, newest first."""
    asked = call.asked
    found = queries.find_versions(limit=asked.limit + 1, before=asked.after)
    shown, last = page(found, asked.limit)
    items = [VersionOut.of(one, zone=call.place.zone) for one in shown]
    return Answer(VersionsOut(items, None if last is None else str(last.number)))


def compare_versions(call: Call[int | None]) -> Answer:
    """Say what a version changed, since the one before it or since another one."""
    version = queries.get_version(call.number)
    since = max(version.number - 1, 1) if call.asked is None else call.asked
    earlier = queries.get_version(since)
    return Answer(differing(call, _programme(earlier), _programme(version), since=since))


def differing(call: Call[Any], old: Programme, new: Programme, *, since: int) -> ChangesOut:
    """Write what differs, also in words."""
    return ChangesOut(
        since,
        [
            ChangeOut(
                one.path,
                one.kind,
                one.before,
                one.after,
                say(one, old=old, new=new, language=call.language),
            )
            for one in changes(old, new)
        ],
    )


def _told(call: Call[None], version: Version) -> Answer:
    document = files.plain(_programme(version))
    return Answer(ProgrammeOut.of(version, document, zone=call.place.zone))


def _programme(version: Version) -> Programme:
    return files.read(version.document)


ENDPOINTS = (
    Endpoint(
        method="GET",
        path="/programme",
        scope="programme",
        act=get_programme,
        run=in_context,
        summary="Read the programme",
        tag="Programme",
        answers=ProgrammeOut,
    ),
    Endpoint(
        method="GET",
        path="/programme/versions",
        scope="programme",
        act=list_versions,
        run=in_context,
        summary="List versions",
        tag="Programme",
        query=Shape(VersionsQuery),
        answers=VersionsOut,
    ),
    Endpoint(
        method="GET",
        path="/programme/versions/{number}",
        scope="programme",
        act=get_version,
        run=in_context,
        summary="Read a version",
        tag="Programme",
        answers=ProgrammeOut,
        refuses=(VersionUnknown,),
    ),
    Endpoint(
        method="GET",
        path="/programme/versions/{number}/diff",
        scope="programme",
        act=compare_versions,
        run=in_context,
        summary="Compare versions",
        tag="Programme",
        query=Shape(SinceQuery),
        answers=ChangesOut,
        refuses=(VersionUnknown,),
    ),
)
