"""The rows of a sale, written by hand.

What a sale writes is not retold here, because it would soon be told wrong: one
sale is recorded by the server, and whatever rows its transaction left in the
database are the pattern. From them come the two opponents of the benches:

- the same rows written one by one, one sale a transaction (for pgbench);
- the same rows of many sales written in sets.

Both take account and summary under the lock of the account, and write the new
numbers as sums, as one would by hand.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import dict_row

_ACCOUNT, _SUMMARY = "ledger_account", "members_purchasesummary"
_RUNNING = {"number": "n_entries", "balance_after": "balance"}
"""Columns of an entry that go on from a number of its account."""

_ORDER = ("ledger_entry", "ledger_lot", "sales_sale", "sales_saleline", "events_event")
"""Parents first; what else is written comes last."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row that was written, its values as PostgreSQL spells them."""

    table: str
    values: dict[str, str | None]
    types: dict[str, str]


@dataclass(frozen=True, slots=True)
class Pattern:
    """What one sale wrote: new rows, and what it changed in rows there were."""

    tenant: int
    new: list[Row]
    account: Row
    account_before: Row
    summary: Row
    summary_before: Row

    @property
    def fresh(self) -> list[str]:
        """The ids that were made for it; each sale by hand needs its own."""
        return [row.values["id"] or "" for row in self.new if row.values.get("id")]

    @property
    def sale(self) -> Row:
        """The row of the sale itself."""
        return next(row for row in self.new if row.table == "sales_sale")


