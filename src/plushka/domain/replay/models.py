"""Replays that somebody asked for, and what they came to."""

from django.db import models
from django.db.models import F, Q

from plushka.domain.tenants.rows import TenantDetail, TenantForeignKey, TenantModel


class Replay(TenantModel):
    """One replay: asked for, carried out by a job, kept with its figures."""

    class State(models.TextChoices):
        WAITING = "WAITING"
        RUNNING = "RUNNING"
        DONE = "DONE"
        FAILED = "FAILED"

    #: The programme that was tried, as it was then; null = the rules as they were.
    document = models.JSONField(null=True)
    #: Where it came from: ``draft``, the number of a version, or ``unchanged``.
    source = models.CharField(max_length=20)
    #: The receipts of which moments are replayed, null = without an end; and when it was known.
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    moment = models.DateTimeField(null=True)
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    #: Receipts that are done, and how many there are.
    done = models.BigIntegerField(default=0)
    of = models.BigIntegerField(default=0)
    attempts = models.IntegerField(default=0)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    #: ``key:<id>``, ``staff:<id>`` or ``system:<part>``.
    actor = models.CharField(max_length=100)
    #: ``figures.Figures`` as JSON.
    figures = models.JSONField(null=True)

    class Meta(TenantModel.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=("WAITING", "RUNNING", "DONE", "FAILED")),
                name="replay_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state="DONE", figures__isnull=False) | ~Q(state="DONE"),
                name="replay_that_is_done_has_figures",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="replay_window_ends_after_it_begins",
            ),
        )


class ReplayMember(TenantDetail):
    """What a replay came to for one member, numbered from who would gain most."""

    pk = models.CompositePrimaryKey("tenant_id", "replay_id", "number")
    id = None  # type: ignore[assignment]
    replay = TenantForeignKey(Replay, models.CASCADE, indexed=False, related_name="members")
    number = models.IntegerField()
    #: ``figures.MemberRow`` as JSON. The member is named by id alone (T29).
    told = models.JSONField()
