"""What members have enough points for."""

import datetime as dt
from collections.abc import Collection, Sequence
from uuid import UUID

from plushka.domain.ledger import queries as ledger
from plushka.domain.rewards.models import Reward
from plushka.domain.rewards.offering import why_not
from plushka.domain.rewards.queries import Offered, offered


def on_the_shelves(*, at: dt.datetime) -> list[Offered]:
    """Give what members of any tier may order now, and is there."""
    return [one for one in offered(member_id=None, tier=None, at=at) if one.left != 0]


def dearest(
    shelves: Sequence[Offered],
    *,
    tier: str,
    spendable: int,
    told: Collection[UUID],
    at: dt.datetime,
) -> Reward | None:
    """Choose the dearest reward that so many points buy, in hundredths.

    None where one as dear was told of before, or more is to be paid in money: who has points for
    a mug and has been told so hears of the next dearer thing alone.
    """
    within = [
        one.reward
        for one in shelves
        if one.reward.points <= spendable
        and not one.reward.money
        and not why_not(one.reward, tier=tier, at=at)
    ]
    best = max(within, key=lambda reward: (reward.points, reward.code), default=None)
    known = [one.reward.points for one in shelves if one.reward.id in told]
    return None if best is None or max(known, default=0) >= best.points else best


def spendable_of(*, members: Collection[UUID], at: dt.datetime) -> dict[UUID, int]:
    """Give what members may spend, in hundredths of points; two statements for all of them."""
    accounts = ledger.accounts_of(members=members)
    if not accounts:
        return {}
    book = ledger.look(accounts=set(accounts.values()), at=at)
    return {member: book.balance(account).spendable for member, account in accounts.items()}
