"""Answers kept for repeats."""

from django.db import models
from django.db.models import Q

from plushka.domain.tenants.rows import TenantDetail


class Answer(TenantDetail):
    """What was answered to the request that came with a key.

    Written beside its tenant's row, so the tenant exists.
    """

    key = models.CharField(max_length=255)
    #: What was asked for, as a code: ``sale``, ``enrol``.
    operation = models.CharField(max_length=30)
    fingerprint = models.BinaryField(max_length=32)
    status = models.PositiveSmallIntegerField()
    answer = models.JSONField()
    #: Whose personal data the answer holds; null = nobody's. Members are above.
    member_id = models.UUIDField(null=True)
    created_at = models.DateTimeField()

    class Meta(TenantDetail.Meta):
        constraints = (
            models.UniqueConstraint(fields=["tenant", "key"], name="repeat_key_used_once"),
        )
        indexes = (
            models.Index(
                fields=["tenant", "member_id"],
                condition=Q(member_id__isnull=False),
                name="answers_about_a_member",
            ),
        )
