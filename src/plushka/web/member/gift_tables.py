"""What a member ordered for points, and what they may spend besides, for them to take away.

No code is in it that fetches or pays anything: whoever finds the file could use it.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from plushka.domain.certificates.models import Certificate, Entry
from plushka.domain.rewards.models import Order, OrderLine
from plushka.domain.vouchers.models import Voucher
from plushka.lib.money import show

type Rows = list[dict[str, Any]]


def tables(own: Q) -> dict[str, Rows]:
    """Give all of it as tables, a statement each."""
    return {
        "orders": _orders(own),
        "order_lines": _lines(own),
        "vouchers": _vouchers(own),
        "certificates": _certificates(own),
        "certificate_entries": _entries(own),
    }


def _orders(own: Q) -> Rows:
    moments = ("placed_at", "paid_at", "ready_at", "closed_at")
    sums = ("points", "money", "points_back", "money_back")
    found = Order.objects.filter(own).order_by("id")
    fields = ("id", "number", "state", "source", *moments, "outlet__name", "delivery", *sums)
    return _shown(found.values(*fields), sums)


def _lines(own: Q) -> Rows:
    mine = Order.objects.filter(own)
    found = OrderLine.objects.filter(order__in=mine.values("id")).order_by("order_id", "number")
    pieces = ("quantity", "fulfilled", "cancelled")
    sums = ("points", "money")
    return _shown(found.values("order_id", "number", "names", *sums, *pieces), sums)


def _vouchers(own: Q) -> Rows:
    moments = ("issued_at", "valid_from", "valid_until", "used_at", "revoked_at")
    found = Voucher.objects.filter(own).order_by("id")
    rows = found.values("id", "ending", "terms", "state", *moments, "sale_id", "taken_off")
    return [
        {name: value for name, value in row.items() if name != "terms"}
        | {"title": row["terms"]["title"], "taken_off": show(row["taken_off"])}
        for row in rows
    ]


def _certificates(own: Q) -> Rows:
    found = Certificate.objects.filter(own).order_by("id")
    sums = ("nominal", "balance")
    return _shown(found.values("id", "ending", "state", *sums, "made_at", "valid_until"), sums)


def _entries(own: Q) -> Rows:
    mine = Certificate.objects.filter(own)
    found = Entry.objects.filter(certificate__in=mine.values("id"))
    sums = ("amount", "balance_after")
    where = ("certificate_id", "at", "kind", "outlet__name", "receipt")
    return _shown(found.order_by("certificate_id", "number").values(*where, *sums), sums)


def _shown(found: Iterable[dict[str, Any]], sums: tuple[str, ...]) -> Rows:
    return [row | {name: show(row[name]) for name in sums} for row in found]
