"""Devices that are signed in, links to sign in by, tries, disputes and calls for help."""

from django.db import models
from django.db.models import Q

from plushka.domain.members.models import Member
from plushka.domain.tenants.rows import TenantDetail, TenantForeignKey, TenantModel


class Session(TenantDetail):
    """A member on one device, from signing in to signing out."""

    member = TenantForeignKey(Member, models.PROTECT, related_name="sessions")
    #: Of the token the device sends with each request.
    digest = models.BinaryField(max_length=32)
    #: Of the mark the device keeps when it signs out, so that it is known again.
    device = models.BinaryField(max_length=32)
    #: What the browser calls itself, in a few words: ``Chrome, Android``.
    label = models.CharField(max_length=50, default="")
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    #: When it was certain who is there; null = a second proof is still to come (T43).
    proved_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta(TenantDetail.Meta):
        constraints = (
            models.UniqueConstraint(fields=["tenant", "digest"], name="session_token_used_once"),
        )


class Chat(TenantModel):
    """Somebody who talks with the company's bot: a device, for whoever has come in.

    Who it is, only a keyed digest says; what was answered to the bot's questions is kept until
    they are all answered.
    """

    #: The messenger, as messages name their ways: ``TELEGRAM``.
    way = models.CharField(max_length=8)
    #: Of the way and the chat's number there.
    digest = models.BinaryField(max_length=32)
    #: Where somebody has come in; the chat is forgotten with it.
    session = TenantForeignKey(
        Session, models.CASCADE, null=True, db_cascade=True, related_name="chats"
    )
    #: What the person reads: ``ru``; empty = as the company has it.
    language = models.CharField(max_length=2, default="", blank=True)
    #: The question that waits for an answer.
    step = models.CharField(max_length=20, default="", blank=True)
    #: The answers so far.
    held = models.JSONField(default=dict)
    #: What was heard last: the messenger's ids and seconds, to know repeats and floods.
    heard = models.JSONField(default=list)
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["tenant", "way", "digest"], name="chat_is_one"),
        )
        indexes = (models.Index(fields=["tenant", "seen_at"], name="chats_by_silence"),)


class SignInLink(TenantDetail):
    """A link that lets a member in once."""

    member = TenantForeignKey(Member, models.PROTECT, related_name="sign_in_links")
    digest = models.BinaryField(max_length=32)
    actor = models.CharField(max_length=100)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta(TenantDetail.Meta):
        constraints = (
            models.UniqueConstraint(fields=["tenant", "digest"], name="sign_in_link_is_one"),
        )


class Attempt(TenantModel):
    """Somebody tried something that is counted; whose, only a keyed digest says."""

    digest = models.BinaryField(max_length=32)
    at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        indexes = (models.Index(fields=["tenant", "digest", "at"], name="attempts_of_somebody"),)


class Dispute(TenantDetail):
    """A redemption of which the member says: it was not me (B12)."""

    member = TenantForeignKey(Member, models.PROTECT, related_name="disputes")
    #: The redemption, an entry of the member's account.
    entry_id = models.UUIDField()
    #: Hundredths of points that it took.
    points = models.BigIntegerField()
    at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=100, default="")

    class Meta(TenantDetail.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "entry_id"], name="redemption_is_disputed_once"
            ),
        )
        indexes = (
            models.Index(
                fields=["tenant", "at"],
                condition=Q(closed_at__isnull=True),
                name="disputes_to_be_looked_at",
            ),
        )


class Recovery(TenantDetail):
    """A member who lost the phone asks staff for another one to be written down."""

    class State(models.TextChoices):
        OPEN = "OPEN"
        APPROVED = "APPROVED"
        REFUSED = "REFUSED"

    member = TenantForeignKey(Member, models.PROTECT, related_name="recoveries")
    #: E.164; emptied as soon as somebody has decided.
    phone = models.CharField(max_length=16)
    at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=100, default="")

    class Meta(TenantDetail.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(state="OPEN", closed_at__isnull=True)
                | Q(state__in=("APPROVED", "REFUSED"), closed_at__isnull=False, phone=""),
                name="recovery_forgets_the_phone",
            ),
            models.UniqueConstraint(
                fields=["tenant", "member"],
                condition=Q(state="OPEN"),
                name="member_asks_for_help_once",
            ),
        )
