"""What a sender left when it was killed in the middle of sending."""

import datetime as dt
import json
from collections.abc import Collection

from plushka.domain.messaging.models import Message, Nature
from plushka.domain.messaging.queued import Moved, move
from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run


def recover(*, at: dt.datetime, safe: Collection[str]) -> int:
    """Take up what a sender left when it was killed; give how many that were.

    Only for who is the one sender now. ``safe`` are the providers that send one id once: there,
    and with codes, it is tried again; else it was perhaps sent, and people look at it.
    """
    values = {"tenant": current_tenant(), "at": at}
    [rows] = run(raw(), [Statement("cut_off", load(__package__, "cut_off"), values)])
    moved = []
    for id_, nature, n_tries, ways_tried, way, provider in rows:
        is_again = nature == Nature.CODE or provider is None or provider in safe
        moved.append(
            Moved(
                id=id_,
                state="WAITING" if is_again else "PERHAPS",
                due_at=at if is_again else None,
                n_tries=n_tries,
                ways_tried=json.loads(ways_tried),
                way=way,
                code="cut_off",
                before="SENDING",
            )
        )
    move(moved)
    # What is left so was taken, and never handed over.
    n_more: int = Message.objects.filter(state="SENDING").update(state="WAITING", due_at=at)
    return len(rows) + n_more
