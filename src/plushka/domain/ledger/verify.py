"""Proof that the books are right, on any database, beside live writes.

Every check is one statement over whole tables that gives the rows which break
it; none holds more in memory than the database's own sorting does. The caller
gives a cursor in a snapshot of its own, so that all checks see one moment.
"""

from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from plushka.lib.db.statements import load

#: Each check, and the table whose rows it names.
CHECKS = {
    "entries": "ledger_entry",
    "balances": "ledger_account",
    "dates": "ledger_account",
    "lots": "ledger_lot",
    "debits": "ledger_entry",
    "uses": "ledger_entry",
    "holds": "ledger_hold",
    "pins": "ledger_lot",
    "reasons": "ledger_entry",
    "merges": "ledger_entry",
    "extensions": "ledger_entry",
    "totals": "ledger_lot",
}


class Cursor(Protocol):
    """What is asked of a cursor, Django's or psycopg's."""

    def execute(self, query: str, params: Any = ..., /) -> object:
        """Send a statement."""

    def fetchall(self) -> list[tuple[Any, ...]]:
        """Give its rows."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A row that breaks a check; totals name a company alone."""

    check: str
    tenant: int
    table: str
    id: UUID | None
    detail: str


@dataclass(frozen=True, slots=True)
class Verified:
    """How many rows were checked, by table, and the first that are broken."""

    checked: dict[str, int]
    broken: list[Broken]


def verify(cursor: Cursor, *, tenant: int | None = None, most: int = 20) -> Verified:
    """Check one company's ledger, or everybody's; at most so many broken rows a check."""
    values = {"tenant": tenant, "most": most}
    cursor.execute(load(__package__, "verify_counts"), values)
    checked = {str(table): int(n_rows) for table, n_rows in cursor.fetchall()}
    broken: list[Broken] = []
    for check, table in CHECKS.items():
        cursor.execute(load(__package__, f"verify_{check}"), values)
        broken += [
            Broken(f"ledger.{check}", owner, table, row, detail)
            for owner, row, detail in cursor.fetchall()
        ]
    return Verified(checked, broken)
