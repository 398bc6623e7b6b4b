"""Messages, and what they are sent by."""

from django.db import models
from django.db.models import Q

from plushka.domain.members.models import Contact, Member
from plushka.domain.messaging.inbound_models import Inbound
from plushka.domain.messaging.price_models import Cost, Funds, Payment, PriceList
from plushka.domain.messaging.sending_models import (
    Address,
    Block,
    Connection,
    ParkedReport,
    Policy,
    Way,
)
from plushka.domain.messaging.template_models import Manner, Template
from plushka.domain.tenants.rows import TenantDetail, TenantForeignKey

__all__ = [
    "Address",
    "Attempt",
    "Block",
    "Choice",
    "Connection",
    "Cost",
    "Funds",
    "Inbound",
    "Manner",
    "Message",
    "Nature",
    "ParkedReport",
    "Payment",
    "Policy",
    "PriceList",
    "Template",
    "Way",
]


class Nature(models.IntegerChoices):
    """What a message is, the most urgent first: each kind of them has a queue of its own."""

    CODE = 0
    SERVICE = 1
    ADVERTISING = 2


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
        PUSH = "PUSH"
        VOICE = "VOICE"

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
                & Q(way__in=("NONE", "SMS", "MESSENGER", "EMAIL", "PUSH", "VOICE")),
                name="choice_is_known",
            ),
        )


class Message(TenantDetail):
    """One text for one person, and how far it has come."""

    class State(models.TextChoices):
        WAITING = "WAITING"
        SENDING = "SENDING"
        #: A provider has it; its report has not come, or none will.
        SENT = "SENT"
        DELIVERED = "DELIVERED"
        #: The line broke at a provider who knows no ids: it may have been sent.
        PERHAPS = "PERHAPS"
        #: Every way was tried in vain; staff may send it again.
        DEAD = "DEAD"
        #: Not to be sent; ``code`` says why.
        SKIPPED = "SKIPPED"

    member = TenantForeignKey(
        Member, models.PROTECT, null=True, indexed=False, related_name="messages"
    )
    contact = TenantForeignKey(
        Contact, models.CASCADE, null=True, db_cascade=True, related_name="messages"
    )
    #: What it is about, as a code: ``code_enrol``.
    kind = models.CharField(max_length=30)
    nature = models.SmallIntegerField(
        choices=Nature, default=Nature.SERVICE, db_default=Nature.SERVICE
    )
    text = models.CharField(max_length=4000)
    #: For the ways that have one: e-mail, push.
    subject = models.CharField(max_length=200, default="", db_default="")
    #: Other words for a way that has its own: ``{"EMAIL": "…"}``.
    by_way = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))
    language = models.CharField(max_length=2, default="ru", db_default="ru")
    #: What brought it about, for those that must not be said twice; empty: nothing asks.
    cause = models.CharField(max_length=100, default="", db_default="")
    created_at = models.DateTimeField()

    state = models.CharField(
        max_length=9, choices=State, default=State.WAITING, db_default=State.WAITING
    )
    #: Not to be tried before; null = nothing is to be done.
    due_at = models.DateTimeField(null=True)
    #: Of no use later; null: always.
    valid_until = models.DateTimeField(null=True)
    #: Tries by the way that is being tried.
    n_tries = models.PositiveSmallIntegerField(default=0, db_default=0)
    #: Ways that were tried in vain.
    ways_tried = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    #: The way of the last attempt.
    way = models.CharField(max_length=8, choices=Way, default="", db_default="", blank=True)
    #: Why it was skipped, or what the last attempt met.
    code = models.CharField(max_length=50, default="", db_default="")

    class Meta(TenantDetail.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(member__isnull=True, contact__isnull=False)
                | Q(member__isnull=False, contact__isnull=True),
                name="message_goes_to_one_person",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=(
                        "WAITING",
                        "SENDING",
                        "SENT",
                        "DELIVERED",
                        "PERHAPS",
                        "DEAD",
                        "SKIPPED",
                    )
                )
                & Q(nature__in=(0, 1, 2)),
                name="message_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state="WAITING", due_at__isnull=False)
                | ~Q(state="WAITING") & Q(due_at__isnull=True),
                name="waiting_message_is_due",
            ),
            models.UniqueConstraint(
                fields=["tenant", "cause", "kind", "member"],
                condition=~Q(cause=""),
                name="message_of_a_cause_is_said_once",
            ),
        )
        indexes = (
            models.Index(fields=["tenant", "created_at", "id"], name="messages_by_time"),
            models.Index(fields=["tenant", "member", "id"], name="messages_of_a_member"),
            models.Index(
                fields=["tenant", "contact"],
                condition=Q(contact__isnull=False),
                name="messages_of_a_contact",
            ),
            # What the sender walks along: codes first.
            models.Index(
                fields=["tenant", "nature", "due_at", "id"],
                condition=Q(state="WAITING"),
                name="messages_due",
            ),
            # Whoever waits behind another message for the same person.
            models.Index(
                fields=["tenant", "member", "nature", "id"],
                condition=Q(state__in=("WAITING", "SENDING")),
                name="messages_under_way",
            ),
            models.Index(
                fields=["tenant", "id"],
                condition=Q(state__in=("DEAD", "PERHAPS")),
                name="messages_in_trouble",
            ),
        )


class Attempt(TenantDetail):
    """One try to send a message by one way; it names nobody."""

    class State(models.TextChoices):
        #: Written before it is handed over: what a kill cuts off is seen by it.
        STARTED = "STARTED"
        ACCEPTED = "ACCEPTED"
        DELIVERED = "DELIVERED"
        FAILED = "FAILED"
        PERHAPS = "PERHAPS"

    #: No foreign key: what was paid is known when the message is forgotten (T29).
    message_id = models.UUIDField()
    kind = models.CharField(max_length=30)
    nature = models.SmallIntegerField(choices=Nature)
    #: Null: the console of a development or demo machine.
    connection = TenantForeignKey(Connection, models.PROTECT, null=True, indexed=False)
    way = models.CharField(max_length=8, choices=Way)
    state = models.CharField(max_length=9, choices=State, default=State.STARTED)
    #: What the provider calls it; reports come under this name.
    provider_id = models.CharField(max_length=150, default="")
    n_parts = models.PositiveSmallIntegerField(default=0)
    #: Kopecks; null: not known, or nothing was sent.
    cost = models.BigIntegerField(null=True)
    code = models.CharField(max_length=50, default="")
    #: The first key that was pressed in a call.
    pressed = models.CharField(max_length=1, default="", db_default="", blank=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    reported_at = models.DateTimeField(null=True)

    class Meta(TenantDetail.Meta):
        indexes = (
            models.Index(
                fields=["tenant", "connection", "provider_id"],
                condition=~Q(provider_id=""),
                name="attempts_by_providers_id",
            ),
            models.Index(
                fields=["tenant", "id"],
                condition=Q(state="STARTED"),
                name="attempts_under_way",
            ),
            models.Index(fields=["tenant", "started_at"], name="attempts_by_time"),
            models.Index(fields=["tenant", "message_id"], name="attempts_of_a_message"),
        )
