"""A company's limits, what its staff did today, who was told of it, and what was lifted."""

from django.db import models
from django.db.models import Q

from plushka.domain.tenants.rows import TenantModel


class Policy(TenantModel):
    """The limits of a company, where they differ from those it began with."""

    #: By kind: ``{"CLAIMS": {"soft": 5, "hard": 20}}``; a kind left out has the default.
    document = models.JSONField()
    changed_at = models.DateTimeField()
    actor = models.CharField(max_length=100)

    class Meta(TenantModel.Meta):
        constraints = (models.UniqueConstraint(fields=["tenant"], name="limits_once_a_tenant"),)


class DayCount(TenantModel):
    """How much of one kind a person did on a local day; of some kinds for each member apart."""

    #: Names a person of the staff, who are no tenant's rows, and is no foreign key.
    staff_id = models.UUIDField()
    day = models.DateField()
    kind = models.CharField(max_length=30)
    #: The member, where each is counted apart. No foreign key: members are above.
    subject = models.UUIDField(null=True)
    used = models.BigIntegerField()

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "staff_id", "day", "kind", "subject"],
                nulls_distinct=False,
                name="day_counted_once",
            ),
            models.CheckConstraint(condition=Q(used__gte=0), name="day_count_is_not_negative"),
        )


class WindowCount(TenantModel):
    """How much of one kind a company, or one address, came to within an hour or a day."""

    kind = models.CharField(max_length=30)
    #: Keyed, of the address or chat that asked; empty: of the whole company.
    digest = models.BinaryField(max_length=32, default=b"")
    starts_at = models.DateTimeField()
    used = models.BigIntegerField()

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "kind", "digest", "starts_at"], name="window_counted_once"
            ),
            models.CheckConstraint(condition=Q(used__gte=0), name="window_count_is_not_negative"),
        )
        indexes = (models.Index(fields=["tenant", "starts_at"], name="windows_by_time"),)


class Lift(TenantModel):
    """A senior let a person go on above a limit until the local day is over."""

    append_only = True

    staff_id = models.UUIDField()
    day = models.DateField()
    kind = models.CharField(max_length=30)
    at = models.DateTimeField()
    actor = models.CharField(max_length=100)

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "staff_id", "day", "kind"], name="limit_is_lifted_once_a_day"
            ),
        )


class Alert(TenantModel):
    """A person did much of one kind on a local day, or was stopped; or a company's codes were."""

    #: Null: of what everybody did together.
    staff_id = models.UUIDField(null=True)
    day = models.DateField()
    kind = models.CharField(max_length=30)
    subject = models.UUIDField(null=True)
    #: When the hour began, of what is counted by the hour.
    starts_at = models.DateTimeField(null=True)
    #: True: they were refused.
    is_block = models.BooleanField()
    #: The limit that was passed, and what the day came to, or would have, when it was passed last.
    most = models.BigIntegerField()
    used = models.BigIntegerField()
    at = models.DateTimeField()
    #: When somebody said they had looked at it, and who.
    seen_at = models.DateTimeField(null=True)
    seen_by = models.CharField(max_length=100, default="")
    #: When the owners were written to, of what is counted of the company.
    written_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "staff_id", "day", "kind", "subject", "starts_at", "is_block"],
                nulls_distinct=False,
                name="alert_once_a_day_or_hour",
            ),
        )
        indexes = (
            models.Index(
                fields=["tenant", "id"],
                condition=Q(seen_at__isnull=True),
                name="alerts_to_look_at",
            ),
        )
