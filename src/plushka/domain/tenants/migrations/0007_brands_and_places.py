import django.db.models.deletion
import plushka.lib.ids
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("tenants", "0006_receipt_numbers"),
    ]

    operations = [
        migrations.AddField(
            "tenant", "colour", models.CharField(max_length=7, default="", db_default="")
        ),
        migrations.AddField(
            "tenant", "text_colour", models.CharField(max_length=7, default="", db_default="")
        ),
        migrations.AddField(
            "tenant", "logo", models.CharField(max_length=16, default="", db_default="")
        ),
        migrations.AddField(
            "tenant", "edition", models.PositiveIntegerField(default=0, db_default=0)
        ),
        migrations.AddField("tenant", "begun_at", models.DateTimeField(null=True)),
        migrations.AddConstraint(
            "tenant",
            models.CheckConstraint(
                condition=Q(colour="", text_colour="")
                | Q(colour__regex="^#[0-9a-f]{6}$", text_colour__in=("#ffffff", "#000000")),
                name="tenant_has_a_colour_and_its_text_or_none",
            ),
        ),
        migrations.AddField(
            "outlet", "address", models.CharField(max_length=300, default="", db_default="")
        ),
        migrations.AddField("outlet", "latitude_e6", models.IntegerField(null=True)),
        migrations.AddField("outlet", "longitude_e6", models.IntegerField(null=True)),
        migrations.AddField(
            "outlet",
            "hours",
            models.JSONField(default=dict, db_default=models.Value({}, models.JSONField())),
        ),
        migrations.AddField("outlet", "closed_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "outlet", "edition", models.PositiveIntegerField(default=0, db_default=0)
        ),
        migrations.AddConstraint(
            "outlet",
            models.CheckConstraint(
                condition=Q(latitude_e6=None, longitude_e6=None)
                | Q(
                    latitude_e6__range=(-90_000_000, 90_000_000),
                    longitude_e6__range=(-180_000_000, 180_000_000),
                ),
                name="outlet_stands_on_the_globe",
            ),
        ),
        migrations.AddField("apikey", "used_at", models.DateTimeField(null=True)),
        migrations.CreateModel(
            name="Logo",
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
                ("content", models.BinaryField()),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
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
                    models.UniqueConstraint(fields=("tenant",), name="logo_one_a_tenant")
                ],
            },
        ),
    ]
