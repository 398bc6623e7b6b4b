"""What people read of refusals of what they work on: drafts, campaigns, segments, replays."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plushka.domain.campaigns.operations import (
    CampaignLaunched,
    CampaignNotRunning,
    CampaignUnchanged,
)
from plushka.domain.campaigns.queries import CampaignUnknown
from plushka.domain.campaigns.reading import CampaignTooLarge
from plushka.domain.programmes.drafts import DraftHasErrors, DraftOutdated, DraftUnknown
from plushka.domain.programmes.given import DocumentTooLarge
from plushka.domain.programmes.queries import VersionUnknown
from plushka.domain.replay.queries import ReplayUnknown
from plushka.domain.segments.operations import SegmentNameTaken, SegmentOutdated
from plushka.domain.segments.queries import SegmentUnknown
from plushka.domain.workbench.operations import ExamplesFail
from plushka.domain.workbench.queries import ExampleUnknown
from plushka.lib.refusal import Refusal

_SHOWN = 5
"""So many are named in the sentence; the list has them all."""


def _lint(refusal: DraftHasErrors) -> str:
    paths = list(dict.fromkeys(error["path"] for error in _errors(refusal)))
    text = ngettext(
        "The draft has an error at %(paths)s.", "The draft has errors at %(paths)s.", len(paths)
    )
    return text % {"paths": ", ".join(paths[:_SHOWN])}


def _examples(refusal: ExamplesFail) -> str:
    names = list(dict.fromkeys(one.example.name for one in refusal.failed))
    text = ngettext(
        "This example comes out otherwise: %(names)s.",
        "These examples come out otherwise: %(names)s.",
        len(names),
    )
    return text % {"names": ", ".join(names[:_SHOWN])}


def _errors(refusal: Refusal) -> list[dict[str, str]]:
    errors: list[dict[str, str]] = refusal.facts["errors"]  # type: ignore[assignment]
    return errors


SENTENCES: dict[type[Refusal], Callable[[Any], str]] = {
    VersionUnknown: lambda _refusal: _("There is no such version of the programme."),
    ReplayUnknown: lambda _refusal: _("There is no such replay."),
    DraftUnknown: lambda _refusal: _(
        "There is no draft of the programme; change something to open one."
    ),
    DraftOutdated: lambda refusal: (
        _(
            "The draft is based on version %(based_on)s, and version %(newest)s was published"
            " since: look at what changed, then send the draft again based on %(newest)s."
        )
        % refusal.facts
    ),
    DraftHasErrors: _lint,
    DocumentTooLarge: lambda _refusal: _("A programme may have 1 MiB of JSON."),
    ExampleUnknown: lambda _refusal: _("There is no such example."),
    ExamplesFail: _examples,
    CampaignTooLarge: lambda _refusal: _("A campaign may have 1 MiB of JSON."),
    CampaignUnknown: lambda _refusal: _("There is no such campaign."),
    CampaignUnchanged: lambda _refusal: _(
        "The campaign has no draft; change something before you launch it."
    ),
    CampaignNotRunning: lambda _refusal: _(
        "The campaign was never launched, or it was stopped already."
    ),
    CampaignLaunched: lambda _refusal: _(
        "The campaign was launched once: it can be stopped, not deleted."
    ),
    SegmentUnknown: lambda _refusal: _("There is no such segment."),
    SegmentNameTaken: lambda _refusal: _("Another segment has this name."),
    SegmentOutdated: lambda refusal: (
        _("The segment was changed since: its newest version is %(version)s.") % refusal.facts
    ),
}
