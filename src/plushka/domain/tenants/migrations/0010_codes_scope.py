"""Keys that may do everything may activate codes too; all others stay as they are."""

from django.db import migrations

_LET = """
UPDATE tenants_apikey SET scopes = scopes || 'codes'::varchar
WHERE scopes @> ARRAY[
    'read', 'sales', 'members', 'adjust', 'programme', 'trusted', 'history'
]::varchar[]
AND NOT 'codes' = ANY (scopes)
"""
_FORBID = "UPDATE tenants_apikey SET scopes = array_remove(scopes, 'codes'::varchar)"


class Migration(migrations.Migration):
    dependencies = [
        ("tenants", "0009_silence_days"),
    ]

    operations = [migrations.RunSQL(_LET, _FORBID)]
