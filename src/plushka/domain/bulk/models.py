"""What is done for many at once, and for whom."""

from django.db import models
from django.db.models import Q

from plushka.domain.ledger.models import Entry
from plushka.domain.members.models import Member
from plushka.domain.tenants.rows import TenantDetail, TenantForeignKey, TenantModel


class Bulk(TenantModel):
    """One thing for many, from asking to its end. Names nobody but in its rows."""

    class Kind(models.TextChoices):
        ACCRUE = "ACCRUE"
        REDEEM = "REDEEM"
        TAG = "TAG"
        UNTAG = "UNTAG"

    class State(models.TextChoices):
        #: Waits for a second person.
        ASKED = "ASKED"
        DECLINED = "DECLINED"
        RUNNING = "RUNNING"
        DONE = "DONE"
        UNDOING = "UNDOING"
        UNDONE = "UNDONE"

    kind = models.CharField(max_length=6, choices=Kind)
    state = models.CharField(max_length=8, choices=State)
    #: How much, with which term, which tag: ``deed.Deed`` as JSON.
    deed = models.JSONField()
    #: Whom it was asked for: a segment, a condition, or nothing where a list was chosen.
    audience = models.JSONField()
    #: What for, in the words of whoever asked; shown to staff alone.
    reason = models.CharField(max_length=200)
    #: How many members it is done for, and how many it cannot be done for.
    n_members = models.IntegerField()
    n_left_out = models.IntegerField()
    #: Hundredths of points, and what they are worth in kopecks.
    points = models.BigIntegerField()
    cost = models.BigIntegerField()
    needs_approval = models.BooleanField()
    actor = models.CharField(max_length=100)
    asked_at = models.DateTimeField()
    #: Who approved or declined it, where somebody had to.
    decided_by = models.CharField(max_length=100, default="")
    decided_at = models.DateTimeField(null=True)
    #: The task that carries it out, and the one that undoes it.
    task_id = models.UUIDField(null=True)
    undo_task_id = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=100, default="")
    #: Undoing takes points that are spent by now as a debt.
    may_owe = models.BooleanField(default=False)

    class Meta(TenantModel.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=("ACCRUE", "REDEEM", "TAG", "UNTAG")),
                name="bulk_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(needs_approval=False)
                | Q(state="ASKED", decided_by="")
                | (~Q(state="ASKED") & ~Q(decided_by="") & ~Q(decided_by=models.F("actor"))),
                name="bulk_is_approved_by_another_person",
            ),
            models.CheckConstraint(
                condition=Q(n_members__gte=0, n_left_out__gte=0, points__gte=0, cost__gte=0),
                name="bulk_counts_are_not_negative",
            ),
        )
        indexes = (models.Index(fields=["tenant", "asked_at"], name="bulks_by_time"),)


class BulkRow(TenantDetail):
    """One member of a bulk: what is to be done, what was, what was undone."""

    class State(models.TextChoices):
        WAITING = "WAITING"
        DONE = "DONE"
        #: Nothing was done, and why is said.
        LEFT = "LEFT"
        UNDONE = "UNDONE"

    pk = models.CompositePrimaryKey("tenant_id", "bulk_id", "number")
    id = None  # type: ignore[assignment]
    bulk = TenantForeignKey(Bulk, models.PROTECT, indexed=False, related_name="rows")
    #: Counts from one, in the order of the accounts.
    number = models.IntegerField()
    member = TenantForeignKey(Member, models.PROTECT, indexed=False, related_name="+")
    state = models.CharField(max_length=7, choices=State)
    #: Hundredths of points to be given or taken, and those that were.
    planned = models.BigIntegerField(default=0)
    done = models.BigIntegerField(default=0)
    entry = TenantForeignKey(Entry, models.PROTECT, null=True, indexed=False, related_name="+")
    #: Why nothing was done, or not all of it: a code of ``deed.WHY``.
    why = models.CharField(max_length=20, default="")
    #: What undoing took or gave back.
    undone = models.BigIntegerField(default=0)

    class Meta(TenantDetail.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "bulk", "member"], name="bulk_is_done_once_a_member"
            ),
            models.CheckConstraint(
                condition=Q(
                    planned__gte=0, done__gte=0, undone__gte=0, undone__lte=models.F("done")
                ),
                name="bulk_row_undoes_no_more_than_was_done",
            ),
        )
        indexes = (
            models.Index(
                fields=["tenant", "bulk", "number"],
                condition=Q(state="WAITING"),
                name="bulk_rows_to_be_done",
            ),
            models.Index(
                fields=["tenant", "bulk", "number"],
                condition=Q(state="DONE"),
                name="bulk_rows_that_are_done",
            ),
        )


class BulkPolicy(TenantModel):
    """Up to which cost one person alone may do something for many."""

    #: Kopecks; null = one person is always enough.
    alone = models.BigIntegerField(null=True)
    changed_at = models.DateTimeField()
    actor = models.CharField(max_length=100)

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["tenant"], name="bulk_policy_once_a_tenant"),
            models.CheckConstraint(
                condition=Q(alone__isnull=True) | Q(alone__gte=0),
                name="bulk_policy_is_not_negative",
            ),
        )
