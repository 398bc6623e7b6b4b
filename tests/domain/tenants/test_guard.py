"""What the database itself refuses, whatever the program asks."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.utils import ProgrammingError

from plushka.domain.tenants.guard import guard_all, tenant_models
from tests.domain.tenants.conftest import ANNA, Shop, act_as
from tests.shapes.models import Note

type Run = Callable[..., int]


@pytest.fixture
def run() -> Run:
    """Run one statement in a savepoint of its own and give the number of rows."""

    def _run(statement: str, *values: object) -> int:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.rowcount

    return _run


@pytest.fixture
def note(shop: Shop) -> Note:
    written: Note = Note.objects.create(tenant=shop.tenant, buyer=shop.anna, text="as it was")
    return written


def as_owner() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")


ADD_BASKET = (
    "INSERT INTO shapes_basket (tenant_id, id, receipt, total, buyer_id)"
    " VALUES (%s, %s, 'new', 1, %s)"
)


ADD_BUYER = (
    "INSERT INTO shapes_buyer (tenant_id, id, card, name, joined_on)"
    " VALUES (%s, %s, 'd', 'd', '2026-11-21')"
)


def test_row_may_not_point_into_another_tenant(unguarded: Shop, neighbour: Shop, run: Run):
    run(ADD_BUYER, neighbour.tenant.id, UUID(int=9))

    with pytest.raises(IntegrityError, match="basket_buyer_fk"):
        run(ADD_BASKET, unguarded.tenant.id, uuid4(), UUID(int=9))

    assert run(ADD_BASKET, neighbour.tenant.id, uuid4(), UUID(int=9)) == 1


def test_row_may_not_move_to_another_tenant(unguarded: Shop, neighbour: Shop, run: Run):
    with pytest.raises(IntegrityError):
        run(
            "UPDATE shapes_buyer SET tenant_id = %s, id = %s WHERE tenant_id = %s AND id = %s",
            neighbour.tenant.id,
            uuid4(),
            unguarded.tenant.id,
            ANNA,
        )


def test_neighbours_rows_are_hidden(shop: Shop, neighbour: Shop, run: Run):
    assert run("SELECT 1 FROM shapes_buyer") == 3
    assert run("SELECT 1 FROM shapes_buyer WHERE tenant_id = %s", neighbour.tenant.id) == 0


def test_neighbours_rows_cannot_be_changed(shop: Shop, neighbour: Shop, run: Run):
    assert run("UPDATE shapes_basket SET total = 0 WHERE tenant_id = %s", neighbour.tenant.id) == 0
    assert run("DELETE FROM shapes_basketline WHERE tenant_id = %s", neighbour.tenant.id) == 0

    act_as(neighbour.tenant)
    assert run("SELECT 1 FROM shapes_basket WHERE total = 0") == 0
    assert run("SELECT 1 FROM shapes_basketline") == 4


def test_row_of_another_tenant_cannot_be_written(shop: Shop, neighbour: Shop, run: Run):
    with pytest.raises(ProgrammingError, match="row-level security"):
        run(ADD_BASKET, neighbour.tenant.id, uuid4(), None)


def test_row_cannot_be_given_to_another_tenant(shop: Shop, neighbour: Shop, run: Run):
    with pytest.raises(ProgrammingError, match="row-level security"):
        run(
            "UPDATE shapes_basket SET tenant_id = %s, id = %s, buyer_id = NULL WHERE total = 1",
            neighbour.tenant.id,
            uuid4(),
        )


def test_nothing_is_visible_to_nobody(shop: Shop, run: Run):
    act_as(None)

    assert run("SELECT 1 FROM shapes_buyer") == 0
    with pytest.raises(ProgrammingError, match="row-level security"):
        run(ADD_BASKET, shop.tenant.id, uuid4(), None)


@pytest.mark.parametrize(
    "change", ["UPDATE shapes_note SET text = 'forged'", "DELETE FROM shapes_note"]
)
def test_web_role_has_no_right_to_change_what_is_written_once(note: Note, run: Run, change: str):
    with pytest.raises(ProgrammingError, match="permission denied"):
        run(change)

    assert Note.objects.get(id=note.id).text == "as it was"


@pytest.mark.parametrize(
    "change", ["UPDATE shapes_note SET text = 'forged'", "DELETE FROM shapes_note"]
)
def test_owner_cannot_change_what_is_written_once(note: Note, run: Run, change: str):
    as_owner()

    with pytest.raises(IntegrityError, match="written once"):
        run(change)

    assert Note.objects.get(id=note.id).text == "as it was"


@pytest.mark.parametrize("table", ["shapes_note", "shapes_basket"])
def test_web_role_cannot_empty_a_table(note: Note, run: Run, table: str):
    with pytest.raises(ProgrammingError, match="permission denied"):
        run(f"TRUNCATE {table} CASCADE")


def test_web_role_cannot_lay_its_chains_aside(shop: Shop, run: Run):
    with pytest.raises(ProgrammingError, match="must be owner"):
        run("ALTER TABLE shapes_basket DISABLE ROW LEVEL SECURITY")
    with pytest.raises(ProgrammingError, match="must be owner"):
        run("ALTER TABLE shapes_note DISABLE TRIGGER append_only")


def test_web_role_bypasses_nothing_and_owns_nothing(shop: Shop, run: Run):
    assert (
        run(
            "SELECT 1 FROM pg_roles WHERE rolname = current_user"
            " AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)"
        )
        == 0
    )
    assert (
        run(
            "SELECT 1 FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner"
            " WHERE r.rolname = current_user"
        )
        == 0
    )


def test_every_table_of_a_tenant_is_guarded(shop: Shop, run: Run):
    for model in tenant_models():
        assert (
            run(
                "SELECT 1 FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid"
                " WHERE c.oid = %s::regclass AND c.relrowsecurity AND p.polcmd = '*'"
                " AND p.polwithcheck IS NOT NULL",
                model._meta.db_table,
            )
            == 1
        ), model


@pytest.mark.parametrize("right", ["UPDATE", "DELETE"])
def test_web_role_may_change_only_what_is_not_written_once(shop: Shop, run: Run, right: str):
    for model in tenant_models():
        allowed = run(f"SELECT 1 WHERE has_table_privilege('{model._meta.db_table}', '{right}')")

        assert allowed == (0 if model.append_only else 1), model


def test_web_role_has_no_right_to_a_single_column_of_what_is_written_once(shop: Shop, run: Run):
    for model in tenant_models():
        if model.append_only:
            table = model._meta.db_table
            assert run(f"SELECT 1 WHERE has_any_column_privilege('{table}', 'UPDATE')") == 0, model


def test_guarding_again_changes_nothing(note: Note, run: Run):
    as_owner()
    guard_all(using="default")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE plushka_web")

    with pytest.raises(DatabaseError):
        run("DELETE FROM shapes_note")
    assert run("SELECT 1 FROM shapes_buyer") == 3
