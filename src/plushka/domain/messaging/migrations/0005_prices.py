import django.db.models.deletion
import plushka.lib.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("messaging", "0004_templates"),
        ("tenants", "0008_signed_out"),
    ]

    operations = [
        migrations.CreateModel(
            name="Cost",
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
                ("day", models.DateField()),
                ("kind", models.CharField(max_length=30)),
                ("nature", models.SmallIntegerField()),
                ("way", models.CharField(max_length=8)),
                ("messages", models.BigIntegerField()),
                ("parts", models.BigIntegerField()),
                ("cost", models.BigIntegerField()),
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
                        fields=("tenant", "day", "kind", "nature", "way"),
                        name="cost_of_a_day_is_one_row",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Funds",
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
                ("balance", models.BigIntegerField()),
                ("warn_below", models.BigIntegerField()),
                ("warned_at", models.DateTimeField(null=True)),
                ("changed_at", models.DateTimeField()),
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
                    models.UniqueConstraint(fields=("tenant",), name="one_sum_of_funds"),
                    models.CheckConstraint(
                        condition=models.Q(("warn_below__gte", 0)), name="warned_above_nothing"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Payment",
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
                ("amount", models.BigIntegerField()),
                ("balance", models.BigIntegerField()),
                ("note", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
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
                    models.CheckConstraint(
                        condition=models.Q(("amount", 0), _negated=True), name="payment_is_a_sum"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PriceList",
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
                ("document", models.JSONField()),
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
                    models.UniqueConstraint(fields=("tenant",), name="one_price_list")
                ],
            },
        ),
    ]
