"""What is asked of bulks. Nothing here writes."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

import msgspec
from django.db.models import Count, Sum

from plushka.domain.bulk.audience import Audience
from plushka.domain.bulk.deed import Deed
from plushka.domain.bulk.models import Bulk, BulkPolicy, BulkRow
from plushka.domain.members.models import PurchaseSummary
from plushka.lib.refusal import Refusal

ALONE = 1_000_000
"""Kopecks: what something for many may cost where a company has not said anything else."""


class BulkUnknown(Refusal):
    """The company has no such bulk."""

    code = "bulk_unknown"

    def __init__(self) -> None:
        super().__init__("There is no such change of many members.")


@dataclass(frozen=True, slots=True)
class Policy:
    """Up to which cost, in kopecks, one person is enough; None always. When it was changed."""

    alone: int | None
    changed_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Found:
    """What a bulk asks of a member when it comes to them."""

    tier: str
    is_blocked: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many rows are done, left, undone and still to be done, and how many points of each."""

    n_done: int
    n_left: int
    n_waiting: int
    n_undone: int
    points: int
    undone: int
    #: For how many nothing was done, or not all undone, by the reason.
    why: Mapping[str, int]


def policy() -> Policy:
    """Give the company's policy."""
    row = BulkPolicy.objects.first()
    return Policy(ALONE, None) if row is None else Policy(row.alone, row.changed_at)


def get_bulk(bulk_id: UUID, *, is_locked: bool = False) -> Bulk:
    """Give a bulk, or refuse as ``bulk_unknown``."""
    found = Bulk.objects.select_for_update(of=("self",)) if is_locked else Bulk.objects.all()
    row: Bulk | None = found.filter(id=bulk_id).first()
    if row is None:
        raise BulkUnknown
    return row


def find_bulks(*, limit: int = 50, before: dt.datetime | None = None) -> list[Bulk]:
    """Give the newest bulks, or those before a moment."""
    found = Bulk.objects.order_by("-asked_at", "-id")
    if before is not None:
        found = found.filter(asked_at__lt=before)
    return list(found[:limit])


def count_asked() -> int:
    """Count the bulks that wait for a second person."""
    return int(Bulk.objects.filter(state=Bulk.State.ASKED).count())


def deed_of(row: Bulk) -> Deed:
    """Give what is to be done."""
    return msgspec.convert(row.deed, Deed)


def audience_of(row: Bulk) -> Audience:
    """Give whom it was asked for."""
    return msgspec.convert(row.audience, Audience)


def outcome(bulk_id: UUID) -> Outcome:
    """Say what has come of a bulk so far."""
    rows = BulkRow.objects.filter(bulk_id=bulk_id)
    n, points, undone = {}, 0, 0
    sums = rows.values("state").annotate(n=Count("number"), p=Sum("done"), u=Sum("undone"))
    for row in sums.order_by("state"):
        n[row["state"]] = row["n"]
        points += int(row["p"] or 0)
        undone += int(row["u"] or 0)
    whys = rows.exclude(why="").values_list("why").annotate(n=Count("number")).order_by("why")
    return Outcome(
        n.get("DONE", 0),
        n.get("LEFT", 0),
        n.get("WAITING", 0),
        n.get("UNDONE", 0),
        points,
        undone,
        dict(whys),
    )


def sample(bulk_id: UUID, *, limit: int = 10) -> list[BulkRow]:
    """Give the first rows for which something is, or was, to be done."""
    found = BulkRow.objects.filter(bulk_id=bulk_id).exclude(state=BulkRow.State.LEFT)
    return list(found.order_by("number")[:limit])


def found(members: Iterable[UUID]) -> dict[UUID, Found]:
    """Look who of these is a member still: neither erased nor merged into another (T33)."""
    rows = PurchaseSummary.objects.filter(
        member_id__in=list(members), member__erased_at=None, member__merged_into=None
    )
    known = rows.values_list("member_id", "tier", "member__blocked_at")
    return {member: Found(tier, blocked_at is not None) for member, tier, blocked_at in known}
