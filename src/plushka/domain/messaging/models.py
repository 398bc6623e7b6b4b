"""Messages."""

from django.db import models
from django.db.models import Q

from plushka.domain.members.models import Contact, Member
from plushka.domain.tenants.rows import TenantDetail, TenantForeignKey


class Choice(TenantDetail):
    """What a member wants to be told of one thing, and by which way; no row is as we like."""

    class Kind(models.TextChoices):
        POINTS = "POINTS"
        ENDING = "ENDING"
        TIER = "TIER"
        OFFERS = "OFFERS"

    class Way(models.TextChoices):
        NONE = "NONE"
        SMS = "SMS"
        MESSENGER = "MESSENGER"
        EMAIL = "EMAIL"

    member = TenantForeignKey(Member, models.PROTECT, indexed=False, related_name="choices")
    kind = models.CharField(max_length=6, choices=Kind)
    way = models.CharField(max_length=9, choices=Way)
    at = models.DateTimeField()

    class Meta(TenantDetail.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "member", "kind"], name="member_chooses_once_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=("POINTS", "ENDING", "TIER", "OFFERS"))
                & Q(way__in=("NONE", "SMS", "MESSENGER", "EMAIL")),
                name="choice_is_known",
            ),
        )


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
