import django.db.models.deletion
import plushka.lib.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("messaging", "0003_sending"),
        ("tenants", "0008_signed_out"),
    ]

    operations = [
        migrations.CreateModel(
            name="Manner",
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
                ("kind", models.CharField(max_length=30)),
                ("is_on", models.BooleanField(default=True)),
                ("is_advertising", models.BooleanField(default=False)),
                ("edition", models.PositiveIntegerField(default=1)),
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
                "constraints": [
                    models.UniqueConstraint(fields=("tenant", "kind"), name="one_manner_a_kind")
                ],
            },
        ),
        migrations.CreateModel(
            name="Template",
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
                ("kind", models.CharField(max_length=30)),
                ("language", models.CharField(max_length=2)),
                ("tier", models.CharField(blank=True, default="", max_length=40)),
                ("way", models.CharField(blank=True, default="", max_length=8)),
                ("text", models.CharField(max_length=2000)),
                ("subject", models.CharField(blank=True, default="", max_length=200)),
                ("edition", models.PositiveIntegerField(default=1)),
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant", "kind", "language", "tier", "way"),
                        name="one_text_a_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="template_says_something",
                    ),
                ],
            },
        ),
    ]
