"""The second lock: what the database itself lets the web role see and change.

Run after every migration, as the owner of the tables. It is idempotent and
asks the models which tables belong to tenants, so a new idea is guarded
without a word of its own.
"""

from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.db import connections
from django.db.backends.utils import CursorWrapper

from plushka.domain.tenants.rows import TenantModel

#: After a transaction the setting is an empty string, hence the NULLIF.
_MINE = "tenant_id = NULLIF(current_setting('app.tenant', true), '')::bigint"

_REFUSE_CHANGE = """
CREATE OR REPLACE FUNCTION plushka_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are written once and never changed', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$
"""


#: Roles belong to the whole server: another database of it may be making the same one right now.
_ATTEMPT = """
DO $$ BEGIN
    {};
EXCEPTION WHEN duplicate_object OR unique_violation OR internal_error THEN
    NULL;
END $$
"""


class RoleMissing(Exception):  # noqa: N818 - a fault said in the trade's words
    """The web role does not exist, and this user may not make it."""


def tenant_models() -> Iterator[type[TenantModel]]:
    """Every model whose rows belong to a tenant."""
    return (model for model in apps.get_models() if issubclass(model, TenantModel))


def guard_all(*, using: str = "owner") -> None:
    """Give the web role its rights, and every tenant table its policy and triggers."""
    role = settings.PLUSHKA_WEB_ROLE
    with connections[using].cursor() as cursor:
        _make_role(cursor, role)
        cursor.execute(_REFUSE_CHANGE)
        cursor.execute(f'GRANT USAGE ON SCHEMA public TO "{role}"')
        cursor.execute(f'GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO "{role}"')
        cursor.execute(
            f'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "{role}"'
        )
        for model in tenant_models():
            _guard(cursor, model._meta.db_table, role=role, append_only=model.append_only)


def _make_role(cursor: CursorWrapper, role: str) -> None:
    cursor.execute(
        "SELECT pg_has_role(current_user, oid, 'MEMBER') FROM pg_roles WHERE rolname = %s", [role]
    )
    found = cursor.fetchone()
    if found and found[0]:
        return
    cursor.execute(
        "SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user",
    )
    allowed = cursor.fetchone()
    if not (allowed and allowed[0]):
        raise RoleMissing(
            f'The database user may not create the role "{role}": let an administrator run '
            f'CREATE ROLE "{role}"; GRANT "{role}" TO this user; '
            "or name another role in PLUSHKA_WEB_ROLE."
        )
    if not found:
        cursor.execute(_ATTEMPT.format(f'CREATE ROLE "{role}" NOLOGIN NOINHERIT'))
    cursor.execute(_ATTEMPT.format(f'GRANT "{role}" TO CURRENT_USER'))


def _guard(cursor: CursorWrapper, table: str, *, role: str, append_only: bool) -> None:
    cursor.execute(
        "SELECT c.relrowsecurity, EXISTS (SELECT 1 FROM pg_policy WHERE polrelid = c.oid),"
        " EXISTS (SELECT 1 FROM pg_trigger WHERE tgrelid = c.oid AND tgname = 'append_only')"
        " FROM pg_class c WHERE c.oid = %s::regclass",
        [table],
    )
    is_secured, has_policy, has_trigger = cursor.fetchone()
    if not is_secured:
        cursor.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
    if not has_policy:
        cursor.execute(
            f'CREATE POLICY own_tenant_only ON "{table}" FOR ALL USING ({_MINE})'
            f" WITH CHECK ({_MINE})"
        )
    if append_only:
        cursor.execute(f'REVOKE UPDATE, DELETE ON "{table}" FROM "{role}"')
    if append_only and not has_trigger:
        cursor.execute(
            f'CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "{table}"'
            " FOR EACH ROW EXECUTE FUNCTION plushka_append_only()"
        )
