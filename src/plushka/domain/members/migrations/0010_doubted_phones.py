from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0009_merges"),
    ]

    operations = [
        migrations.AddField(
            model_name="member",
            name="proved_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="member",
            name="doubted_at",
            field=models.DateTimeField(null=True),
        ),
    ]
