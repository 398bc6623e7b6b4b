"""Rows of a bulk are written, many in one statement."""

from collections.abc import Sequence

import msgspec

from plushka.domain.bulk.models import BulkRow
from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run


def save_rows(rows: Sequence[BulkRow]) -> None:
    """Write what became of rows of one bulk."""
    if not rows:
        return
    told = [
        {
            "number": one.number,
            "state": one.state,
            "done": one.done,
            "entry": one.entry_id,
            "why": one.why,
            "undone": one.undone,
        }
        for one in rows
    ]
    values = {
        "tenant": current_tenant(),
        "bulk": rows[0].bulk_id,
        "rows": msgspec.json.encode(told).decode(),
    }
    sql = load(__package__ or "", "save_rows")
    run(raw(), [Statement("save_rows", sql, values, rows=len(rows))])
