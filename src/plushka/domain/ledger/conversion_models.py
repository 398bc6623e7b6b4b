"""The table of changes of what a point is worth."""

from django.db import models
from django.db.models import F, Q

from plushka.domain.tenants.rows import TenantModel


class Conversion(TenantModel):
    """From a moment on a point is worth something else, and every lot is converted (T35).

    One that is yet to come may be withdrawn, as its version may be overruled; the numbers run on
    without a gap. ``done_up_to`` is how far the sweep has come: the last account it has looked at.
    """

    #: Counts the conversions of the company from one.
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    #: What one point was worth and what it is worth since, in kopecks of ``currency``.
    before = models.BigIntegerField()
    after = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    #: The version of the programme that says so.
    programme_version = models.UUIDField()
    done_up_to = models.UUIDField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "number"], name="conversion_number_once_a_tenant"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="conversions_count_from_one"),
            models.CheckConstraint(
                condition=Q(before__gt=0, after__gt=0) & ~Q(before=F("after")),
                name="conversion_changes_what_a_point_is_worth",
            ),
        )
