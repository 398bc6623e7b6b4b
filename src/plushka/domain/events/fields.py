"""The id of a transaction, which PostgreSQL counts in 64 bits and never reuses."""

from typing import Any, override

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class TransactionField(models.BigIntegerField):  # type: ignore[type-arg]
    """``xid8``: which transaction wrote the row."""

    @override
    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "xid8"

    def from_db_value(self, value: str, *_: Any) -> int:
        """Read the id as a number; the driver knows no such type and gives text."""
        return int(value)


class CurrentTransaction(models.Func):
    """The id of the transaction that writes."""

    function = "pg_current_xact_id"
    output_field = TransactionField()
