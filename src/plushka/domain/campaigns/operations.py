"""Campaigns are drafted, launched, stopped."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db import connection
from msgspec import UNSET

from plushka.domain.audit import operations as audit
from plushka.domain.campaigns import fitting
from plushka.domain.campaigns.compiled import live, moment
from plushka.domain.campaigns.document import Campaign as Document
from plushka.domain.campaigns.models import Campaign, CampaignVersion, Counter
from plushka.domain.campaigns.queries import (
    CampaignUnknown,
    find_newest_versions,
    get_campaign,
    newest_version,
    worked_on,
)
from plushka.domain.campaigns.reading import CampaignInvalid, Read, plain, read
from plushka.domain.campaigns.rooms import per_of
from plushka.domain.programmes import promised
from plushka.domain.programmes.deals.offer import Budget
from plushka.domain.programmes.files import read as read_programme
from plushka.domain.programmes.queries import version_at
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.models import Outlet
from plushka.domain.tenants.queries import get_place
from plushka.lib.ids import new_id
from plushka.lib.refusal import Refusal
from plushka.lib.stamps import stamp_of


class CampaignUnchanged(Refusal):
    """There is nothing to launch: the draft says what is in force."""

    code = "campaign_unchanged"

    def __init__(self) -> None:
        super().__init__("The campaign has no draft; change something first.")


class CampaignNotRunning(Refusal):
    """A campaign that was never launched, or was stopped, cannot be stopped."""

    code = "campaign_not_running"

    def __init__(self) -> None:
        super().__init__("The campaign is not launched, or it was stopped already.")


class CampaignChanged(Refusal):
    """Somebody else changed the campaign since the form was shown."""

    code = "campaign_changed"

    def __init__(self) -> None:
        super().__init__("Somebody changed the campaign meanwhile: look at it again.")


class CampaignLaunched(Refusal):
    """A campaign that was launched once is kept: sales point at it."""

    code = "campaign_launched"

    def __init__(self) -> None:
        super().__init__("The campaign was launched once; it can be stopped, not deleted.")


def save_draft(
    *, code: str, document: object, actor: str, at: dt.datetime, stamp: str | None = None
) -> Campaign:
    """Put a document in the place of a campaign's draft; make the campaign if it is new.

    The code in the document may be left out; another one is refused. ``stamp`` is what the
    author saw, where a form says so: ``CampaignChanged`` once it is another. Refuses what is no
    campaign, each wrong place named, and terms that mean nothing where its rules are heard.
    """
    known = read(_with_code(document, code))
    if wrong := [*fitting.problems(known)]:
        raise CampaignInvalid(wrong)
    _check_outlets(known.document)
    _wait_for_others()
    campaign: Campaign | None = Campaign.objects.filter(code=code).first()
    draft = plain(known.document)
    before = None if campaign is None else campaign.draft
    if campaign is not None and before == draft:
        return campaign
    _check_seen(campaign, stamp)
    if campaign is None:
        campaign = Campaign(tenant_id=current_tenant(), id=new_id(), code=code)
    campaign.draft, campaign.changed_at, campaign.actor = draft, at, actor
    campaign.save()
    _record("campaign_changed", campaign, actor, at, before=before or {}, after=draft)
    return campaign


def discard_draft(*, code: str, actor: str, at: dt.datetime) -> None:
    """Throw a draft away, and the campaign with it where it was never launched.

    Refuses ``CampaignUnknown``; ``CampaignLaunched`` where there is no draft to throw away.
    """
    _wait_for_others()
    campaign = get_campaign(code)
    is_launched = newest_version(campaign) is not None
    if is_launched and campaign.draft is None:
        raise CampaignLaunched
    _record("campaign_discarded", campaign, actor, at, before=campaign.draft or {}, after={})
    if is_launched:
        campaign.draft, campaign.changed_at, campaign.actor = None, at, actor
        campaign.save()
    else:
        campaign.delete()


def launch(*, code: str, actor: str, at: dt.datetime) -> CampaignVersion:
    """Make the draft a version that is in force from now on, within its own term.

    Refuses ``CampaignUnknown``, ``CampaignUnchanged``, and as ``CampaignInvalid`` a campaign that
    is over already, that gives a tier or sends a text which the programme does not have or a
    rule cannot fill in, whose terms mean nothing where its rules are heard, whose group stacks in
    another way in a running campaign, or whose budget is below what was used.
    """
    _wait_for_others()
    campaign = get_campaign(code)
    if campaign.draft is None:
        raise CampaignUnchanged
    known = read(campaign.draft)
    zone = get_place(current_tenant()).zone
    document = known.document
    starts_at = moment(document.starts, zone)
    ends_at = None if document.ends is UNSET else moment(document.ends, zone)
    _check_outlets(document)
    _check_launch(campaign, known, ends_at=ends_at, at=at)
    newest = newest_version(campaign)
    version: CampaignVersion = CampaignVersion.objects.create(
        tenant_id=current_tenant(),
        campaign_id=campaign.id,
        number=(newest.number if newest else 0) + 1,
        document=plain(document),
        valid_from=at,
        starts_at=starts_at,
        ends_at=ends_at,
        actor=actor,
    )
    campaign.draft, campaign.changed_at, campaign.actor = None, at, actor
    campaign.save()
    before = {} if newest is None else newest.document
    _record("campaign_launched", campaign, actor, at, before=before, after=version.document)
    return version


def stop(*, code: str, actor: str, at: dt.datetime) -> CampaignVersion:
    """End a launched campaign now: from here on it gives nothing. Launching begins it again.

    Refuses ``CampaignUnknown`` and ``CampaignNotRunning``.
    """
    _wait_for_others()
    campaign = get_campaign(code)
    newest = newest_version(campaign)
    if newest is None or newest.is_stopped:
        raise CampaignNotRunning
    version: CampaignVersion = CampaignVersion.objects.create(
        tenant_id=current_tenant(),
        campaign_id=campaign.id,
        number=newest.number + 1,
        document=newest.document,
        is_stopped=True,
        valid_from=at,
        starts_at=newest.starts_at,
        ends_at=newest.ends_at,
        actor=actor,
    )
    # What was in force can be changed and launched again.
    if campaign.draft is None:
        campaign.draft = newest.document
    campaign.changed_at, campaign.actor = at, actor
    campaign.save()
    _record("campaign_stopped", campaign, actor, at, before={}, after={"number": version.number})
    return version


def expect(*, code: str, stamp: str | None) -> None:
    """Let nobody change the campaigns from here on; refuses ``CampaignChanged`` if one has."""
    _wait_for_others()
    _check_seen(get_campaign(code), stamp)


def _check_seen(campaign: Campaign | None, stamp: str | None) -> None:
    if stamp is None or campaign is None:
        return
    if stamp != stamp_of(worked_on(campaign)):
        raise CampaignChanged


def _with_code(document: object, code: str) -> object:
    if not isinstance(document, dict):
        return document
    if document.setdefault("code", code) != code:
        raise CampaignInvalid([("code", f"this is the campaign {code}")])
    return document


def _check_outlets(document: Document) -> None:
    known = set(Outlet.objects.filter(code__in=document.outlets).values_list("code", flat=True))
    wrong = [
        (f"outlets[{number}]", f"there is no outlet {outlet}")
        for number, outlet in enumerate(document.outlets)
        if outlet not in known
    ]
    if wrong:
        raise CampaignInvalid(wrong)


def _check_launch(
    campaign: Campaign, known: Read, *, ends_at: dt.datetime | None, at: dt.datetime
) -> None:
    wrong: list[tuple[str, str]] = []
    if ends_at is not None and ends_at <= at:
        wrong.append(("ends", "the campaign would be over already"))
    programme = read_programme(version_at(at).document)
    wrong += promised.problems(known.rules, programme, path="rules")
    wrong += promised.with_gaps(known.rules, programme, path="rules")
    wrong += [*fitting.problems(known), *fitting.unused(known)]
    wrong += _stacked_otherwise(campaign, known.document, at)
    wrong += _overdrawn(campaign, known.document)
    if wrong:
        raise CampaignInvalid(wrong)


def _stacked_otherwise(
    campaign: Campaign, document: Document, at: dt.datetime
) -> list[tuple[str, str]]:
    for other_id, version in find_newest_versions().items():
        is_over = version.ends_at is not None and version.ends_at <= at
        if other_id == campaign.id or version.is_stopped or is_over:
            continue
        other = read(version.document).document
        mine, theirs = document.stacking, other.stacking
        if mine.group == theirs.group and mine.mode != theirs.mode:
            message = f"{other.code} of the same group is stacked by {theirs.mode}"
            return [("stacking.mode", message)]
    return []


def _overdrawn(campaign: Campaign, document: Document) -> list[tuple[str, str]]:
    offer = live(read(plain(document)), campaign=campaign.id, version=campaign.id).offer
    return [
        (f"budgets[{number}].most", "this is less than what was used already")
        for number, budget in enumerate(offer.budgets)
        if _most_used(campaign, budget) > budget.most
    ]


def _most_used(campaign: Campaign, budget: Budget) -> int:
    counters = Counter.objects.filter(
        campaign_id=campaign.id, key__startswith=f"{budget.of}:{budget.each}:"
    )
    return max(
        (counter.used for counter in counters if per_of(counter.key) == budget.per), default=0
    )


def _wait_for_others() -> None:
    """Let nobody else change the tenant's campaigns until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext('campaigns.change'), %s::int)",
            [current_tenant()],
        )


def _record(
    action: str,
    campaign: Campaign,
    actor: str,
    at: dt.datetime,
    *,
    before: dict[str, Any],
    after: dict[str, Any],
) -> None:
    subject: UUID = campaign.id
    audit.write(
        actor=actor,
        action=action,
        subject_kind="campaign",
        subject_id=subject,
        at=at,
        before=before,
        after=after,
    )


__all__ = ["CampaignUnknown", "discard_draft", "launch", "save_draft", "stop"]
