"""Campaigns: list, read, change, launch, stop, and what they gave."""

from typing import Any

from plushka.domain.campaigns import operations, queries
from plushka.domain.campaigns.models import Campaign
from plushka.domain.campaigns.operations import (
    CampaignLaunched,
    CampaignNotRunning,
    CampaignUnchanged,
)
from plushka.domain.campaigns.queries import CampaignUnknown
from plushka.web.api import examples
from plushka.web.api.endpoint import Answer, Call, Endpoint
from plushka.web.api.reading.shape import Shape
from plushka.web.api.running import in_context
from plushka.web.api.schemas.campaign import (
    BudgetsOut,
    CampaignDiscardedOut,
    CampaignIn,
    CampaignOut,
    CampaignsOut,
    UsedOut,
)


def list_campaigns(call: Call[None]) -> Answer:
    """List all campaigns, by code."""
    newest = queries.find_newest_versions()
    zone = call.place.zone
    found = [
        CampaignOut.of(one, newest.get(one.id), at=call.at, zone=zone)
        for one in queries.find_campaigns()
    ]
    return Answer(CampaignsOut(found))


def get_campaign(call: Call[None]) -> Answer:
    """Read a campaign."""
    return _told(call, queries.get_campaign(call.code))


def put_campaign(call: Call[Any]) -> Answer:
    """Put a whole document in the place of a campaign's draft; makes the campaign if it is new."""
    campaign = operations.save_draft(
        code=call.code, document=call.asked, actor=call.actor, at=call.at
    )
    return _told(call, campaign)


def discard_campaign(call: Call[None]) -> Answer:
    """Throw a draft away, and with it a campaign that was never launched."""
    operations.discard_draft(code=call.code, actor=call.actor, at=call.at)
    return Answer(CampaignDiscardedOut("discarded"))


def launch_campaign(call: Call[None]) -> Answer:
    """Put the draft in force from now on, within its own term."""
    operations.launch(code=call.code, actor=call.actor, at=call.at)
    return _told(call, queries.get_campaign(call.code))


def stop_campaign(call: Call[None]) -> Answer:
    """End a campaign now; what it gave stays given."""
    operations.stop(code=call.code, actor=call.actor, at=call.at)
    return _told(call, queries.get_campaign(call.code))


def list_budgets(call: Call[None]) -> Answer:
    """Say what was used of a campaign's budgets."""
    counters = queries.find_used(queries.get_campaign(call.code))
    return Answer(BudgetsOut([UsedOut.of_counter(one) for one in counters]))


def _told(call: Call[Any], campaign: Campaign) -> Answer:
    version = queries.newest_version(campaign)
    return Answer(CampaignOut.of(campaign, version, at=call.at, zone=call.place.zone))


ENDPOINTS = (
    Endpoint(
        method="GET",
        path="/campaigns",
        scope="programme",
        act=list_campaigns,
        run=in_context,
        summary="List campaigns",
        tag="Campaigns",
        answers=CampaignsOut,
    ),
    Endpoint(
        method="GET",
        path="/campaigns/{code}",
        scope="programme",
        act=get_campaign,
        run=in_context,
        summary="Read a campaign",
        tag="Campaigns",
        answers=CampaignOut,
        refuses=(CampaignUnknown,),
    ),
    Endpoint(
        method="PUT",
        path="/campaigns/{code}",
        scope="programme",
        act=put_campaign,
        run=in_context,
        summary="Change a campaign's draft",
        tag="Campaigns",
        body=Shape(CampaignIn),
        answers=CampaignOut,
        operation="campaign",
        example=examples.CAMPAIGN,
    ),
    Endpoint(
        method="DELETE",
        path="/campaigns/{code}",
        scope="programme",
        act=discard_campaign,
        run=in_context,
        summary="Discard a campaign's draft",
        tag="Campaigns",
        answers=CampaignDiscardedOut,
        operation="discard_campaign",
        refuses=(CampaignUnknown, CampaignLaunched),
    ),
    Endpoint(
        method="POST",
        path="/campaigns/{code}/launch",
        scope="programme",
        act=launch_campaign,
        run=in_context,
        summary="Launch a campaign",
        tag="Campaigns",
        answers=CampaignOut,
        operation="launch",
        refuses=(CampaignUnknown, CampaignUnchanged),
    ),
    Endpoint(
        method="POST",
        path="/campaigns/{code}/stop",
        scope="programme",
        act=stop_campaign,
        run=in_context,
        summary="Stop a campaign",
        tag="Campaigns",
        answers=CampaignOut,
        operation="stop",
        refuses=(CampaignUnknown, CampaignNotRunning),
    ),
    Endpoint(
        method="GET",
        path="/campaigns/{code}/budgets",
        scope="programme",
        act=list_budgets,
        run=in_context,
        summary="Read what was used of budgets",
        tag="Campaigns",
        answers=BudgetsOut,
        refuses=(CampaignUnknown,),
    ),
)
