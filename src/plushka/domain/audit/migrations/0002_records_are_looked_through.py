from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0001_records"),
    ]

    operations = [
        migrations.AddIndex(
            "record", models.Index(fields=["tenant", "at", "id"], name="record_by_moment")
        ),
        migrations.AddIndex(
            "record",
            models.Index(fields=["tenant", "actor", "at", "id"], name="record_of_an_actor"),
        ),
    ]
