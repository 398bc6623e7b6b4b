from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("draws", "0001_draws"),
    ]

    operations = [
        migrations.AddField(
            model_name="draw",
            name="outside_signature",
            field=models.CharField(blank=True, default="", max_length=96),
        ),
    ]
