"""Prove that stocks agree with orders, and orders with the ledger."""

from django.db.backends.utils import CursorWrapper

from plushka.lib.db.statements import load


def verify(cursor: CursorWrapper, *, tenant_id: int | None = None) -> list[dict[str, str | int]]:
    """Give the first hundred rows that are wrong.

    The cursor belongs to the tables' owner and stands in the snapshot that
    everything else is verified in. ``tenant_id`` None is every company.
    """
    cursor.execute(load(__package__ or "", "verify"), {"tenant": tenant_id})
    return [
        {"check": check, "tenant": tenant, "table": table, "id": row, "detail": rule}
        for check, tenant, table, row, rule in cursor.fetchall()
    ]
