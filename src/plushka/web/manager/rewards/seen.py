"""How many members see a reward, as its form stands."""

import datetime as dt
from dataclasses import dataclass

from plushka.domain.members.counting import by_tier
from plushka.domain.rewards.models import Reward
from plushka.domain.rewards.offering import why_not
from plushka.lib.refusal import BadField
from plushka.web.manager.rewards import form as forms
from plushka.web.manager.rewards.form import RewardForm


@dataclass(frozen=True, slots=True)
class Seen:
    """So many of ``of`` members have a tier that may see it; ``why`` nobody does now."""

    n: int
    of: int
    #: ``hidden``, ``not_yet``, ``over``; ``unclear`` where a day is typed wrong; else nothing.
    why: str


def seen_by(form: RewardForm, *, zone: str, at: dt.datetime) -> Seen:
    """Count who would see it, were the form saved now.

    In the company's context; two statements.
    """
    counted = by_tier()
    n = sum(many for tier, many in counted.items() if not form.tiers or tier in form.tiers)
    try:
        begins, ends = forms.days_of(form, zone=zone)
    except BadField:
        return Seen(n, sum(counted.values()), "unclear")
    offer = Reward(is_shown=form.is_shown, valid_from=begins, valid_until=ends)
    return Seen(n, sum(counted.values()), why_not(offer, tier=None, at=at))
