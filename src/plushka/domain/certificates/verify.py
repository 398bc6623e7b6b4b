"""Prove that certificates are worth what their entries say."""

from django.db.backends.utils import CursorWrapper

from plushka.lib.db.statements import load


def verify(
    cursor: CursorWrapper, *, tenant_id: int | None = None
) -> tuple[dict[str, int], list[dict[str, str | int]]]:
    """Give how many rows were looked at, and the first hundred that are wrong.

    The cursor stands in the snapshot of the tables' owner. ``tenant_id`` None is every company.
    """
    cursor.execute(
        "SELECT count(*) FROM certificates_certificate WHERE %s::bigint IS NULL OR tenant_id = %s",
        [tenant_id, tenant_id],
    )
    counts = {"certificates": int(cursor.fetchone()[0])}
    cursor.execute(load(__package__ or "", "verify"), {"tenant": tenant_id})
    broken: list[dict[str, str | int]] = [
        {"check": check, "tenant": tenant, "table": table, "id": row, "detail": rule}
        for check, tenant, table, row, rule in cursor.fetchall()
    ]
    return counts, broken
