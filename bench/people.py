"""Members to sell to."""

import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg

from bench.stage import Company

LINES = (("A", "food", "700.00"), ("B", "food", "300.00"))
"""Every sale of every bench has these two lines and is worth 1 000.00."""

_SQL = Path(__file__).with_name("sql")


def statement(name: str) -> bytes:
    """Read a statement of ``bench/sql``."""
    return (_SQL / f"{name}.sql").read_bytes()


def add_members(connection: "psycopg.Connection[Any]", company: Company, members: int) -> None:
    """Write so many members at once."""
    at = dt.datetime.now(dt.UTC) - dt.timedelta(days=800)
    values = {"tenant": company.id, "members": members, "at": at}
    connection.execute(statement("people"), values)
    connection.execute("VACUUM ANALYZE")


def phone(number: int) -> str:
    """Give the phone of a member by number, from one."""
    return f"+7916{number:07}"


def sale(member: int, receipt: str, *, outlet: str = "main", **more: Any) -> dict[str, Any]:
    """Say a sale as a till does."""
    return {
        "member": {"phone": phone(member)},
        "outlet": outlet,
        "receipt": receipt,
        "lines": [
            {"sku": sku, "category": category, "quantity": "1", "price": price}
            for sku, category, price in LINES
        ],
        **more,
    }


def random_sales(members: int, prefix: str) -> Iterator[dict[str, Any]]:
    """Say sales of random members for ever, each with a receipt of its own."""
    number = 0
    while True:
        number += 1
        yield sale(random.randint(1, members), f"{prefix}-{number}")
