"""The tables of points set aside."""

from django.db import models
from django.db.models import F, Q

from plushka.domain.ledger.rows import LedgerRow
from plushka.domain.tenants.models import Outlet
from plushka.domain.tenants.rows import TenantForeignKey


class Hold(LedgerRow):
    """Points set aside from given lots until a sale is final, or ``until`` has come."""

    class State(models.TextChoices):
        OPEN = "OPEN"
        CAPTURED = "CAPTURED"
        RELEASED = "RELEASED"

    account = TenantForeignKey(
        "ledger.Account", models.PROTECT, indexed=False, related_name="holds"
    )
    key = models.CharField(max_length=300)
    points = models.BigIntegerField()
    until = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State)
    actor = models.CharField(max_length=100)
    held_at = models.DateTimeField()
    #: Where it may be captured or released; null = anywhere in the company.
    outlet = TenantForeignKey(Outlet, models.PROTECT, null=True, indexed=False, related_name="+")
    #: The caller's own number of the order; empty = none.
    reference = models.CharField(max_length=100, db_default="")
    closed_at = models.DateTimeField(null=True)
    #: The redemption that captured it.
    entry = TenantForeignKey(
        "ledger.Entry", models.PROTECT, null=True, indexed=False, related_name="+"
    )
    #: Its points are for ever those of after the conversion of this number (T35).
    conversion = models.PositiveIntegerField(db_default=0)

    class Meta(LedgerRow.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "account", "key"], name="hold_key_is_used_once_an_account"
            ),
            models.UniqueConstraint(
                fields=["tenant", "outlet", "reference"],
                condition=~Q(reference=""),
                nulls_distinct=False,
                name="hold_reference_once_an_outlet",
            ),
            models.CheckConstraint(
                condition=Q(points__gt=0, until__gt=F("held_at")),
                name="hold_sets_something_aside_for_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state="OPEN", closed_at__isnull=True, entry__isnull=True)
                | Q(state="CAPTURED", closed_at__isnull=False, entry__isnull=False)
                | Q(state="RELEASED", closed_at__isnull=False, entry__isnull=True),
                name="hold_is_closed_by_capture_or_release",
            ),
        )
        indexes = (
            models.Index(
                fields=["tenant", "account"], condition=Q(state="OPEN"), name="holds_still_open"
            ),
        )


class HoldUse(LedgerRow):
    """How many points of a lot a hold set aside, or by how much a conversion changed that."""

    append_only = True

    pk = models.CompositePrimaryKey("tenant_id", "hold_id", "number")
    id = None  # type: ignore[assignment]
    hold = TenantForeignKey(Hold, models.PROTECT, indexed=False, related_name="uses")
    #: Counts the lots of the hold from one, in the order they were taken.
    number = models.IntegerField()
    lot = TenantForeignKey("ledger.Lot", models.PROTECT, indexed=False, related_name="+")
    points = models.BigIntegerField()
    #: The number of the last conversion at that time, or of the one that wrote it.
    conversion = models.PositiveIntegerField(db_default=0)

    class Meta(LedgerRow.Meta):
        constraints = (
            models.CheckConstraint(condition=~Q(points=0), name="hold_use_is_of_something"),
        )
