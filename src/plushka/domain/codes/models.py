"""Batches and their codes. Fields and constraints only."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from plushka.domain.codes.activation_models import Activation
from plushka.domain.codes.guard_models import Alarm, Guard, Tally
from plushka.domain.tenants.rows import TenantDetail, TenantForeignKey, TenantModel

__all__ = ["Activation", "Alarm", "Batch", "Code", "Guard", "Policy", "Tally"]


class Batch(TenantModel):
    """One print run of codes, from making to its end."""

    class Alphabet(models.TextChoices):
        LETTERS = "LETTERS"
        DIGITS = "DIGITS"

    class State(models.TextChoices):
        #: The codes are being made, in the background.
        MAKING = "MAKING"
        #: They are there: files can be made of them, as often as wanted.
        PRINTED = "PRINTED"
        #: They were handed over; nobody can write them again.
        SHIPPED = "SHIPPED"
        #: They can be activated.
        ACTIVE = "ACTIVE"
        CLOSED = "CLOSED"
        REVOKED = "REVOKED"

    #: Counts the batches of the company from one.
    number = models.IntegerField()
    name = models.CharField(max_length=100)
    #: As it is printed; and as codes are read (``spelling``).
    prefix = models.CharField(max_length=6, blank=True)
    alphabet = models.CharField(max_length=7, choices=Alphabet)
    #: Random characters, without prefix and check character.
    length = models.PositiveSmallIntegerField()
    #: How many codes are wanted, and how many are made.
    n_codes = models.IntegerField()
    n_made = models.IntegerField(default=0)
    state = models.CharField(max_length=7, choices=State, default=State.MAKING)
    #: When its codes are worth something, while it is active: from, and before; null is no limit.
    valid_from = models.DateTimeField(null=True)
    valid_until = models.DateTimeField(null=True)
    #: Codes of it that one member may activate, in all and on a local day.
    most_per_member = models.IntegerField(null=True)
    most_per_day = models.IntegerField(null=True)
    #: What a code gives: ``giving.Gives`` as JSON.
    gives = models.JSONField()
    #: The batch whose codes these stand in for.
    replaces = TenantForeignKey(
        "self", models.PROTECT, null=True, indexed=False, related_name="replaced_by"
    )
    #: What the codes are derived from, sealed; null once it is destroyed.
    secret = models.BinaryField(null=True)
    #: Numbers whose code was somebody else's already: they have none.
    skipped = ArrayField(models.IntegerField(), default=list)
    #: The task that makes the codes.
    task_id = models.UUIDField(null=True)
    made_by = models.CharField(max_length=100)
    made_at = models.DateTimeField()
    printed_at = models.DateTimeField(null=True)
    shipped_at = models.DateTimeField(null=True)
    #: When the secret was destroyed.
    forgotten_at = models.DateTimeField(null=True)
    active_at = models.DateTimeField(null=True)
    #: When it was closed or revoked.
    ended_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "number"], name="batch_number_once_a_tenant"
            ),
            models.UniqueConstraint(
                fields=["tenant", "replaces"],
                condition=Q(replaces__isnull=False),
                name="batch_is_replaced_by_one",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=("MAKING", "PRINTED", "SHIPPED", "ACTIVE", "CLOSED", "REVOKED")
                ),
                name="batch_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(secret__isnull=False, forgotten_at__isnull=True)
                | Q(secret__isnull=True, forgotten_at__isnull=False),
                name="batch_secret_is_there_until_forgotten",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("SHIPPED", "CLOSED", "REVOKED")) | Q(secret__isnull=True),
                name="batch_handed_over_has_no_secret",
            ),
            models.CheckConstraint(
                condition=Q(n_codes__gte=1, n_made__gte=0, n_made__lte=F("n_codes")),
                name="batch_makes_no_more_than_wanted",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("MAKING", "REVOKED")) | Q(n_made=F("n_codes")),
                name="batch_is_printed_when_it_is_made",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gt=F("valid_from")),
                name="batch_ends_after_it_begins",
            ),
        )


class Code(TenantDetail):
    """One code: its id is a keyed digest of it, and all that is kept of it."""

    batch = TenantForeignKey(Batch, models.PROTECT, indexed=False, related_name="codes")
    #: Which one of its batch; numbers that were skipped have none.
    number = models.IntegerField()
    #: When it was activated; null = it still can be.
    activated_at = models.DateTimeField(null=True)


class Policy(TenantModel):
    """What a company wants of its codes, and the key of their digests."""

    #: What ids of codes are made with, sealed; never changed.
    key = models.BinaryField()
    #: Whether somebody unknown who sends a code becomes a member on the spot.
    enrols = models.BooleanField(default=True)
    #: Codes, right or wrong, that one sender may try on a local day.
    most_a_day = models.IntegerField(default=50)
    #: Wrong tries within an hour, from anywhere, that raise the alarm.
    alarm_at = models.IntegerField(default=100)
    changed_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["tenant"], name="codes_policy_once_a_tenant"),
            models.CheckConstraint(
                condition=Q(most_a_day__gte=1, alarm_at__gte=1),
                name="codes_policy_lets_somebody_try",
            ),
        )
