from django.db import migrations, models

# Until now a reference was a part of the key. Where two members of an outlet had holds with the
# same one, the later keeps it.
FILL = """
UPDATE ledger_hold h SET reference = substr(h.key, length('reference:') + 1)
WHERE h.key LIKE 'reference:%' AND NOT EXISTS (
    SELECT 1 FROM ledger_hold later
    WHERE later.tenant_id = h.tenant_id AND later.key = h.key AND later.id > h.id
      AND later.outlet_id IS NOT DISTINCT FROM h.outlet_id
)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0002_hold_outlet"),
    ]

    operations = [
        migrations.AddField(
            model_name="hold",
            name="reference",
            field=models.CharField(db_default="", max_length=100),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.UniqueConstraint(
                condition=models.Q(("reference", ""), _negated=True),
                fields=("tenant", "outlet", "reference"),
                name="hold_reference_once_an_outlet",
                nulls_distinct=False,
            ),
        ),
    ]
