"""Newcomers join, and each of two who want the same phone at once is told the truth."""

import datetime as dt
from collections.abc import Collection, Sequence
from uuid import UUID

from plushka.domain.effects import operations as effects
from plushka.domain.enrolment.gifts import give_newcomers
from plushka.domain.enrolment.moments import moments_of
from plushka.domain.events import operations as events
from plushka.domain.ledger import operations as ledger
from plushka.domain.members import operations as members
from plushka.domain.members.locator import Locator
from plushka.domain.members.operations import AlreadyMember, NewMember
from plushka.domain.members.tagging_many import tag_newcomers
from plushka.domain.programmes.compiled import Compiled
from plushka.lib.refusal import Refusal


def join(
    newcomers: Sequence[NewMember],
    *,
    actor: str,
    at: dt.datetime,
    programme: Compiled,
    is_moving_in: bool = False,
) -> dict[UUID, Refusal]:
    """Write members, their summaries, accounts, gifts and events; give who is refused, and why.

    Nobody's identifier is taken twice: who asks first, in the list or in
    another transaction, has it. Nothing is caught and tried again, so the
    transaction stays whole: a claim that comes second writes nothing and says
    so. Then the newcomer who made it is looked at anew, and so are those of
    the list who had to stand back for that newcomer.

    Whoever moves in with the history of another system did not join today:
    nothing is promised or given for that (T37).
    """
    refused: dict[UUID, Refusal] = {}
    joined: list[NewMember] = []
    waiting = newcomers
    while waiting:
        refused |= (held := _held(waiting))
        free = [new for new in waiting if new.id not in held]
        behind = _behind(free)
        chosen = [new for new in free if new.id not in behind]
        lost = members.add(newcomers=chosen, at=at)
        joined += [new for new in chosen if new.id not in lost]
        refused |= {
            id_: AlreadyMember(first) for id_, first in behind.items() if first not in lost
        }
        again = lost | {id_ for id_, first in behind.items() if first in lost}
        waiting = [new for new in free if new.id in again]
    tag_newcomers(joined=joined, actor=actor, at=at)
    accounts = ledger.open_accounts(members=[new.id for new in joined], at=at)
    if not is_moving_in:
        brought = {new.id: accounts[new.id] for new in joined if new.referrer_id}
        give_newcomers(brought, programme=programme, actor=actor, at=at)
    events.write(events=[_event(new, actor=actor, at=at) for new in joined])
    if not is_moving_in:
        effects.happen(moments_of(joined, actor=actor, at=at), at=at, actor=actor)
    return refused


def _held(newcomers: Sequence[NewMember]) -> dict[UUID, Refusal]:
    """Say whose identifiers somebody has already."""
    taken = members.taken([wanted for new in newcomers for wanted in new.identifiers])
    return {
        new.id: taken[wanted]
        for new in newcomers
        for wanted in reversed(new.identifiers)
        if wanted in taken
    }


def _behind(newcomers: Collection[NewMember]) -> dict[UUID, UUID]:
    """Say who names what somebody before them in the list names, and who that is."""
    first: dict[Locator, UUID] = {}
    behind: dict[UUID, UUID] = {}
    for new in newcomers:
        rivals = [first[wanted] for wanted in new.identifiers if wanted in first]
        if rivals:
            behind[new.id] = rivals[0]
        else:
            first |= dict.fromkeys(new.identifiers, new.id)
    return behind


def _event(new: NewMember, *, actor: str, at: dt.datetime) -> events.NewEvent:
    data = {
        "actor": actor,
        "tier": new.tier,
        "outlet": new.outlet_id and str(new.outlet_id),
        "referrer": new.referrer_id and str(new.referrer_id),
    }
    return events.NewEvent("member_enrolled", at, new.id, data)
