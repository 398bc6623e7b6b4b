from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [
        ("replay", "0001_replays"),
    ]

    operations = [
        migrations.AddField(
            model_name="replay",
            name="until",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddConstraint(
            model_name="replay",
            constraint=models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="replay_window_ends_after_it_begins",
            ),
        ),
    ]
