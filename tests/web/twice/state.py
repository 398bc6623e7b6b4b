"""What a company has in the database, table by table: a number of rows and a sum over them."""

from functools import cache

from django.db import connections

COUNTERS = frozenset({"access_attempt", "limits_windowcount"})
"""Tries are counted however often they are made: that slows down who guesses."""

MOMENTS = frozenset({"timestamp with time zone"})

type State = dict[str, tuple[int, int]]


def state_of(tenant_id: int) -> State:
    """Read every table of tenants; moments are left out: a press later is no other state."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(_sql(), {"tenant": tenant_id})
        return {table: (rows, total) for table, rows, total in cursor.fetchall()}


def changed(before: State, after: State) -> dict[str, int]:
    """Give the tables that differ, and by how many rows."""
    return {
        table: after[table][0] - before[table][0]
        for table in after
        if after[table] != before[table]
    }


@cache
def _sql() -> str:
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT c.table_name, array_agg(c.column_name::text ORDER BY c.ordinal_position)"
            " FROM information_schema.columns c"
            " JOIN information_schema.tables t USING (table_schema, table_name)"
            " WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'"
            " AND c.data_type <> ALL (%s)"
            " GROUP BY c.table_name HAVING bool_or(c.column_name = 'tenant_id')",
            [list(MOMENTS)],
        )
        found = [(table, names) for table, names in cursor.fetchall() if table not in COUNTERS]
    return " UNION ALL ".join(
        f"SELECT '{table}', count(*), coalesce(sum(hashtext(ROW({_quoted(names)})::text)), 0)"
        f' FROM "{table}" WHERE tenant_id = %(tenant)s'
        for table, names in found
    )


def _quoted(names: list[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