class Watch:
    """Sees what a sale of one member writes: ``before()``, the sale, ``after()``."""

    def __init__(self, connection: "psycopg.Connection[Any]", tenant: int, phone: str) -> None:
        self._connection, self._tenant = connection, tenant
        found = connection.execute(
            "SELECT member_id FROM members_identifier WHERE tenant_id = %s AND value = %s",
            (tenant, phone),
        ).fetchone()
        if found is None:
            raise RuntimeError(f"nobody has {phone}")
        self._member: UUID = found[0]
        self._account = self._row(_ACCOUNT)
        self._summary = self._row(_SUMMARY)

    def after(self, receipt: str) -> Pattern:
        """Collect what the sale of this receipt wrote."""
        found = self._connection.execute(
            "SELECT xmin::text FROM sales_sale WHERE tenant_id = %s AND receipt = %s",
            (self._tenant, receipt),
        ).fetchone()
        if found is None:
            raise RuntimeError(f"there is no sale {receipt}")
        new = [
            Row(table, row, types)
            for table, types in self._tables().items()
            if table not in {_ACCOUNT, _SUMMARY}
            for row in self._rows(table, "xmin = %s::xid", found[0])
        ]
        new.sort(key=lambda row: _ORDER.index(row.table) if row.table in _ORDER else len(_ORDER))
        return Pattern(
            self._tenant,
            new,
            self._row(_ACCOUNT),
            self._account,
            self._row(_SUMMARY),
            self._summary,
        )

    def _row(self, table: str) -> Row:
        [row] = self._rows(table, "member_id = %s", self._member)
        return Row(table, row, self._tables()[table])

    def _rows(self, table: str, condition: str, value: object) -> list[dict[str, str | None]]:
        columns = ", ".join(f"{name}::text AS {name}" for name in self._tables()[table])
        with self._connection.cursor(row_factory=dict_row) as cursor:
            cursor.execute(
                f"SELECT {columns} FROM {table} WHERE tenant_id = %s AND {condition}".encode(),
                (self._tenant, value),
            )
            return cursor.fetchall()

    def _tables(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for table, column, type_ in self._connection.execute(
            "SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod)"
            " FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
            " WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace"
            " AND a.attnum > 0 AND NOT a.attisdropped"
            " AND a.atttypid <> 'xid8'::regtype"
            " AND EXISTS (SELECT 1 FROM pg_attribute t"
            "  WHERE t.attrelid = c.oid AND t.attname = 'tenant_id')"
            " ORDER BY c.relname, a.attnum"
        ):
            found.setdefault(table, {})[column] = type_
        return found


def by_hand(pattern: Pattern, members: int) -> str:
    """Give a script for pgbench: one sale, one transaction, one statement a row."""
    names = {fresh: f":u{number}" for number, fresh in enumerate(pattern.fresh, 1)}
    names |= _known(pattern, account=":account", member=":member")
    made = ", ".join(f"uuidv7() AS u{number}" for number in range(1, len(pattern.fresh) + 1))
    receipt = f"right({names[pattern.sale.values['id'] or '']}::text, 17)"
    numbers = {
        name: f"(:{name}::bigint + {pattern_step(pattern, name)})" for name in _RUNNING.values()
    }
    return "\n".join(
        [
            f"\\set n random(1, {members})",
            "BEGIN;",
            f"SET LOCAL app.tenant TO '{pattern.tenant}';",
            "SELECT a.id AS account, a.member_id AS member, a.balance, a.n_entries, "
            + made
            + " FROM members_identifier i JOIN ledger_account a"
            " ON a.tenant_id = i.tenant_id AND a.member_id = i.member_id"
            f" WHERE i.tenant_id = {pattern.tenant} AND i.kind = 'PHONE'"
            " AND i.value = '+7916' || lpad(:n::text, 7, '0') FOR UPDATE OF a \\gset",
            *(
                f"INSERT INTO {row.table} ({', '.join(row.values)}) VALUES ("
                + ", ".join(
                    _running(row, column, numbers)
                    or (receipt if _is_receipt(pattern, row, column) else None)
                    or _spelled(value, row.types[column], names)
                    for column, value in row.values.items()
                )
                + ");"
                for row in pattern.new
            ),
            _update(pattern.account_before, pattern.account)
            + f" WHERE tenant_id = {pattern.tenant} AND id = :account;",
            _update(pattern.summary_before, pattern.summary)
            + f" WHERE tenant_id = {pattern.tenant} AND member_id = :member;",
            "COMMIT;",
            "",
        ]
    )


def pattern_step(pattern: Pattern, column: str) -> int:
    """Give by how much the sale moved a number of the account."""
    after, before = pattern.account.values[column], pattern.account_before.values[column]
    return int(after or 0) - int(before or 0)


def changes(before: Row, after: Row, prefix: str = "") -> list[str]:
    """Say what became of a row: numbers as sums, everything else as it is now."""
    told = []
    for column, value in after.values.items():
        was = before.values[column]
        if value == was:
            continue
        if "int" in after.types[column]:
            told.append(f"{column} = {prefix}{column} + {int(value or 0) - int(was or 0)}")
        else:
            told.append(f"{column} = {_spelled(value, after.types[column], {})}")
    return told


def _update(before: Row, after: Row) -> str:
    return f"UPDATE {after.table} SET {', '.join(changes(before, after))}"


def _known(pattern: Pattern, *, account: str, member: str) -> dict[str, str]:
    return {
        pattern.account.values["id"] or "": account,
        pattern.account.values["member_id"] or "": member,
    }


def _running(row: Row, column: str, numbers: Mapping[str, str]) -> str | None:
    if row.table != "ledger_entry" or column not in _RUNNING:
        return None
    return numbers[_RUNNING[column]]


def _is_receipt(pattern: Pattern, row: Row, column: str) -> bool:
    return row is pattern.sale and column == "receipt"


def _spelled(value: str | None, type_: str, names: Mapping[str, str]) -> str:
    """Spell a value for SQL; the ids it names become the variables that stand for them."""
    if value is None:
        return "NULL"
    if value in names:
        return names[value]
    if "int" in type_ or type_ == "boolean":
        return value
    parts = re.split("(" + "|".join(map(re.escape, names)) + ")", value) if names else [value]
    told = " || ".join(
        f"{names[part]}::text" if part in names else _quoted(part) for part in parts if part
    )
    if " || " not in told:
        return f"{told or "''"}::{type_}"
    return f"({told})::{type_}"


def _quoted(text: str) -> str:
    # pgbench takes a colon and a letter for a variable, also inside quotes.
    return "'" + re.sub(r":(?=[A-Za-z_])", ":' || '", text.replace("'", "''")) + "'"
