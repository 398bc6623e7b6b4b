from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tenants", "0008_signed_out"),
    ]

    operations = [
        migrations.AddField(
            model_name="tenant",
            name="silence_days",
            field=models.PositiveSmallIntegerField(db_default=180, default=180),
        ),
        migrations.AddConstraint(
            model_name="tenant",
            constraint=models.CheckConstraint(
                condition=models.Q(("silence_days__gte", 30), ("silence_days__lte", 3650)),
                name="silence_is_a_month_to_ten_years",
            ),
        ),
    ]
