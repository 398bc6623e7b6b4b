"""Which campaigns are in force at a moment, ready to decide; and what editors ask of them."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from uuid import UUID

from plushka.domain.campaigns.compiled import Live, live
from plushka.domain.campaigns.models import Campaign, CampaignVersion, Counter
from plushka.domain.campaigns.reading import read
from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run
from plushka.lib.refusal import Refusal


class CampaignUnknown(Refusal):
    """The tenant has no such campaign."""

    code = "campaign_unknown"

    def __init__(self) -> None:
        super().__init__("There is no such campaign.")


@dataclass(frozen=True, slots=True)
class Launched:
    """A version without its document: when it is in force, and when it gives anything."""

    campaign: UUID
    version: UUID
    valid_from: dt.datetime
    valid_until: dt.datetime | None
    starts_at: dt.datetime
    ends_at: dt.datetime | None

    def holds(self, at: dt.datetime) -> bool:
        """Say whether it is in force, and within its term, at a moment."""
        return (
            self.valid_from <= at
            and (self.valid_until is None or at < self.valid_until)
            and self.starts_at <= at
            and (self.ends_at is None or at < self.ends_at)
        )


@dataclass(frozen=True, slots=True)
class Campaigns:
    """All launched campaigns of the tenant in context, for as long as one transaction lasts."""

    launched: Sequence[Launched] = ()
    #: What was found before: the sales of a list mostly ask of the same moment.
    _found: dict[dt.datetime, tuple[Live, ...]] = field(default_factory=dict, compare=False)

    def at(self, moment: dt.datetime) -> tuple[Live, ...]:
        """Give those in force at a moment, the first by priority and code first."""
        found = self._found.get(moment)
        if found is None:
            found = _ordered(tuple(one.version for one in self.launched if one.holds(moment)))
            self._found[moment] = found
        return found


def campaigns_statement() -> Statement:
    """Give the statement that says which campaigns there are; ``campaigns_of`` reads its rows."""
    return Statement(
        "campaigns",
        load(__package__, "campaigns"),
        {"tenant": current_tenant()},
        columns=(UUID, UUID, bool, dt.datetime, dt.datetime, dt.datetime | None),
    )


def campaigns_of(rows: Sequence[tuple[Any, ...]]) -> Campaigns:
    """Make campaigns of the rows of ``campaigns_statement``."""
    if not rows:
        return Campaigns()
    following = [*rows[1:], None]
    return Campaigns(
        [
            Launched(
                campaign,
                version,
                valid_from,
                following_row[3] if following_row and following_row[0] == campaign else None,
                starts_at,
                ends_at,
            )
            for (
                campaign,
                version,
                is_stopped,
                valid_from,
                starts_at,
                ends_at,
            ), following_row in zip(rows, following, strict=True)
            if not is_stopped
        ]
    )


def campaigns() -> Campaigns:
    """Load which campaigns there are."""
    [rows] = run(raw(), [campaigns_statement()])
    return campaigns_of(rows)


def in_force(at: dt.datetime) -> tuple[Live, ...]:
    """Give the campaigns in force at a moment."""
    return campaigns().at(at)


def get_live(version: UUID) -> Live:
    """Give a launched version ready to decide, in force or not, from memory where it is known."""
    return _live(current_tenant(), version)


def get_campaign(code: str) -> Campaign:
    """Give a campaign by its code. Refuses ``CampaignUnknown``."""
    found: Campaign | None = Campaign.objects.filter(code=code).first()
    if found is None:
        raise CampaignUnknown
    return found


def get_campaign_or_none(code: str) -> Campaign | None:
    """Give a campaign by its code; None where there is none."""
    found: Campaign | None = Campaign.objects.filter(code=code).first()
    return found


def newest_version(campaign: Campaign) -> CampaignVersion | None:
    """Give the version that was launched, or stopped, last."""
    found: CampaignVersion | None = (
        CampaignVersion.objects.filter(campaign_id=campaign.id).order_by("-number").first()
    )
    return found


def find_versions(campaign: Campaign) -> list[CampaignVersion]:
    """Give all that was launched of a campaign, and that it was stopped, the newest first."""
    rows = CampaignVersion.objects.filter(campaign_id=campaign.id)
    return list(rows.order_by("-number"))


def worked_on(campaign: Campaign) -> dict[str, Any] | None:
    """Give the document that is worked on: the draft, or what was launched last."""
    newest = newest_version(campaign)
    found: dict[str, Any] | None = campaign.draft or (newest.document if newest else None)
    return found


def find_campaigns() -> list[Campaign]:
    """Give all campaigns of the tenant, by code."""
    return list(Campaign.objects.order_by("code"))


def find_newest_versions() -> dict[UUID, CampaignVersion]:
    """Give the newest version of each campaign that was ever launched, by the campaign's id."""
    rows: Iterable[CampaignVersion] = CampaignVersion.objects.order_by("campaign_id", "number")
    return {row.campaign_id: row for row in rows}


def find_used(campaign: Campaign) -> list[Counter]:
    """Give what was used of a campaign's budgets, counter by counter."""
    return list(Counter.objects.filter(campaign_id=campaign.id).order_by("key"))


def _ordered(versions: tuple[UUID, ...]) -> tuple[Live, ...]:
    return _together(current_tenant(), versions) if versions else ()


@lru_cache(maxsize=1024)
def _together(tenant_id: int, versions: tuple[UUID, ...]) -> tuple[Live, ...]:
    found = (_live(tenant_id, version) for version in versions)
    return tuple(sorted(found, key=lambda one: one.offer.order))


@lru_cache(maxsize=4096)
def _live(tenant_id: int, version: UUID) -> Live:  # noqa: ARG001 - the key
    # The tenant is part of the key: nobody is given another's campaign from memory.
    row = CampaignVersion.objects.get(id=version)
    return live(read(row.document), campaign=row.campaign_id, version=version)
