"""What messages are sent by: connections to providers, people's addresses, what is blocked."""

from django.db import models

from plushka.domain.members.models import Member
from plushka.domain.tenants.rows import TenantDetail, TenantForeignKey, TenantModel


class Way(models.TextChoices):
    """What people are reached by."""

    SMS = "SMS"
    EMAIL = "EMAIL"
    TELEGRAM = "TELEGRAM"
    PUSH = "PUSH"
    VOICE = "VOICE"
    VK = "VK"
    MAX = "MAX"


class Connection(TenantModel):
    """A provider, as a company set it up."""

    way = models.CharField(max_length=8, choices=Way)
    #: A code of ``integrations.providers``: ``smpp``.
    provider = models.CharField(max_length=20)
    #: What the provider is told of us; nothing secret.
    settings = models.JSONField(default=dict)
    #: Passwords and tokens as JSON, unreadable for whoever has the database alone.
    secrets = models.BinaryField(default=b"")
    #: The name we send by, where the way has one (E1).
    sender = models.CharField(max_length=11, default="", blank=True)
    is_on = models.BooleanField(default=True)
    #: The first of a way is tried first.
    position = models.PositiveSmallIntegerField(default=0)
    #: One more with each change: a sender who holds an older one opens the provider anew.
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    #: What it sent stays in the journal, and so does its name.
    removed_at = models.DateTimeField(null=True)
    #: When it last took a message, and when and why it last did not.
    worked_at = models.DateTimeField(null=True)
    trouble_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=200, default="")
    #: What the provider calls us, when it last said so: ``@lipa_bot``.
    known_as = models.CharField(max_length=100, default="", db_default="", blank=True)
    #: Kopecks left at the provider, when it last said so.
    balance = models.BigIntegerField(null=True)

    class Meta(TenantModel.Meta):
        indexes = (models.Index(fields=["tenant", "position", "id"], name="connections_in_order"),)


class Address(TenantDetail):
    """A chat or a browser that reaches a member, beside the phone and e-mail they told."""

    member = TenantForeignKey(Member, models.PROTECT, related_name="addresses")
    way = models.CharField(max_length=8, choices=Way)
    #: A chat's number, or a browser's push subscription as JSON.
    value = models.CharField(max_length=2000)
    #: Finds the address; the value may be too long for an index.
    digest = models.BinaryField(max_length=32)
    #: What its owner knows it by: «Chrome · Android».
    label = models.CharField(max_length=100, default="")
    created_at = models.DateTimeField()

    class Meta(TenantDetail.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "way", "digest"], name="address_reaches_one_member"
            ),
        )


class Block(TenantModel):
    """An address that nothing, or no advertising, is sent to any more. It names nobody (T29)."""

    class Reason(models.TextChoices):
        #: Its owner said so: STOP, a link, a button.
        STOP = "STOP"
        #: The provider says that nobody is there.
        GONE = "GONE"
        STAFF = "STAFF"

    way = models.CharField(max_length=8, choices=Way)
    digest = models.BinaryField(max_length=32)
    #: As much of the address as staff may see.
    masked = models.CharField(max_length=50)
    reason = models.CharField(max_length=5, choices=Reason)
    #: Codes and notices of one's own points still come.
    is_advertising_only = models.BooleanField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=100, default="")

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "way", "digest"], name="address_is_blocked_once"
            ),
        )
        indexes = (models.Index(fields=["tenant", "at", "id"], name="blocks_by_time"),)


class ParkedReport(TenantDetail):
    """A report on a message whose provider's id is not written down yet."""

    connection = TenantForeignKey(Connection, models.CASCADE, db_cascade=True, indexed=False)
    provider_id = models.CharField(max_length=150)
    #: As ``domain.messaging.reporting.Told`` has it.
    told = models.JSONField()
    at = models.DateTimeField()

    class Meta(TenantDetail.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "connection", "provider_id"], name="report_waits_once"
            ),
        )
        indexes = (models.Index(fields=["tenant", "at"], name="parked_reports_by_time"),)


class Policy(TenantModel):
    """What a company says of when and by which ways people are told; no row: the defaults."""

    #: As ``domain.messaging.policy.Rules`` has it.
    document = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["tenant"], name="message_policy_once_a_tenant"),
        )
        verbose_name = "message policy"
