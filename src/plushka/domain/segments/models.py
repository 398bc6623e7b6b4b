"""Segments."""

from django.db import models
from django.db.models import Q

from plushka.domain.tenants.rows import TenantModel


class Segment(TenantModel):
    """A named group of members."""

    name = models.CharField(max_length=100)
    #: The name as names are compared.
    folded = models.CharField(max_length=300)
    #: The document of a condition on members, in its normal form.
    condition = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "folded"], name="segment_name_once_a_tenant"
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="segment_has_a_version"),
        )
