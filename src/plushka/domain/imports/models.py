"""Files that somebody brought, their rows, and what became of each."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from plushka.domain.members.models import Member
from plushka.domain.tenants.rows import TenantDetail, TenantForeignKey, TenantModel


class Import(TenantModel):
    """One file: looked at, tried, brought in, perhaps taken back."""

    class State(models.TextChoices):
        UPLOADED = "UPLOADED"
        CHECKING = "CHECKING"
        CHECKED = "CHECKED"
        RUNNING = "RUNNING"
        DONE = "DONE"
        UNDOING = "UNDOING"
        UNDONE = "UNDONE"
        #: Nothing came of it, and its rows are gone.
        DISCARDED = "DISCARDED"

    #: ``fields.field.Kind``.
    kind = models.CharField(max_length=8)
    state = models.CharField(max_length=9, choices=State, default=State.UPLOADED)
    filename = models.CharField(max_length=200)
    #: SHA-256 of the file: the same file again is told.
    digest = models.BinaryField(max_length=32)
    #: The file, until its rows are read; and a few rows of it, to be shown beside the columns.
    content = models.BinaryField(null=True)
    sample = models.JSONField(default=list)
    #: Names of the columns, what each means, and what was chosen besides (``plan.Options``).
    header = models.JSONField(default=list)
    meanings = models.JSONField(default=list)
    options = models.JSONField(default=dict)
    n_rows = models.IntegerField(default=0)
    n_empty = models.IntegerField(default=0)
    n_merged = models.IntegerField(default=0)
    sheet = models.CharField(max_length=100, default="")
    #: What the trial found and the run did: ``counting.Counts`` as JSON.
    counts = models.JSONField(default=dict)
    #: ``staff:<id>`` or ``system:command``.
    actor = models.CharField(max_length=100)
    created_at = models.DateTimeField()
    #: When its state changed last.
    changed_at = models.DateTimeField()
    #: The long work that does what the state says.
    task = models.UUIDField(null=True)

    class Meta(TenantModel.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=("members", "balances", "entries", "sales")),
                name="import_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=(
                        *("UPLOADED", "CHECKING", "CHECKED", "RUNNING"),
                        *("DONE", "UNDOING", "UNDONE", "DISCARDED"),
                    )
                ),
                name="import_state_is_known",
            ),
        )
        indexes = (models.Index(fields=["tenant", "created_at"], name="imports_by_age"),)


class ImportRow(TenantDetail):
    """A row of a file, and what becomes of it.

    Its cells are kept until it is taken, or somebody may still mend it; nothing
    else here says who a person is.
    """

    class Verdict(models.TextChoices):
        #: Not looked at yet.
        WAITING = "WAITING"
        #: Something new is made of it: a member, a receipt, a history.
        NEW = "NEW"
        #: Of somebody who is there already, and gets what it brings.
        KNOWN = "KNOWN"
        #: It is there already, or brings nothing.
        REPEATED = "REPEATED"
        REFUSED = "REFUSED"

    class Undone(models.TextChoices):
        NOT = ""
        WHOLE = "WHOLE"
        #: What was left of its points was taken; ``reason`` says why no more.
        PARTLY = "PARTLY"
        KEPT = "KEPT"

    pk = models.CompositePrimaryKey("tenant_id", "source_id", "number")
    id = None  # type: ignore[assignment]
    source = TenantForeignKey(Import, models.CASCADE, indexed=False, related_name="rows")
    #: As the spreadsheet counts.
    number = models.IntegerField()
    cells = ArrayField(models.TextField(), default=list)
    #: The first row of what is taken together: a receipt, a member's history.
    bundle = models.IntegerField(default=0)
    #: Rows are taken in order of their turn: members after who brought them, receipts by moment.
    turn = models.IntegerField(default=0)
    at = models.DateTimeField(null=True)
    #: What finds the member, ``PHONE:+79161234567``; kept as long as the cells.
    keys = ArrayField(models.TextField(), default=list)
    #: Who brought the member, ``ID:<member>`` or ``ROW:<number>``; of sales, who bought.
    referrer = models.CharField(max_length=60, default="")
    verdict = models.CharField(max_length=8, choices=Verdict, default=Verdict.WAITING)
    #: ``reasons.Reason``, the field it is about, and what to say besides.
    reason = models.CharField(max_length=20, default="")
    field = models.CharField(max_length=60, default="")
    facts = models.JSONField(default=dict)
    #: Hundredths of points, or kopecks of a receipt.
    amount = models.BigIntegerField(default=0)
    is_done = models.BooleanField(default=False)
    #: Whose it is, whether the import made them, and what it wrote.
    member = models.UUIDField(null=True)
    is_made = models.BooleanField(default=False)
    entry = models.UUIDField(null=True)
    sale = models.UUIDField(null=True)
    undone = models.CharField(max_length=6, choices=Undone, default=Undone.NOT)

    class Meta(TenantDetail.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(verdict__in=("WAITING", "NEW", "KNOWN", "REPEATED", "REFUSED")),
                name="row_verdict_is_known",
            ),
            models.CheckConstraint(
                condition=Q(is_done=False) | Q(cells=[], keys=[]),
                name="row_that_is_done_keeps_no_person",
            ),
        )
        indexes = (
            models.Index(
                fields=["tenant", "source", "turn", "number"],
                condition=Q(verdict__in=("NEW", "KNOWN"), is_done=False),
                name="rows_to_be_taken",
            ),
            models.Index(
                fields=["tenant", "source", "turn", "number"],
                condition=Q(is_done=True, undone=""),
                name="rows_that_may_be_undone",
            ),
        )


class ColumnMeaning(TenantModel):
    """What somebody chose for columns of a name; guessed first the next time."""

    kind = models.CharField(max_length=8)
    #: Folded as ``guessing.folded`` does.
    name = models.CharField(max_length=200)
    #: Empty where such columns are passed over.
    meaning = models.CharField(max_length=60)

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "kind", "name"], name="column_name_means_one_thing"
            ),
        )


class Given(TenantDetail):
    """What an import gave a member, so that no other file gives it again."""

    member = TenantForeignKey(Member, models.PROTECT, indexed=False, related_name="+")
    #: What of: a balance of a kind and an end, or a history.
    mark = models.CharField(max_length=60)
    #: Hundredths of points.
    points = models.BigIntegerField()
    source = models.UUIDField()
    number = models.IntegerField()

    class Meta(TenantDetail.Meta):
        constraints = (
            models.UniqueConstraint(fields=["tenant", "member", "mark"], name="import_gives_once"),
        )
