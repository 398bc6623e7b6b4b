"""What is known of a consent beside the consent itself, which is never changed."""

from django.db import models

from plushka.domain.tenants.rows import TenantDetail, TenantForeignKey


class ConsentAddress(TenantDetail):
    """Where a person agreed from: as much of the address as finds no household.

    Beside the consent, which is never changed, because it goes when they are erased (T29).
    """

    member = TenantForeignKey("members.Member", models.PROTECT, related_name="+")
    consent = TenantForeignKey("members.Consent", models.PROTECT, indexed=False, related_name="+")
    #: ``203.0.113.0/24``.
    address = models.CharField(max_length=50)

    class Meta(TenantDetail.Meta):
        constraints = (
            models.UniqueConstraint(fields=["tenant", "consent"], name="consent_came_from_once"),
        )
