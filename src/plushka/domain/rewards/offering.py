"""Who may order what now. Plain Python."""

import datetime as dt
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID


class Offer(Protocol):
    """What is asked of a reward."""

    is_shown: bool
    tiers: list[str]
    valid_from: dt.datetime | None
    valid_until: dt.datetime | None
    most: int | None
    most_recent: int | None
    recent_days: int | None


@dataclass(frozen=True, slots=True)
class Left:
    """How many pieces of a reward are there; None is any number."""

    reward_id: UUID
    pieces: int | None


@dataclass(frozen=True, slots=True)
class Taken:
    """How many pieces of a reward a member has ordered: in all, and within its days."""

    in_all: int = 0
    recently: int = 0


def why_not(reward: Offer, *, tier: str | None, at: dt.datetime) -> str:
    """Say why a reward is not offered to a tier at a moment; nothing where it is.

    Without a tier it is enough that some tier may order it.
    """
    if not reward.is_shown:
        return "hidden"
    if tier is not None and reward.tiers and tier not in reward.tiers:
        return "tier"
    if reward.valid_from is not None and at < reward.valid_from:
        return "not_yet"
    if reward.valid_until is not None and at >= reward.valid_until:
        return "over"
    return ""


def room(reward: Offer, taken: Taken) -> int | None:
    """Give how many more pieces a member may order; None is any number."""
    rooms = []
    if reward.most is not None:
        rooms.append(reward.most - taken.in_all)
    if reward.most_recent is not None:
        rooms.append(reward.most_recent - taken.recently)
    return max(0, min(rooms)) if rooms else None
