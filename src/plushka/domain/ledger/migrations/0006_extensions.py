from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0005_merges")]

    operations = [
        migrations.RemoveConstraint(
            model_name="entry",
            name="entry_sign_follows_its_kind",
        ),
        migrations.AlterField(
            model_name="entry",
            name="kind",
            field=models.CharField(
                choices=[
                    ("ACCRUAL", "Accrual"),
                    ("REDEMPTION", "Redemption"),
                    ("REVERSAL", "Reversal"),
                    ("RETURN", "Return"),
                    ("EXPIRY", "Expiry"),
                    ("ADJUSTMENT", "Adjustment"),
                    ("CONVERSION", "Conversion"),
                    ("MERGE", "Merge"),
                    ("EXTENSION", "Extension"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ("ACCRUAL", "RETURN")), ("points__gt", 0)),
                    models.Q(
                        ("kind__in", ("REDEMPTION", "REVERSAL", "EXPIRY")), ("points__lt", 0)
                    ),
                    models.Q(
                        ("kind__in", ("ADJUSTMENT", "CONVERSION")),
                        models.Q(("points", 0), _negated=True),
                    ),
                    ("kind", "MERGE"),
                    models.Q(("kind", "EXTENSION"), ("points", 0)),
                    _connector="OR",
                ),
                name="entry_sign_follows_its_kind",
            ),
        ),
    ]
