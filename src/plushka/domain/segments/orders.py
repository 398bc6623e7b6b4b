"""The orders a list of members may stand in, each with what it walks along."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Order:
    """Where members and their places in a list are read from.

    ``place`` is never NULL and never anything but a column, or its stand-in: of
    anything else the database would use no index behind row-level security.
    """

    table: str
    member: str
    place: str
    type: str
    #: What of the table stands in the list at all.
    standing: str = "TRUE"
    #: Nothing keeps it in order: each look reads all of the table, so one has to do. Points and
    #: purchases change with every sale, and an index of them would be paid for by every sale.
    is_kept: bool = True


_MEMBERS, _STANDING = "members_member", "w.erased_at IS NULL AND w.merged_into_id IS NULL"
_SUMMARIES, _OF_SUMMARY = "members_purchasesummary", "w.member_id"

ORDERS: Mapping[str, Order] = MappingProxyType(
    {
        "joined": Order(_MEMBERS, "w.id", "w.created_at", "timestamptz", _STANDING),
        "name": Order(_MEMBERS, "w.id", "w.ordered_name", 'text COLLATE "C"', _STANDING),
        "birth_date": Order(
            _MEMBERS, "w.id", "COALESCE(w.birth_date, '9999-12-31'::date)", "date", _STANDING
        ),
        "balance": Order(
            "ledger_account",
            "w.member_id",
            "w.spendable",
            "bigint",
            "w.unit = 'BONUS'",
            is_kept=False,
        ),
        "paid": Order(_SUMMARIES, _OF_SUMMARY, "w.paid_total", "bigint", is_kept=False),
        "purchases": Order(_SUMMARIES, _OF_SUMMARY, "w.n_purchases", "bigint", is_kept=False),
        "bought": Order(
            _SUMMARIES,
            _OF_SUMMARY,
            "COALESCE(w.last_purchase_at, '-infinity'::timestamptz)",
            "timestamptz",
            is_kept=False,
        ),
    }
)
"""By the word that addresses and exports name them by."""

NEWEST = "joined"


def walk(order: Order, *, direction: str, has_after: bool) -> str:
    """Write the statement that gives the next members in an order, and their places."""
    comes = ">" if direction == "ASC" else "<"
    after = (
        f"AND ({order.place}, {order.member}) {comes} (%(place)s::{order.type}, %(after)s::uuid)"
        if has_after
        else ""
    )
    return f"""
    SELECT {order.member} AS id, {order.place} AS place FROM {order.table} w
    WHERE w.tenant_id = %(tenant)s AND {order.standing} {after}
    ORDER BY {order.place} {direction}, {order.member} {direction}
    LIMIT %(look)s"""  # noqa: S608 - nothing of it comes from outside


def place_of(order: Order) -> str:
    """Write the statement that gives the place of one member in an order."""
    column = "w.id" if order.table == _MEMBERS else "w.member_id"
    return (
        f"SELECT ({order.place})::text FROM {order.table} w"  # noqa: S608
        f" WHERE w.tenant_id = %(tenant)s AND {column} = %(after)s"
    )
