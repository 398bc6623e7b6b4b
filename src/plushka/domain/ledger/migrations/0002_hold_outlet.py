import django.db.models.deletion
from django.db import migrations

import plushka.domain.tenants.fields

# Who made a hold is known, so where it was made is known too, for a key bound to an outlet.
FILL = """
UPDATE ledger_hold h SET outlet_id = o.id
FROM tenants_apikey k
JOIN tenants_outlet o ON o.tenant_id = k.tenant_id AND o.id = k.outlet_id
WHERE k.tenant_id = h.tenant_id AND h.actor = 'key:' || k.id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0001_ledger"),
        ("tenants", "0002_key_rates"),
    ]

    operations = [
        migrations.AddField(
            model_name="hold",
            name="outlet",
            field=plushka.domain.tenants.fields.TenantForeignKey(
                indexed=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenants.outlet",
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="hold",
            constraint=plushka.domain.tenants.fields.TenantFKConstraint(
                column="outlet_id", name="hold_outlet_fk", to="tenants.outlet"
            ),
        ),
    ]
