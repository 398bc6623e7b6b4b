"""Long work, and its files."""

from django.db import models
from django.db.models import F, Q

from plushka.domain.tenants.rows import TenantDetail, TenantForeignKey, TenantModel


class Task(TenantModel):
    """One piece of long work, from asking to its result."""

    class State(models.TextChoices):
        WAITING = "WAITING"
        RUNNING = "RUNNING"
        DONE = "DONE"
        FAILED = "FAILED"
        CANCELLED = "CANCELLED"

    #: Who carries it out: a key of the table of kinds.
    kind = models.CharField(max_length=50)
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    #: What was asked for; where the next portion begins; what it came to.
    request = models.JSONField(default=dict)
    progress = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    #: Rows (or whatever is counted) that are done, and how many there are; 0 = not known yet.
    done = models.BigIntegerField(default=0)
    of = models.BigIntegerField(default=0)
    #: How often the portion that comes next was begun.
    attempts = models.IntegerField(default=0)
    #: ``staff:<id>``, ``key:<id>`` or ``system:<part>``.
    actor = models.CharField(max_length=100)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=("WAITING", "RUNNING", "DONE", "FAILED", "CANCELLED")),
                name="task_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("WAITING", "RUNNING"), ended_at__isnull=True)
                | Q(state__in=("DONE", "FAILED", "CANCELLED"), ended_at__isnull=False),
                name="task_that_is_over_has_an_end",
            ),
        )
        indexes = (
            models.Index(F("tenant"), F("asked_at").desc(), name="tasks_newest_first"),
            models.Index(
                fields=["tenant", "asked_at"],
                condition=Q(state__in=("WAITING", "RUNNING")),
                name="tasks_not_over",
            ),
        )


class TaskFile(TenantDetail):
    """What a task was given, or gives: an upload, a result, the rows that were refused."""

    task = TenantForeignKey(Task, models.CASCADE, indexed=False, related_name="files")
    #: What it is for: ``upload``, ``result``, ``errors``.
    name = models.CharField(max_length=20)
    filename = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    created_at = models.DateTimeField()

    class Meta(TenantDetail.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "task", "name"], name="task_has_a_file_of_a_name_once"
            ),
        )


class TaskFilePart(TenantDetail):
    """A piece of a file, so that none is held in memory whole while it is written or sent."""

    pk = models.CompositePrimaryKey("tenant_id", "file_id", "number")
    id = None  # type: ignore[assignment]
    file = TenantForeignKey(TaskFile, models.CASCADE, indexed=False, related_name="parts")
    number = models.IntegerField()
    content = models.BinaryField()
