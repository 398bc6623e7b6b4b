"""What people wrote to a company, or called it for."""

from django.db import models
from django.db.models import Q

from plushka.domain.members.models import Member
from plushka.domain.messaging.sending_models import Connection, Way
from plushka.domain.tenants.rows import TenantDetail, TenantForeignKey


class Inbound(TenantDetail):
    """One text or call, kept so that a repeat is known by it; gone with the person (T29)."""

    connection = TenantForeignKey(Connection, models.CASCADE, db_cascade=True, indexed=False)
    way = models.CharField(max_length=8, choices=Way)
    #: The provider's name for it; a long one is kept as its digest.
    heard_id = models.CharField(max_length=150)
    member = TenantForeignKey(Member, models.PROTECT, null=True, related_name="texts")
    #: Finds what one sender wrote; a phone that is nobody's is kept nowhere in full.
    digest = models.BinaryField(max_length=32)
    #: As much of the sender as staff may see.
    masked = models.CharField(max_length=50)
    #: As ``integrations.sending.Inbound`` has it.
    kind = models.CharField(max_length=7)
    text = models.CharField(max_length=2000)
    #: What it was taken for; empty: it was not understood.
    wish = models.CharField(max_length=20, default="", db_default="")
    #: The kind of message that answered it; empty: none did.
    answer = models.CharField(max_length=30, default="", db_default="")
    at = models.DateTimeField()

    class Meta(TenantDetail.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "connection", "heard_id"], name="inbound_is_heard_once"
            ),
        )
        indexes = (
            models.Index(fields=["tenant", "digest", "at"], name="inbound_of_a_sender"),
            models.Index(fields=["tenant", "at", "id"], name="inbound_by_time"),
            models.Index(
                fields=["tenant", "at"],
                condition=Q(member__isnull=True) & ~Q(answer=""),
                name="strangers_that_were_answered",
            ),
        )
