"""Notices from the outbox: one reader, in the order in which things happened."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from plushka.domain.events import queries as events
from plushka.domain.events import readers
from plushka.domain.events.queries import Happened
from plushka.domain.messaging.saying import say
from plushka.domain.notices import draws, movements, moves, purchases, rewards, rights
from plushka.domain.programmes import queries as programmes
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place
from plushka.lib.ids import new_id

READER = "notices"

NEWS = dt.timedelta(days=2)
"""What happened longer ago is told nobody: receipts that are moved in must not write letters."""

TELLERS = (
    purchases.tell,
    movements.tell,
    moves.tell,
    draws.tell,
    rights.tell,
    rewards.tell,
)
"""Each picks its events of a batch and makes sayings of them."""


def follow(*, at: dt.datetime, most: int = 200) -> int:
    """Tell members what is new in the outbox, at most so many events; give how many were read."""
    cursor = readers.lock(READER)
    found = events.after(cursor=cursor, limit=most)
    if not found:
        return 0
    tell(found, at=at)
    readers.move(READER, found[-1].cursor)
    return len(found)


def tell(found: Sequence[Happened], *, at: dt.datetime) -> None:
    """Tell members of what is news among what happened, in its order."""
    news = [one for one in found if one.at > at - NEWS and one.member_id is not None]
    if not news:
        return
    programme = programmes.rules(zone=get_place(current_tenant()).zone).at(at)
    sayings = [saying for teller in TELLERS for saying in teller(news, programme=programme)]
    order = {str(one.id): place for place, one in enumerate(news)}
    # The queue keeps the order of ids.
    ordered = [
        replace(saying, id=new_id())
        for saying in sorted(sayings, key=lambda one: order[one.cause])
    ]
    # Last of all: what the points of all this news buy.
    ordered.extend(rewards.enough(news, at=at))
    say(sayings=ordered, at=at, unit=programme.document.unit)
