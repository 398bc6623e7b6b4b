"""What messages came to: counted as they are sent, told by kind and by way."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import msgspec
from django.db.models import Sum

from plushka.domain.messaging.models import Cost
from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run
from plushka.lib.ids import new_id

_ADVERTISING = 2


@dataclass(frozen=True, slots=True)
class Spent:
    """What messages of a kind by a way came to, in kopecks; below nothing takes some back.

    ``nature`` is 0 of codes, 1 of notices, 2 of advertising.
    """

    kind: str
    nature: int
    way: str
    messages: int
    parts: int
    cost: int


def spend(spent: Iterable[Spent], *, at: dt.datetime) -> None:
    """Count what was spent, in one statement; what takes as much back as it adds is left out."""
    sums: dict[tuple[str, int, str], list[int]] = {}
    for one in spent:
        of_kind = sums.setdefault((one.kind, one.nature, one.way), [0, 0, 0])
        for place, number in enumerate((one.messages, one.parts, one.cost)):
            of_kind[place] += number
    rows = [
        {
            "id": new_id(),
            "kind": kind,
            "nature": nature,
            "way": way,
            "messages": messages,
            "parts": parts,
            "cost": cost,
        }
        for (kind, nature, way), (messages, parts, cost) in sums.items()
        if messages or parts or cost
    ]
    if not rows:
        return
    values = {
        "tenant": current_tenant(),
        "at": at,
        "rows": msgspec.json.encode(rows).decode(),
        "total": sum(cost for _, _, cost in sums.values()),
    }
    run(raw(), [Statement("spend", load(__package__, "spend"), values)])


def find_costs(*, since: dt.date, before: dt.date) -> list[Spent]:
    """Tell what messages of each kind by each way came to on the days of a span."""
    found = Cost.objects.filter(day__gte=since, day__lt=before)
    sums = found.values("kind", "nature", "way").annotate(
        n=Sum("messages"), p=Sum("parts"), c=Sum("cost")
    )
    return [
        Spent(row["kind"], row["nature"], row["way"], row["n"], row["p"], row["c"])
        for row in sums.order_by("kind", "nature", "way")
    ]


def advertising_cost(*, since: dt.date) -> int:
    """Tell what advertising has cost from a day on, in kopecks."""
    found = Cost.objects.filter(day__gte=since, nature=_ADVERTISING)
    return found.aggregate(cost=Sum("cost"))["cost"] or 0
