import django.db.models.deletion
import plushka.domain.tenants.fields
import plushka.lib.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("members", "0009_merges"),
        ("tenants", "0006_receipt_numbers"),
    ]

    operations = [
        migrations.CreateModel(
            name="Merge",
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
                ("at", models.DateTimeField()),
                ("actor", models.CharField(max_length=100)),
                ("moved", models.JSONField()),
                ("undone_at", models.DateTimeField(null=True)),
                ("undone_by", models.CharField(default="", max_length=100)),
                ("spent", models.BigIntegerField(null=True)),
                (
                    "kept",
                    plushka.domain.tenants.fields.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.member",
                    ),
                ),
                (
                    "merged",
                    plushka.domain.tenants.fields.TenantForeignKey(
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
                "indexes": [
                    models.Index(fields=["tenant", "kept"], name="merge_kept_ix"),
                    models.Index(fields=["tenant", "merged"], name="merge_merged_ix"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at__isnull", True)),
                        fields=("tenant", "merged"),
                        name="member_is_merged_once_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kept", models.F("merged")), _negated=True),
                        name="merge_is_of_two_members",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("spent__isnull", True),
                                ("undone_at__isnull", True),
                                ("undone_by", ""),
                            ),
                            models.Q(
                                ("spent__isnull", False),
                                ("undone_at__isnull", False),
                                models.Q(("undone_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="undone_merge_says_who_and_what",
                    ),
                    plushka.domain.tenants.fields.TenantFKConstraint(
                        column="kept_id", name="merge_kept_fk", to="members.member"
                    ),
                    plushka.domain.tenants.fields.TenantFKConstraint(
                        column="merged_id", name="merge_merged_fk", to="members.member"
                    ),
                ],
            },
        ),
    ]
