import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tenants", "0001_tenants"),
    ]

    operations = [
        migrations.CreateModel(
            name="KeyMinute",
            fields=[
                (
                    "key",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="minute",
                        serialize=False,
                        to="tenants.apikey",
                    ),
                ),
                ("minute", models.DateTimeField()),
                ("used", models.PositiveIntegerField()),
            ],
        ),
    ]
