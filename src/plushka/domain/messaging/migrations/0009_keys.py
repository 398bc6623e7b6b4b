from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("messaging", "0008_contacts")]

    operations = [
        migrations.AddField(
            model_name="attempt",
            name="pressed",
            field=models.CharField(blank=True, db_default="", default="", max_length=1),
        ),
        migrations.RemoveConstraint(model_name="choice", name="choice_is_known"),
        migrations.AlterField(
            model_name="choice",
            name="way",
            field=models.CharField(
                choices=[
                    ("NONE", "None"),
                    ("SMS", "Sms"),
                    ("MESSENGER", "Messenger"),
                    ("EMAIL", "Email"),
                    ("PUSH", "Push"),
                    ("VOICE", "Voice"),
                ],
                max_length=9,
            ),
        ),
        migrations.AddConstraint(
            model_name="choice",
            constraint=models.CheckConstraint(
                condition=Q(
                    ("kind__in", ("POINTS", "ENDING", "TIER", "OFFERS")),
                    ("way__in", ("NONE", "SMS", "MESSENGER", "EMAIL", "PUSH", "VOICE")),
                ),
                name="choice_is_known",
            ),
        ),
    ]
