"""The draft of the programme: read, change, look through, discard, publish."""

import datetime as dt

from plushka.domain.programmes import drafts, files, lint, queries
from plushka.domain.programmes.drafts import DraftHasErrors, DraftOutdated, DraftUnknown
from plushka.domain.programmes.lint.telling import say
from plushka.domain.programmes.models import Draft
from plushka.domain.workbench import operations as workbench
from plushka.domain.workbench.operations import ExamplesFail
from plushka.web.api import examples
from plushka.web.api.endpoint import Answer, Call, Endpoint
from plushka.web.api.endpoints.programme import differing
from plushka.web.api.reading.shape import Shape
from plushka.web.api.running import in_context
from plushka.web.api.schemas.programme import (
    AskedDraft,
    ChangesOut,
    DiscardedOut,
    DraftIn,
    DraftOut,
    FindingOut,
    FindingsOut,
    PublishIn,
    VersionOut,
)


def get_draft(call: Call[None]) -> Answer:
    """Read the draft."""
    return _told(call, drafts.get_draft())


def put_draft(call: Call[AskedDraft]) -> Answer:
    """Put a whole document in the place of the draft; opens one where there is none."""
    asked = call.asked
    draft = drafts.change_draft(
        document=asked.document, actor=call.actor, at=call.at, based_on=asked.based_on
    )
    return _told(call, draft)


def discard_draft(call: Call[None]) -> Answer:
    """Throw the draft away."""
    drafts.discard_draft(actor=call.actor, at=call.at)
    return Answer(DiscardedOut("discarded"))


def lint_draft(call: Call[None]) -> Answer:
    """Say what is unwise in the draft; errors keep it from being published."""
    programme = files.read(drafts.get_draft().document)
    found = [
        FindingOut(one.path, one.level, one.code, say(one, call.language))
        for one in lint.findings(programme)
    ]
    return Answer(FindingsOut(found))


def compare_draft(call: Call[None]) -> Answer:
    """Say what publishing the draft would change."""
    draft, newest = drafts.get_draft(), queries.newest_version()
    old, new = files.read(newest.document), files.read(draft.document)
    return Answer(differing(call, old, new, since=newest.number))


def publish_draft(call: Call[dt.datetime | None]) -> Answer:
    """Make the draft a version. Every example has to come out as it says."""
    version = workbench.publish_draft(
        place=call.place, actor=call.actor, at=call.at, valid_from=call.asked
    )
    return Answer(VersionOut.of(version, zone=call.place.zone))


def _told(call: Call[object], draft: Draft) -> Answer:
    document = files.plain(files.read(draft.document))
    newest = queries.newest_version().number
    return Answer(DraftOut.of(draft, document, newest=newest, zone=call.place.zone))


ENDPOINTS = (
    Endpoint(
        method="GET",
        path="/programme/draft",
        scope="programme",
        act=get_draft,
        run=in_context,
        summary="Read the draft",
        tag="Programme",
        answers=DraftOut,
        refuses=(DraftUnknown,),
    ),
    Endpoint(
        method="PUT",
        path="/programme/draft",
        scope="programme",
        act=put_draft,
        run=in_context,
        summary="Change the draft",
        tag="Programme",
        body=Shape(DraftIn),
        answers=DraftOut,
        operation="draft",
        refuses=(DraftOutdated,),
        example=examples.DRAFT,
    ),
    Endpoint(
        method="DELETE",
        path="/programme/draft",
        scope="programme",
        act=discard_draft,
        run=in_context,
        summary="Discard the draft",
        tag="Programme",
        answers=DiscardedOut,
        operation="discard",
        refuses=(DraftUnknown,),
    ),
    Endpoint(
        method="GET",
        path="/programme/draft/lint",
        scope="programme",
        act=lint_draft,
        run=in_context,
        summary="Look the draft through",
        tag="Programme",
        answers=FindingsOut,
        refuses=(DraftUnknown,),
    ),
    Endpoint(
        method="GET",
        path="/programme/draft/diff",
        scope="programme",
        act=compare_draft,
        run=in_context,
        summary="Compare the draft",
        tag="Programme",
        answers=ChangesOut,
        refuses=(DraftUnknown,),
    ),
    Endpoint(
        method="POST",
        path="/programme/draft/publish",
        scope="programme",
        act=publish_draft,
        run=in_context,
        summary="Publish the draft",
        tag="Programme",
        body=Shape(PublishIn),
        is_body_optional=True,
        answers=VersionOut,
        status=201,
        operation="publish",
        refuses=(DraftUnknown, DraftOutdated, DraftHasErrors, ExamplesFail),
        example={"valid_from": "2026-12-01T00:00:00+03:00"},
    ),
)
