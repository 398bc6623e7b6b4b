"""What the database holds by itself, whatever the code does."""

from typing import Any

import pytest
from django.conf import settings
from django.db import connections

from plushka.domain.tenants.guard import tenant_models
from tests.architecture.tree import height

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def rows(statement: str, *parameters: Any) -> set[tuple[object, ...]]:
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement, parameters)
        return set(cursor.fetchall())


def tenant_tables() -> list[str]:
    return [model._meta.db_table for model in tenant_models()]


def test_every_table_with_a_tenant_is_one_of_the_guarded() -> None:
    with_tenant = rows(
        "SELECT table_name::text FROM information_schema.columns"
        " WHERE table_schema = 'public' AND column_name = 'tenant_id'"
    )
    reference = {("tenants_staff",), ("tenants_apikey",)}

    assert with_tenant - reference == {(table,) for table in tenant_tables()}


def test_every_tenant_table_shows_the_rows_of_its_tenant_alone() -> None:
    guarded = rows(
        "SELECT c.relname::text, p.polcmd::text, p.polqual IS NOT NULL,"
        " p.polwithcheck IS NOT NULL"
        " FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid WHERE c.relrowsecurity"
    )

    assert guarded == {(table, "*", True, True) for table in tenant_tables()}


def test_the_web_role_changes_no_row_that_is_written_once() -> None:
    role = settings.PLUSHKA_WEB_ROLE
    may = rows(
        "SELECT c.relname::text, has_table_privilege(%s, c.oid, 'INSERT'),"
        " has_table_privilege(%s, c.oid, 'UPDATE'), has_table_privilege(%s, c.oid, 'DELETE'),"
        " has_table_privilege(%s, c.oid, 'TRUNCATE')"
        " FROM pg_class c WHERE c.relname = ANY(%s) AND c.relkind = 'r'",
        *[role] * 4,
        tenant_tables(),
    )

    assert may == {
        (model._meta.db_table, True, not model.append_only, not model.append_only, False)
        for model in tenant_models()
    }


def test_rows_written_once_are_refused_a_change_by_a_trigger() -> None:
    guarded = rows(
        "SELECT c.relname::text FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
        " WHERE t.tgname = 'append_only' AND t.tgenabled = 'O'"
    )

    assert guarded == {(model._meta.db_table,) for model in tenant_models() if model.append_only}


def test_the_web_role_owns_nothing_and_bypasses_nothing() -> None:
    role = settings.PLUSHKA_WEB_ROLE

    assert rows(
        "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,"
        " EXISTS (SELECT 1 FROM pg_class WHERE relowner = r.oid)"
        " FROM pg_roles r WHERE rolname = %s",
        role,
    ) == {(False, False, False, False, False)}


def test_unique_indexes_of_tenant_tables_begin_with_the_tenant() -> None:
    loose = rows(
        "SELECT i.indexrelid::regclass::text FROM pg_index i"
        " JOIN pg_class c ON c.oid = i.indrelid"
        " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]"
        " WHERE i.indisunique AND c.relname = ANY(%s) AND a.attname <> 'tenant_id'",
        tenant_tables(),
    )

    assert loose == set()


def test_foreign_keys_of_tenant_tables_are_checked_at_once_and_change_nothing() -> None:
    """Neither deferrable, nor ON DELETE SET NULL, nor ON UPDATE anything (Growing 3)."""
    loose = rows(
        "SELECT k.conname::text, k.condeferrable, k.confdeltype::text, k.confupdtype::text"
        " FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid"
        " WHERE k.contype = 'f' AND c.relname = ANY(%s)"
        " AND (k.confdeltype NOT IN ('a', 'r', 'c') OR k.confupdtype <> 'a'"
        " OR (k.condeferrable AND k.confrelid <> 'tenants_tenant'::regclass))",
        tenant_tables(),
    )

    assert loose == set()


def test_names_in_the_database_leave_room_for_a_shard() -> None:
    """Names of our own. The key to the company is named by Django and met by no code."""
    long = rows(
        "SELECT c.relname::text FROM pg_class c"
        " WHERE c.relname LIKE ANY(%s) AND length(c.relname) > 50"
        " UNION ALL SELECT k.conname::text FROM pg_constraint k JOIN pg_class c"
        " ON c.oid = k.conrelid WHERE c.relname = ANY(%s) AND length(k.conname) > 50"
        " AND k.confrelid <> 'tenants_tenant'::regclass",
        [f"{idea}\\_%" for idea in height("domain")],
        tenant_tables(),
    )

    assert long == set()
