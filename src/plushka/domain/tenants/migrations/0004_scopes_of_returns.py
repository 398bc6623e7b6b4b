"""Keys that may do everything may approve and claim too; all others stay as they are."""

from django.db import migrations

_LET = """
UPDATE tenants_apikey SET scopes = scopes || ARRAY['approve', 'claims']::varchar[]
WHERE scopes @> ARRAY['read', 'sales', 'members', 'adjust', 'programme', 'trusted', 'history']
    ::varchar[]
AND NOT scopes && ARRAY['approve', 'claims']::varchar[]
"""
_FORBID = """
UPDATE tenants_apikey
SET scopes = array_remove(array_remove(scopes, 'approve'::varchar), 'claims'::varchar)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("tenants", "0003_programme_scope"),
    ]

    operations = [migrations.RunSQL(_LET, _FORBID)]
