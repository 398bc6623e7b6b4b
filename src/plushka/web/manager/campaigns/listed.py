"""Campaigns as the cabinet lists them: their state, their term, what of their budgets is used."""

import datetime as dt
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from plushka.domain.campaigns import queries
from plushka.domain.campaigns.compiled import Live, moment
from plushka.domain.campaigns.models import Campaign, CampaignVersion, Counter
from plushka.domain.campaigns.rooms import Whose, key_of
from plushka.domain.campaigns.state import State, state_of
from plushka.domain.programmes.deals.offer import Budget
from plushka.lib.days import local_day
from plushka.web.manager.campaigns.fields import EACH, OF, PER

_NOBODY = UUID(int=0)

STATES: dict[State, Promise] = {
    "running": _("running"),
    "coming": _("coming"),
    "draft": _("draft"),
    "stopped": _("stopped"),
    "ended": _("ended"),
}


@dataclass(frozen=True, slots=True)
class Used:
    """A budget: what was given of it in the stretch that runs, or the most one member got."""

    of: str
    each: str
    per: str
    used: int
    most: int
    is_sum: bool

    @property
    def percent(self) -> int:
        """Whole percents that are used."""
        return min(100, self.used * 100 // max(1, self.most))

    @property
    def told(self) -> tuple[str | Promise, str | Promise, str | Promise]:
        """Say of what, in which stretch and for whom."""
        return OF[self.of], EACH[self.each], PER[self.per]


@dataclass(frozen=True, slots=True)
class Listed:
    """A campaign in the list."""

    code: str
    name: str
    state: State
    starts_at: dt.datetime
    ends_at: dt.datetime | None
    #: Changed since it was launched.
    is_changed: bool
    budgets: list[Used] = field(default_factory=list)

    @property
    def state_word(self) -> str | Promise:
        """Name its state."""
        return STATES[self.state]


def listed(*, at: dt.datetime, zone: str) -> list[Listed]:
    """Give all campaigns: what runs first, then what comes, and what is over last."""
    newest = queries.find_newest_versions()
    found = [
        _listed(one, newest.get(one.id), at=at, zone=zone) for one in queries.find_campaigns()
    ]
    order = list(STATES)
    return sorted(found, key=lambda one: (order.index(one.state), one.starts_at, one.code))


def used(live: Live, counters: list[Counter], *, at: dt.datetime, zone: str) -> list[Used]:
    """Give each budget with what is used of it."""
    whose = Whose(_NOBODY, "", local_day(at, zone))
    return [_used(budget, counters, key_of(budget, whose)) for budget in live.offer.budgets]


def _used(budget: Budget, counters: list[Counter], key: str) -> Used:
    """Of a budget for all its counter; of one for each member the fullest."""
    stretch = key.rpartition(":")[0]
    fitting = [
        one.used
        for one in counters
        if (one.key == key if budget.per == "all" else one.key.startswith(f"{stretch}:"))
    ]
    most = max(fitting, default=0)
    return Used(budget.of, budget.each, budget.per, most, budget.most, budget.of != "uses")


def _listed(
    campaign: Campaign, version: CampaignVersion | None, *, at: dt.datetime, zone: str
) -> Listed:
    document = campaign.draft if version is None else version.document
    if document is None:
        raise ValueError("a campaign has a draft or was launched")
    name = document["name"]
    ends = document.get("ends")
    budgets: list[Used] = []
    if version is not None and document["budgets"]:
        live = queries.get_live(version.id)
        budgets = used(live, queries.find_used(campaign), at=at, zone=zone)
    return Listed(
        code=campaign.code,
        name=name.get(get_language() or "en", name["en"]),
        state=state_of(version, at),
        starts_at=moment(document["starts"], zone),
        ends_at=None if ends is None else moment(ends, zone),
        is_changed=version is not None and campaign.draft is not None,
        budgets=budgets,
    )
