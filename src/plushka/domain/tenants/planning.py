"""What the planner is told of tables that nobody has counted yet.

Plans are kept (decision 11). One made while a table was new knows nothing of
it, and then every index that begins with the tenant looks as good as the
right one: a sale of the first minute read all receipts there were. So the
planner is told from the first what is true of a table with one tenant, the
worst case: the tenant's id narrows nothing. The first ANALYZE, also the
database's own, takes the place of this.
"""

from django.db import connections

from plushka.domain.tenants.guard import tenant_models

_POSTGRESQL_18 = 180_000
"""The first that takes statistics from outside; older ones count for themselves."""

_TELL = """
SELECT pg_restore_attribute_stats(
    'schemaname', n.nspname::text, 'relname', c.relname::text, 'attname', 'tenant_id',
    'inherited', false,
    'null_frac', 0::real, 'avg_width', 8::integer, 'n_distinct', 1::real
)
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.oid = %s::regclass
    AND NOT EXISTS (SELECT 1 FROM pg_statistic s WHERE s.starelid = c.oid)
"""


def tell_planner(*, using: str = "owner") -> None:
    """Tell it of every tenant table that has no statistics; may be run again."""
    connection = connections[using]
    connection.ensure_connection()
    if connection.connection.info.server_version < _POSTGRESQL_18:
        return
    with connection.cursor() as cursor:
        for model in tenant_models():
            cursor.execute(_TELL, [model._meta.db_table])
