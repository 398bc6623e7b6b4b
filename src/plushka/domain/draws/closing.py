"""A draw is closed: its list is fixed, and told."""

import datetime as dt
import hashlib
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import Count, Max, Sum

from plushka.domain.draws import outside, picking
from plushka.domain.draws.listing import lines
from plushka.domain.draws.models import Chance, Draw, Ticket
from plushka.domain.draws.preparing import locked, record, step
from plushka.domain.draws.refusals import DrawNotReady
from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.statements import load

_BLOCK = 64
"""Bytes that SHA-256 works on at a time, to which HMAC fills its key."""

SYSTEM = "system:draws"


def close(*, draw_id: UUID, version: int, actor: str, at: dt.datetime) -> Draw:
    """Fix the list of a draw whose time for chances is over; waits for who is entering.

    From then on nobody gets in or out, and the outside value that is awaited is one that nobody
    can know yet. Refuses a draw that is not open, and one whose time is not over: members were
    promised it.
    """
    draw = locked(draw_id, version)
    if draw.state != Draw.State.OPEN:
        raise DrawNotReady("not_open")
    if at < draw.closes_at:
        raise DrawNotReady("too_early")
    _fix_list(draw)
    _tell_list(draw)
    draw.state, draw.closed_at = Draw.State.CLOSED, at
    draw.known_at = at + outside.WAIT
    if draw.outside == Draw.Outside.DRAND:
        draw.outside_round = outside.round_after(draw.known_at)
        draw.known_at = outside.made_at(draw.outside_round)
    step(draw, at=at)
    record(draw, "draw_closed", actor=actor, at=at)
    return draw


def close_due(*, at: dt.datetime) -> int:
    """Close the next draw whose time is over; give how many were closed, one or none."""
    due = Draw.objects.filter(state=Draw.State.OPEN, closes_at__lte=at).order_by("closes_at", "id")
    draw = due.first()
    if draw is None:
        return 0
    close(draw_id=draw.id, version=draw.version, actor=SYSTEM, at=at)
    return 1


def _fix_list(draw: Draw) -> None:
    inner, outer = _halves(_key(draw))
    values: dict[str, Any] = {"tenant": current_tenant(), "draw": draw.id}
    values |= {"inner": inner, "outer": outer}
    with connection.cursor() as cursor:
        cursor.execute(load(__package__ or "", "fix_list"), values)


def _tell_list(draw: Draw) -> None:
    draw.list_digest = picking.digest(lines(draw.id)).hex()
    tickets = Ticket.objects.filter(draw_id=draw.id)
    counted = tickets.aggregate(tickets=Max("last", default=0), members=Count("id"))
    given = Chance.objects.filter(draw_id=draw.id).aggregate(n=Sum("n", default=0))
    draw.n_tickets, draw.n_members = counted["tickets"], counted["members"]
    draw.n_left_out = given["n"] - counted["tickets"]


def _key(draw: Draw) -> bytes:
    """Give the key of what stands for members in public: of each draw another, known to us."""
    told = f"plushka.draws.participant:{current_tenant()}:{draw.id}:{settings.SECRET_KEY}"
    return hashlib.sha256(told.encode()).digest()


def _halves(key: bytes) -> tuple[bytes, bytes]:
    """Give the two keys that HMAC makes of one (RFC 2104)."""
    filled = key.ljust(_BLOCK, b"\0")
    return bytes(byte ^ 0x36 for byte in filled), bytes(byte ^ 0x5C for byte in filled)
