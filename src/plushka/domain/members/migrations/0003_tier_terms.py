from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0002_birthdays"),
    ]

    operations = [
        migrations.AddField("purchasesummary", "tier_since", models.DateTimeField(null=True)),
        migrations.AddField("purchasesummary", "tier_until", models.DateTimeField(null=True)),
        migrations.AddField(
            "purchasesummary",
            "floor",
            models.CharField(db_default="", default="", max_length=50),
        ),
        migrations.AddField("purchasesummary", "floor_until", models.DateTimeField(null=True)),
        migrations.AddField(
            "purchasesummary",
            "beneath",
            models.CharField(db_default="", default="", max_length=50),
        ),
        migrations.AddField("purchasesummary", "check_at", models.DateTimeField(null=True)),
        migrations.AddIndex(
            "purchasesummary",
            models.Index(
                condition=Q(check_at__isnull=False),
                fields=["tenant", "check_at"],
                name="tiers_to_be_checked",
            ),
        ),
        migrations.AddConstraint(
            "purchasesummary",
            models.CheckConstraint(
                condition=Q(floor="", beneath="", floor_until__isnull=True)
                | ~Q(floor="") & ~Q(beneath="") & Q(floor_until__isnull=False),
                name="tier_held_by_hand_has_an_end",
            ),
        ),
    ]
