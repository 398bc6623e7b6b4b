"""What rules and campaigns offered for a receipt of the past.

The programme's own rules are those that judge the receipt; campaigns are those that were launched.
Of a member conditions see what is known today, and where they stand in the replay.
"""

import datetime as dt
from collections.abc import Mapping
from uuid import UUID

from plushka.domain.campaigns.rooms import Whose
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.programmes.deals.offer import Offer
from plushka.domain.replay.happened import Claimed, Sold
from plushka.domain.replay.lives import Life
from plushka.domain.replay.reading import rows
from plushka.domain.replay.state import State
from plushka.domain.rules.facts import Member
from plushka.domain.sales.offered import member_of
from plushka.domain.sales.promising import Situation
from plushka.domain.segments.queries import find_known
from plushka.lib.days import local_day


def situation(
    state: State, old: Sold | Claimed, life: Life | None, programme: Compiled, *, at: dt.datetime
) -> Situation | None:
    """Say in which situation a receipt of ``at`` is decided; None where nothing is offered."""
    if life is None:
        return None
    offers = _offers(state, programme, at)
    if not offers:
        return None
    member = life.standing.member
    known = _known(state).get(member) if any(one.asks_more for one in offers) else None
    return Situation(
        offers=offers,
        member=member_of(life.standing, known),
        whose=Whose(member, state.outlets[old.outlet], local_day(at, state.plan.zone)),
        at=at,
        zone=state.plan.zone,
        staff=old.staff,
        rooms=state.rooms,
    )


def _offers(state: State, programme: Compiled, at: dt.datetime) -> tuple[Offer, ...]:
    own = () if programme.offer is None else (programme.offer,)
    if not state.campaigns.launched:
        return own
    lives = state.campaigns.at(at)
    return (*own, *(live.offer for live in lives if live.offer.deals))


def _known(state: State) -> Mapping[UUID, Member]:
    """Read once what may be asked of anybody."""
    if state.known is None:
        state.known = find_known(member_ids=[member for _, member, _ in rows("recorded_accounts")])
    return state.known
