"""The rows of many sales, written in sets by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg

from bench.rows import Pattern, Row, changes
from plushka.lib.ids import new_id


@dataclass(frozen=True, slots=True)
class Buyer:
    """A member and the account of theirs."""

    member: UUID
    account: UUID


def buyers(connection: "psycopg.Connection[Any]", tenant: int) -> list[Buyer]:
    """Give everybody of a company."""
    found = connection.execute(
        "SELECT member_id, id FROM ledger_account WHERE tenant_id = %s", (tenant,)
    )
    return [Buyer(*row) for row in found]


class InSets:
    """Statements that write the rows of a pattern for many buyers, one statement a table."""

    def __init__(self, pattern: Pattern) -> None:
        self._pattern = pattern
        self._tables: dict[str, list[Row]] = {}
        for row in pattern.new:
            self._tables.setdefault(row.table, []).append(row)

    def values(self, buyers: Sequence[Buyer]) -> dict[str, list[list[str | None]]]:
        """Make up the columns of every table: what a client would send."""
        return {
            table: [list(column) for column in zip(*self._rows(table, buyers, ids), strict=True)]
            for ids in [[self._ids(buyer) for buyer in buyers]]
            for table in self._tables
        }

    def write(
        self,
        connection: "psycopg.Connection[Any]",
        buyers: Sequence[Buyer],
        values: dict[str, list[list[str | None]]],
    ) -> None:
        """Lock the accounts in order, write every table, commit: one round trip."""
        tenant = self._pattern.tenant
        accounts = [buyer.account for buyer in buyers]
        members = [buyer.member for buyer in buyers]
        with connection.pipeline(), connection.transaction():
            connection.execute(f"SET LOCAL app.tenant TO '{tenant}'".encode())
            connection.execute(
                "SELECT balance, n_entries FROM ledger_account"
                " WHERE tenant_id = %s AND id = ANY(%s) ORDER BY id FOR UPDATE",
                (tenant, accounts),
            )
            for table, columns in values.items():
                connection.execute(self._insert(table), columns, prepare=True)
            connection.execute(
                self._update(self._pattern.account_before, self._pattern.account, "id"),
                (tenant, accounts),
                prepare=True,
            )
            connection.execute(
                self._update(self._pattern.summary_before, self._pattern.summary, "member_id"),
                (tenant, members),
                prepare=True,
            )

    def _ids(self, buyer: Buyer) -> dict[str, str]:
        ids = {fresh: str(new_id()) for fresh in self._pattern.fresh}
        ids[self._pattern.account.values["id"] or ""] = str(buyer.account)
        ids[self._pattern.account.values["member_id"] or ""] = str(buyer.member)
        # A receipt is as new as its sale.
        sale = self._pattern.sale.values
        ids[sale["receipt"] or ""] = ids[sale["id"] or ""][-17:]
        return ids

    def _rows(
        self, table: str, buyers: Sequence[Buyer], ids: Sequence[dict[str, str]]
    ) -> list[list[str | None]]:
        return [
            [_renamed(value, fresh) for value in row.values.values()]
            for _, fresh in zip(buyers, ids, strict=True)
            for row in self._tables[table]
        ]

    def _insert(self, table: str) -> bytes:
        row = self._tables[table][0]
        names = list(row.values)
        told = {name: f"n.{name}" for name in names}
        joined = ""
        if table == "ledger_entry":
            told |= {"number": "a.n_entries + 1", "balance_after": "a.balance + n.points"}
            joined = " JOIN ledger_account a ON a.tenant_id = n.tenant_id AND a.id = n.account_id"
        arrays = ", ".join(f"%s::{row.types[name]}[]" for name in names)
        return (
            f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(told.values())}"
            f" FROM unnest({arrays}) AS n ({', '.join(names)}){joined}"
        ).encode()

    @staticmethod
    def _update(before: Row, after: Row, key: str) -> bytes:
        return (
            f"UPDATE {after.table} SET {', '.join(changes(before, after))}"
            f" WHERE tenant_id = %s AND {key} = ANY(%s)"
        ).encode()


def _renamed(value: str | None, ids: dict[str, str]) -> str | None:
    if value is None or value in ids:
        return value and ids[value]
    for known, fresh in ids.items():
        value = value.replace(known, fresh) if len(known) == 36 else value
    return value
