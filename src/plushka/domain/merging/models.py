"""Merges, and what each of them moved."""

from django.db import models
from django.db.models import F, Q

from plushka.domain.members.models import Member
from plushka.domain.tenants.rows import TenantDetail, TenantForeignKey


class Merge(TenantDetail):
    """One member merged into another, and how to undo it. No personal data: ids and sums."""

    kept = TenantForeignKey(Member, models.PROTECT, related_name="+")
    merged = TenantForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    actor = models.CharField(max_length=100)
    #: As ``moving.Moved`` has it.
    moved = models.JSONField()
    #: When it was undone, by whom, and how many points were spent meanwhile, in hundredths.
    undone_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=100, default="")
    spent = models.BigIntegerField(null=True)

    class Meta(TenantDetail.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "merged"],
                condition=Q(undone_at__isnull=True),
                name="member_is_merged_once_at_a_time",
            ),
            models.CheckConstraint(condition=~Q(kept=F("merged")), name="merge_is_of_two_members"),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by="", spent__isnull=True)
                | Q(undone_at__isnull=False, spent__isnull=False) & ~Q(undone_by=""),
                name="undone_merge_says_who_and_what",
            ),
        )
