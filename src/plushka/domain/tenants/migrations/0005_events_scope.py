"""Keys that may do everything may tell of events too; all others stay as they are."""

from django.db import migrations

_LET = """
UPDATE tenants_apikey SET scopes = scopes || 'events'::varchar
WHERE scopes @> ARRAY[
    'read', 'sales', 'members', 'adjust', 'programme', 'trusted', 'history'
]::varchar[]
AND NOT 'events' = ANY (scopes)
"""
_FORBID = "UPDATE tenants_apikey SET scopes = array_remove(scopes, 'events'::varchar)"


class Migration(migrations.Migration):
    dependencies = [
        ("tenants", "0004_scopes_of_returns"),
    ]

    operations = [migrations.RunSQL(_LET, _FORBID)]
