from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("effects", "0001_effects")]

    operations = [
        migrations.AddField(
            model_name="undone",
            name="returned",
            field=models.JSONField(null=True),
        ),
    ]
