from django.db import migrations, models

FILL = """
UPDATE members_purchasesummary
SET floors = jsonb_build_array(
    jsonb_build_object('by', 'hand', 'tier', floor, 'until', floor_until)
)
WHERE floor <> ''
"""


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0004_member_tags"),
    ]

    operations = [
        migrations.AddField(
            "purchasesummary",
            "floors",
            models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
        ),
        # One that a rule gave is kept as one by hand: it ends with its day all the same.
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
