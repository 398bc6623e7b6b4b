"""The replay itself: one thing that happened after the other."""

from collections.abc import Callable, Iterable

from plushka.domain.replay.budgets import count
from plushka.domain.replay.claiming import claim
from plushka.domain.replay.happened import (
    Claimed,
    Counted,
    Happened,
    Held,
    Moved,
    Returned,
    Sold,
    Told,
)
from plushka.domain.replay.moving import hold, move, tell
from plushka.domain.replay.returning import take_back
from plushka.domain.replay.selling import sell
from plushka.domain.replay.state import State

_OFTEN = 2000
"""Receipts after which somebody is told how far it is."""


def run(state: State, happened: Iterable[Happened], *, on_progress: Callable[[int], None]) -> None:
    """Let everything happen again; ``on_progress`` is told how many receipts are done."""
    done = 0
    for one in happened:
        match one:
            case Sold():
                sell(state, one)
                done += 1
                if not done % _OFTEN:
                    on_progress(done)
            case Returned():
                take_back(state, one)
            case Claimed():
                claim(state, one)
            case Moved():
                move(state, one)
            case Held():
                hold(state, one)
            case Told():
                tell(state, one)
            case Counted():
                count(state, one)
    on_progress(done)
    _close(state)


def _close(state: State) -> None:
    """Bring everybody to now: what has ended by then has expired, and tiers were looked at."""
    plan = state.plan
    state.book.moment = plan.moment
    for life in state.lives.values():
        life.turn_to(plan.moment, plan)
        life.look_at_tier(plan.moment, plan, may_move=plan.candidate is not None)
