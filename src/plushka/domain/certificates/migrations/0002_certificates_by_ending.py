from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0001_certificates"),
    ]

    operations = [
        migrations.AddIndex(
            "certificate",
            models.Index(fields=["tenant", "ending"], name="certificates_by_ending"),
        ),
    ]
