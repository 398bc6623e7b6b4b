"""What the gift shop offers, over HTTP."""

from functools import partial

from plushka.domain.members.queries import MemberUnknown, get_profile
from plushka.domain.rewards import queries
from plushka.domain.rewards.queries import Offered, left_of
from plushka.domain.rewards.refusals import RewardUnknown
from plushka.web.api.endpoint import Answer, Call, Endpoint
from plushka.web.api.reading.shape import Shape
from plushka.web.api.running import in_context
from plushka.web.api.schemas.account import page
from plushka.web.api.schemas.reward import AskedRewards, RewardOut, RewardsOut, RewardsQuery


def list_rewards(call: Call[AskedRewards]) -> Answer:
    """List what can be ordered now, shelf by shelf."""
    asked = call.asked
    tier = get_profile(member_id=asked.member).tier if asked.member else None
    found = queries.offered(member_id=asked.member, tier=tier, at=call.at)
    if asked.after is not None:
        ids = [one.reward.id for one in found]
        found = found[ids.index(asked.after) + 1 :] if asked.after in ids else []
    shown, last = page(found, asked.limit)
    items = [_reward(call, one) for one in shown]
    return Answer(RewardsOut(items, None if last is None else str(last.reward.id)))


def get_reward(call: Call[None]) -> Answer:
    """Read a reward, whether it is offered now or not."""
    row, stock = queries.get_reward(reward_id=call.ids["id"])
    return Answer(_reward(call, Offered(row, left_of(stock), None)))


def _reward(call: Call[object], one: Offered) -> RewardOut:
    return RewardOut.of(one, place=call.place, language=call.language, at=call.at)


_read = partial(Endpoint, method="GET", scope="read", run=in_context, tag="Rewards")

ENDPOINTS = (
    _read(
        path="/rewards",
        act=list_rewards,
        summary="List what the gift shop offers",
        query=Shape(RewardsQuery),
        answers=RewardsOut,
        refuses=(MemberUnknown,),
    ),
    _read(
        path="/rewards/{id}",
        act=get_reward,
        summary="Read a reward",
        answers=RewardOut,
        refuses=(RewardUnknown,),
        statuses={"reward_unknown": 404},
    ),
)
