"""Reads of replays."""

from uuid import UUID

import msgspec

from plushka.domain.replay.figures import Figures, MemberRow
from plushka.domain.replay.models import Replay, ReplayMember
from plushka.domain.sales.models import Sale
from plushka.lib.refusal import Refusal


class ReplayUnknown(Refusal):
    """The tenant has no such replay, or it made room for newer ones."""

    code = "replay_unknown"

    def __init__(self) -> None:
        super().__init__("There is no such replay.")


def get_replay(replay_id: UUID) -> Replay:
    """Give a replay. Refuses ``ReplayUnknown``."""
    found: Replay | None = Replay.objects.filter(id=replay_id).first()
    if found is None:
        raise ReplayUnknown
    return found


def find_replays() -> list[Replay]:
    """Give the replays that are kept, newest first, without programmes."""
    return list(Replay.objects.defer("document").order_by("-id"))


def figures_of(replay: Replay) -> Figures | None:
    """Read what a replay came to; None while it is not done."""
    return None if replay.figures is None else msgspec.convert(replay.figures, Figures)


def find_members(
    *, replay: Replay, limit: int, after: int = 0, is_from_below: bool = False
) -> list[tuple[int, MemberRow]]:
    """Give members with their numbers, who gains most first, or who loses most."""
    rows = ReplayMember.objects.filter(replay_id=replay.id)
    if is_from_below:
        rows = rows.filter(number__lt=after) if after else rows
        rows = rows.order_by("-number")
    else:
        rows = rows.filter(number__gt=after).order_by("number")
    found = rows.values_list("number", "told")[:limit]
    return [(number, msgspec.convert(told, MemberRow)) for number, told in found]


def count_receipts() -> int:
    """Count the receipts of the company, of which a replay reads some or all."""
    count: int = Sale.objects.count()
    return count
