"""Migrations, which draw anew only the models they change, make what the models describe."""

from typing import Any

import pytest
from django.apps import apps
from django.db import connections, transaction

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

MADE = """
SELECT 'column', c.relname, a.attname,
       concat_ws(' ', format_type(a.atttypid, a.atttypmod),
                 CASE WHEN a.attnotnull THEN 'NOT NULL' END, a.attidentity,
                 pg_get_expr(d.adbin, d.adrelid), a.attcollation::regcollation)
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
 WHERE c.relnamespace = %(schema)s::regnamespace AND c.relkind = 'r' AND NOT a.attisdropped
UNION ALL
SELECT 'constraint', c.relname, k.conname, pg_get_constraintdef(k.oid)
  FROM pg_class c JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype <> 'n'
 WHERE c.relnamespace = %(schema)s::regnamespace
UNION ALL
SELECT 'index', t.relname, c.relname, pg_get_indexdef(c.oid)
  FROM pg_class c JOIN pg_index i ON i.indexrelid = c.oid JOIN pg_class t ON t.oid = i.indrelid
 WHERE c.relnamespace = %(schema)s::regnamespace
"""


def made(schema: str) -> set[tuple[str, ...]]:
    with connections["owner"].cursor() as cursor:
        cursor.execute(MADE, {"schema": schema})
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return {tuple(part.replace(f"{schema}.", "") for part in row) for row in found}


def test_migrations_make_the_tables_that_the_models_describe() -> None:
    ours = [model for model in apps.get_models() if model.__module__.startswith("plushka.")]
    owner = connections["owner"]

    with transaction.atomic(using="owner"), owner.cursor() as cursor:
        cursor.execute("CREATE SCHEMA described; SET LOCAL search_path = described, public")
        with owner.schema_editor() as editor:
            for model in ours:
                editor.create_model(model)
        described = made("described")
        transaction.set_rollback(True, using="owner")

    tables = {model._meta.db_table for model in ours}
    migrated = {row for row in made("public") if row[1] in tables}
    assert len(described) > 1_000
    assert migrated == described
