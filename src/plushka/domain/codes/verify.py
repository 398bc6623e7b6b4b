"""Prove that activations agree with codes and with the ledger."""

from django.db.backends.utils import CursorWrapper

from plushka.lib.db.statements import load


def verify(
    cursor: CursorWrapper, *, tenant_id: int | None = None
) -> tuple[dict[str, int], list[dict[str, str | int]]]:
    """Give how many rows there are, and the first hundred that are wrong.

    The cursor belongs to the tables' owner and stands in the snapshot that everything else is
    verified in. ``tenant_id`` None is every company.
    """
    cursor.execute(load(__package__ or "", "verify"), {"tenant": tenant_id})
    broken = [
        {"check": check, "tenant": tenant, "table": table, "id": row, "detail": rule}
        for check, tenant, table, row, rule in cursor.fetchall()
    ]
    cursor.execute(load(__package__ or "", "count_activations"), {"tenant": tenant_id})
    return {"activations": cursor.fetchone()[0]}, broken
