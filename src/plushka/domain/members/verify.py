"""Prove that persons with an alias are counted at as many companies as name them by it.

Whoever is counted at too few is forgotten while a company still names them, and their word dies
there; at too many, they are never forgotten. A link to somebody forgotten is no fault: their
phone came to another person (T43), and it finds nobody.
"""

from typing import Any

from django.db.backends.utils import CursorWrapper

from plushka.lib.db.statements import load


def verify(cursor: CursorWrapper, *, tenant_id: int | None = None) -> list[dict[str, Any]]:
    """Give the first hundred persons who are counted wrongly.

    The cursor belongs to the tables' owner, who sees the links of all companies, and stands in
    the snapshot that everything else is verified in. ``tenant_id`` None is every company.
    """
    cursor.execute(load(__package__ or "", "verify"), {"tenant": tenant_id})
    return [
        {"check": check, "tenant": tenant, "table": table, "id": row, "detail": rule}
        for check, tenant, table, row, rule in cursor.fetchall()
    ]
