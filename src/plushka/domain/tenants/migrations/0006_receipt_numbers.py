from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tenants", "0005_events_scope"),
    ]

    operations = [
        migrations.AddField("outlet", "numbered_on", models.DateField(null=True)),
        migrations.AddField(
            "outlet", "n_numbers", models.PositiveIntegerField(db_default=0, default=0)
        ),
    ]
