"""A campaign as programs write and read it."""

import datetime as dt
from typing import Any, ClassVar, Literal

import msgspec
from msgspec import Raw

from plushka.domain.campaigns.models import Campaign, CampaignVersion, Counter
from plushka.domain.campaigns.state import State, state_of
from plushka.domain.programmes.given import read_json_text, read_yaml_text
from plushka.lib.money import show
from plushka.web.api.reading.choice import Choice
from plushka.web.api.schemas.programme import Document, Yaml
from plushka.web.api.schemas.told import local, local_or_none

_NOTHING = Raw()


class CampaignIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A whole campaign: either `document` or `yaml`, never both."""

    CHOICES: ClassVar = (Choice(("document", "yaml")),)

    document: Document = _NOTHING
    yaml: Yaml = None

    def asked(self, _region: str) -> Any:
        """Give its plain values; numbers stay as they are written."""
        written = bytes(self.document)
        is_given = written not in {b"", b"null"}
        if is_given is (self.yaml is not None):
            raise ValueError("either document or yaml")
        if self.yaml is not None:
            return read_yaml_text(self.yaml)
        document = read_json_text(written.decode())
        if not isinstance(document, dict):
            raise ValueError("document is an object")  # noqa: TRY004 - told as a wrong value
        return document


class LaunchedOut(msgspec.Struct, frozen=True):
    """A launched version: since when it is in force, and within which term it gives anything."""

    number: int
    valid_from: dt.datetime
    starts_at: dt.datetime
    ends_at: dt.datetime | None
    is_stopped: bool
    actor: str
    document: dict[str, Any]

    @classmethod
    def of(cls, version: CampaignVersion, *, zone: str) -> "LaunchedOut":
        """Write a version."""
        return cls(
            version.number,
            local(version.valid_from, zone),
            local(version.starts_at, zone),
            local_or_none(version.ends_at, zone),
            version.is_stopped,
            version.actor,
            version.document,
        )


class CampaignOut(msgspec.Struct, frozen=True):
    """A campaign: what is worked on, and what was launched last; null where there is none."""

    code: str
    state: State
    changed_at: dt.datetime
    actor: str
    draft: dict[str, Any] | None
    launched: LaunchedOut | None

    @classmethod
    def of(
        cls, campaign: Campaign, version: CampaignVersion | None, *, at: dt.datetime, zone: str
    ) -> "CampaignOut":
        """Write a campaign."""
        return cls(
            campaign.code,
            state_of(version, at),
            local(campaign.changed_at, zone),
            campaign.actor,
            campaign.draft,
            None if version is None else LaunchedOut.of(version, zone=zone),
        )


class CampaignsOut(msgspec.Struct, frozen=True):
    """All campaigns, by code."""

    items: list[CampaignOut]
    next: str | None = None


class UsedOut(msgspec.Struct, frozen=True):
    """What was used of a budget in one stretch of time, by one member or outlet.

    `stretch` is a day, a week or a month, empty for the whole campaign; `whose`
    is a member's id or an outlet's code, empty for all.
    """

    of: Literal["points", "money", "uses"]
    each: str
    stretch: str
    whose: str
    used: str
    most: str

    @classmethod
    def of_counter(cls, counter: Counter) -> "UsedOut":
        """Write a counter."""
        of, each, stretch, whose = counter.key.split(":", 3)
        sums = (counter.used, counter.most)
        used, most = map(str, sums) if of == "uses" else map(show, sums)
        return cls(of, each, stretch, whose, used, most)  # type: ignore[arg-type]


class BudgetsOut(msgspec.Struct, frozen=True):
    """What was used of a campaign's budgets so far."""

    items: list[UsedOut]
    next: str | None = None


class CampaignDiscardedOut(msgspec.Struct, frozen=True):
    """The draft is gone."""

    status: Literal["discarded"]
