"""Segments, and how each of the staff looks at members."""

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


class KeptFilter(TenantModel):
    """A condition that one of the staff filtered members by, not named (yet).

    Addresses name it by its id, so that a page can be gone back to and
    nothing that was asked for stands in a history or a log.
    """

    #: No foreign key: staff are no rows of a tenant.
    staff_id = models.UUIDField()
    condition = models.JSONField()
    kept_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        indexes = (
            models.Index(fields=["tenant", "staff_id", "kept_at"], name="filters_of_a_person"),
        )


class ListColumns(TenantModel):
    """Which columns one of the staff sees in the list of members, in their order."""

    staff_id = models.UUIDField()
    columns = models.JSONField()

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "staff_id"], name="columns_are_chosen_once_a_person"
            ),
        )
