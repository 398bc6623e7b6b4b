import django.db.models.deletion
import plushka.domain.tenants.fields
import plushka.lib.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("ledger", "0005_merges"),
        ("members", "0009_merges"),
        ("tenants", "0006_receipt_numbers"),
    ]

    operations = [
        migrations.CreateModel(
            name="Bulk",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "tenant_id",
                        "id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("id", models.UUIDField(default=plushka.lib.ids.new_id, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ACCRUE", "Accrue"),
                            ("REDEEM", "Redeem"),
                            ("TAG", "Tag"),
                            ("UNTAG", "Untag"),
                        ],
                        max_length=6,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("ASKED", "Asked"),
                            ("DECLINED", "Declined"),
                            ("RUNNING", "Running"),
                            ("DONE", "Done"),
                            ("UNDOING", "Undoing"),
                            ("UNDONE", "Undone"),
                        ],
                        max_length=8,
                    ),
                ),
                ("deed", models.JSONField()),
                ("audience", models.JSONField()),
                ("reason", models.CharField(max_length=200)),
                ("n_members", models.IntegerField()),
                ("n_left_out", models.IntegerField()),
                ("points", models.BigIntegerField()),
                ("cost", models.BigIntegerField()),
                ("needs_approval", models.BooleanField()),
                ("actor", models.CharField(max_length=100)),
                ("asked_at", models.DateTimeField()),
                ("decided_by", models.CharField(default="", max_length=100)),
                ("decided_at", models.DateTimeField(null=True)),
                ("task_id", models.UUIDField(null=True)),
                ("undo_task_id", models.UUIDField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("undone_by", models.CharField(default="", max_length=100)),
                ("may_owe", models.BooleanField(default=False)),
                (
                    "tenant",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenants.tenant",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="BulkPolicy",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "tenant_id",
                        "id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("id", models.UUIDField(default=plushka.lib.ids.new_id, editable=False)),
                ("alone", models.BigIntegerField(null=True)),
                ("changed_at", models.DateTimeField()),
                ("actor", models.CharField(max_length=100)),
                (
                    "tenant",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenants.tenant",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="BulkRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "tenant_id",
                        "bulk_id",
                        "number",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("number", models.IntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("WAITING", "Waiting"),
                            ("DONE", "Done"),
                            ("LEFT", "Left"),
                            ("UNDONE", "Undone"),
                        ],
                        max_length=7,
                    ),
                ),
                ("planned", models.BigIntegerField(default=0)),
                ("done", models.BigIntegerField(default=0)),
                ("why", models.CharField(default="", max_length=20)),
                ("undone", models.BigIntegerField(default=0)),
                (
                    "bulk",
                    plushka.domain.tenants.fields.TenantForeignKey(
                        indexed=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rows",
                        to="bulk.bulk",
                    ),
                ),
                (
                    "entry",
                    plushka.domain.tenants.fields.TenantForeignKey(
                        indexed=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.entry",
                    ),
                ),
                (
                    "member",
                    plushka.domain.tenants.fields.TenantForeignKey(
                        indexed=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.member",
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenants.tenant",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.AddIndex(
            model_name="bulk",
            index=models.Index(fields=["tenant", "asked_at"], name="bulks_by_time"),
        ),
        migrations.AddConstraint(
            model_name="bulk",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ("ACCRUE", "REDEEM", "TAG", "UNTAG"))),
                name="bulk_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="bulk",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("needs_approval", False),
                    models.Q(("decided_by", ""), ("state", "ASKED")),
                    models.Q(
                        models.Q(("state", "ASKED"), _negated=True),
                        models.Q(("decided_by", ""), _negated=True),
                        models.Q(("decided_by", models.F("actor")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="bulk_is_approved_by_another_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="bulk",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("cost__gte", 0),
                    ("n_left_out__gte", 0),
                    ("n_members__gte", 0),
                    ("points__gte", 0),
                ),
                name="bulk_counts_are_not_negative",
            ),
        ),
        migrations.AddConstraint(
            model_name="bulkpolicy",
            constraint=models.UniqueConstraint(
                fields=("tenant",), name="bulk_policy_once_a_tenant"
            ),
        ),
        migrations.AddConstraint(
            model_name="bulkpolicy",
            constraint=models.CheckConstraint(
                condition=models.Q(("alone__isnull", True), ("alone__gte", 0), _connector="OR"),
                name="bulk_policy_is_not_negative",
            ),
        ),
        migrations.AddIndex(
            model_name="bulkrow",
            index=models.Index(
                condition=models.Q(("state", "WAITING")),
                fields=["tenant", "bulk", "number"],
                name="bulk_rows_to_be_done",
            ),
        ),
        migrations.AddIndex(
            model_name="bulkrow",
            index=models.Index(
                condition=models.Q(("state", "DONE")),
                fields=["tenant", "bulk", "number"],
                name="bulk_rows_that_are_done",
            ),
        ),
        migrations.AddConstraint(
            model_name="bulkrow",
            constraint=models.UniqueConstraint(
                fields=("tenant", "bulk", "member"), name="bulk_is_done_once_a_member"
            ),
        ),
        migrations.AddConstraint(
            model_name="bulkrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("done__gte", 0),
                    ("planned__gte", 0),
                    ("undone__gte", 0),
                    ("undone__lte", models.F("done")),
                ),
                name="bulk_row_undoes_no_more_than_was_done",
            ),
        ),
        migrations.AddConstraint(
            model_name="bulkrow",
            constraint=plushka.domain.tenants.fields.TenantFKConstraint(
                column="bulk_id", name="bulkrow_bulk_fk", to="bulk.bulk"
            ),
        ),
        migrations.AddConstraint(
            model_name="bulkrow",
            constraint=plushka.domain.tenants.fields.TenantFKConstraint(
                column="member_id", name="bulkrow_member_fk", to="members.member"
            ),
        ),
        migrations.AddConstraint(
            model_name="bulkrow",
            constraint=plushka.domain.tenants.fields.TenantFKConstraint(
                column="entry_id", name="bulkrow_entry_fk", to="ledger.entry"
            ),
        ),
    ]
