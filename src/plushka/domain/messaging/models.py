"""Messages."""

from django.db import models
from django.db.models import Q

from plushka.domain.members.models import Contact, Member
from plushka.domain.tenants.rows import TenantDetail, TenantForeignKey


class Message(TenantDetail):
    """One text for one person."""

    class Channel(models.TextChoices):
        CONSOLE = "CONSOLE"

    member = TenantForeignKey(Member, models.PROTECT, null=True, related_name="messages")
    contact = TenantForeignKey(
        Contact, models.CASCADE, null=True, db_cascade=True, related_name="messages"
    )
    #: What it is about, as a code: ``code_enrol``.
    kind = models.CharField(max_length=30)
    text = models.CharField(max_length=1000)
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.CONSOLE)
    created_at = models.DateTimeField()

    class Meta(TenantDetail.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(member__isnull=True, contact__isnull=False)
                | Q(member__isnull=False, contact__isnull=True),
                name="message_goes_to_one_person",
            ),
        )
        indexes = (models.Index(fields=["tenant", "created_at", "id"], name="messages_by_time"),)
