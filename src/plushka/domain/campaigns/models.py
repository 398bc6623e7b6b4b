"""Campaigns, their launched versions, and what was used of their budgets."""

from django.db import models
from django.db.models import F, Q

from plushka.domain.tenants.rows import TenantDetail, TenantForeignKey, TenantModel


class Campaign(TenantModel):
    """A campaign by its code; what is worked on, and what was launched last."""

    code = models.CharField(max_length=40)
    #: The document under work; null where nothing differs from what was launched.
    draft = models.JSONField(null=True)
    changed_at = models.DateTimeField()
    #: ``key:<id>``, ``staff:<id>`` or ``system:<part>``.
    actor = models.CharField(max_length=100)

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["tenant", "code"], name="campaign_code_once_a_tenant"),
        )


class CampaignVersion(TenantDetail):
    """A campaign as it was launched, or that it was stopped. Sales keep theirs for ever."""

    append_only = True

    campaign = TenantForeignKey(Campaign, models.PROTECT, indexed=False, related_name="versions")
    number = models.PositiveIntegerField()
    #: The whole document, every default written out.
    document = models.JSONField()
    #: True: from here on the campaign gives nothing.
    is_stopped = models.BooleanField(default=False)
    #: Since when it is in force, until the next version is.
    valid_from = models.DateTimeField()
    #: The document's own term, as moments; null = without an end.
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    actor = models.CharField(max_length=100)

    class Meta(TenantDetail.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "campaign", "number"], name="campaign_version_number_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="campaign_ends_after_it_starts",
            ),
        )


class Counter(TenantDetail):
    """What was used of one budget of a campaign, in one stretch of time, by one member or outlet.

    Hundredths of points, kopecks, or uses.
    """

    campaign = TenantForeignKey(Campaign, models.PROTECT, indexed=False, related_name="counters")
    #: Which budget, which stretch, whose: ``points:month:2026-12:<member>``.
    key = models.CharField(max_length=100)
    used = models.BigIntegerField(default=0)
    #: The budget when it was used last.
    most = models.BigIntegerField()

    class Meta(TenantDetail.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "campaign", "key"], name="counter_once_a_campaign"
            ),
            models.CheckConstraint(condition=Q(used__gte=0), name="counter_is_not_negative"),
            models.CheckConstraint(
                condition=Q(used__lte=F("most")), name="counter_is_within_budget"
            ),
        )
