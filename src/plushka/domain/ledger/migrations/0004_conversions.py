import django.db.models.deletion
import plushka.lib.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0003_hold_reference"),
        ("tenants", "0005_events_scope"),
    ]

    operations = [
        migrations.CreateModel(
            name="Conversion",
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
                ("number", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("before", models.BigIntegerField()),
                ("after", models.BigIntegerField()),
                ("currency", models.CharField(max_length=3)),
                ("programme_version", models.UUIDField()),
                ("done_up_to", models.UUIDField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
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
        migrations.RemoveConstraint(
            model_name="entry",
            name="entry_sign_follows_its_kind",
        ),
        migrations.RemoveConstraint(
            model_name="holduse",
            name="hold_use_is_of_something",
        ),
        migrations.AddField(
            model_name="account",
            name="conversion",
            field=models.PositiveIntegerField(db_default=0),
        ),
        migrations.AddField(
            model_name="entry",
            name="conversion",
            field=models.PositiveIntegerField(db_default=0),
        ),
        migrations.AddField(
            model_name="hold",
            name="conversion",
            field=models.PositiveIntegerField(db_default=0),
        ),
        migrations.AddField(
            model_name="holduse",
            name="conversion",
            field=models.PositiveIntegerField(db_default=0),
        ),
        migrations.AddField(
            model_name="lot",
            name="conversion",
            field=models.PositiveIntegerField(db_default=0),
        ),
        migrations.AlterField(
            model_name="entry",
            name="kind",
            field=models.CharField(
                choices=[
                    ("ACCRUAL", "Accrual"),
                    ("REDEMPTION", "Redemption"),
                    ("REVERSAL", "Reversal"),
                    ("RETURN", "Return"),
                    ("EXPIRY", "Expiry"),
                    ("ADJUSTMENT", "Adjustment"),
                    ("CONVERSION", "Conversion"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ("ACCRUAL", "RETURN")), ("points__gt", 0)),
                    models.Q(
                        ("kind__in", ("REDEMPTION", "REVERSAL", "EXPIRY")), ("points__lt", 0)
                    ),
                    models.Q(
                        ("kind__in", ("ADJUSTMENT", "CONVERSION")),
                        models.Q(("points", 0), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="entry_sign_follows_its_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="holduse",
            constraint=models.CheckConstraint(
                condition=models.Q(("points", 0), _negated=True), name="hold_use_is_of_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="conversion",
            constraint=models.UniqueConstraint(
                fields=("tenant", "number"), name="conversion_number_once_a_tenant"
            ),
        ),
        migrations.AddConstraint(
            model_name="conversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1)), name="conversions_count_from_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="conversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("after__gt", 0),
                    ("before__gt", 0),
                    models.Q(("before", models.F("after")), _negated=True),
                ),
                name="conversion_changes_what_a_point_is_worth",
            ),
        ),
    ]
