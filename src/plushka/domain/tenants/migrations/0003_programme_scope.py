"""Keys that may do everything may change the programme too; all others stay as they are."""

from django.db import migrations

_LET = """
UPDATE tenants_apikey SET scopes = scopes || 'programme'::varchar
WHERE scopes @> ARRAY['read', 'sales', 'members', 'adjust', 'trusted', 'history']::varchar[]
AND NOT 'programme' = ANY (scopes)
"""
_FORBID = "UPDATE tenants_apikey SET scopes = array_remove(scopes, 'programme'::varchar)"


class Migration(migrations.Migration):
    dependencies = [
        ("tenants", "0002_key_rates"),
    ]

    operations = [migrations.RunSQL(_LET, _FORBID)]
