"""Who tried wrong codes, how often what was tried, and what people have to look at (T24, B30)."""

from django.db import models
from django.db.models import Q

from plushka.domain.tenants.rows import TenantForeignKey, TenantModel


class Guard(TenantModel):
    """One phone, address or device that tried codes, as a keyed digest."""

    digest = models.BinaryField(max_length=32)
    #: Wrong tries, until none came for a day.
    n_wrong = models.IntegerField(default=0)
    #: When the last wrong one came.
    wrong_at = models.DateTimeField(null=True)
    #: Nothing is tried for them before.
    locked_until = models.DateTimeField(null=True)
    #: Tries of any kind on a local day.
    day = models.DateField()
    n_on_day = models.IntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["tenant", "digest"], name="guard_once_a_digest"),
            models.CheckConstraint(
                condition=Q(n_wrong__gte=0, n_on_day__gte=0), name="guard_counts_up"
            ),
        )
        indexes = (models.Index(fields=["tenant", "day"], name="guards_by_day"),)


class Tally(TenantModel):
    """How often something came of tries within an hour, by what was tried and where."""

    #: The beginning of the hour, in UTC.
    hour = models.DateTimeField()
    #: ``ACCEPTED``, or the code of the refusal.
    outcome = models.CharField(max_length=30)
    source = models.CharField(max_length=4)
    place = models.CharField(max_length=100, blank=True)
    #: The batch, where the code is one of ours; else the prefix of a batch that it begins with.
    batch_id = models.UUIDField(null=True)
    prefix = models.CharField(max_length=6, blank=True)
    n = models.BigIntegerField()

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "hour", "outcome", "source", "place", "batch_id", "prefix"],
                nulls_distinct=False,
                name="tally_once_an_hour",
            ),
            models.CheckConstraint(condition=Q(n__gte=0), name="tally_counts_up"),
        )


class Alarm(TenantModel):
    """Something about codes that a person has to look at; once a kind, batch and local day."""

    class Kind(models.TextChoices):
        #: Many wrong codes within an hour: somebody guesses.
        WRONG_RATE = "WRONG_RATE"
        #: Codes of a batch that is not active yet are tried: it lies about, or somebody copied it.
        EARLY = "EARLY"
        #: Many codes of a batch that are used already are tried again: the list is out.
        LEAKED = "LEAKED"

    kind = models.CharField(max_length=10, choices=Kind)
    batch = TenantForeignKey(
        "codes.Batch", models.PROTECT, null=True, indexed=False, related_name="+"
    )
    day = models.DateField()
    #: How many tries it was when it was raised.
    n = models.BigIntegerField()
    at = models.DateTimeField()
    #: When the people of the company were written to.
    told_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    seen_by = models.CharField(max_length=100, default="")

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "kind", "batch", "day"],
                nulls_distinct=False,
                name="code_alarm_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=("WRONG_RATE", "EARLY", "LEAKED")),
                name="code_alarm_kind_is_known",
            ),
        )
        indexes = (
            models.Index(
                fields=["tenant", "at"],
                condition=Q(seen_at__isnull=True),
                name="code_alarms_to_look_at",
            ),
        )
