"""A closed draw is drawn: its seed is opened, and winners follow."""

import datetime as dt
from collections.abc import Iterable, Sequence
from uuid import UUID

from plushka.domain.draws import outside
from plushka.domain.draws.listing import lines
from plushka.domain.draws.models import Draw, Ticket, Winner
from plushka.domain.draws.picking import Pick, pick
from plushka.domain.draws.preparing import locked, record, seed_of, step
from plushka.domain.draws.refusals import DrawNotReady
from plushka.domain.draws.terms import read_prizes
from plushka.domain.events import operations as events
from plushka.domain.members.models import Member
from plushka.domain.tenants.context import current_tenant
from plushka.lib.ids import new_id
from plushka.lib.sealing import Unreadable


def draw_(
    *,
    draw_id: UUID,
    version: int,
    outside_value: str,
    outside_source: str,
    actor: str,
    at: dt.datetime,
) -> Draw:
    """Draw the winners with the outside value that was awaited; it cannot be drawn twice.

    Refuses a draw that is not closed, a value that cannot be the one promised, one that comes
    before it could be known, and a seed that this installation cannot open any more.
    """
    draw = locked(draw_id, version)
    if draw.state != Draw.State.CLOSED or draw.known_at is None:
        raise DrawNotReady("not_closed")
    if at < draw.known_at:
        raise DrawNotReady("too_early")
    value, signature = outside.check_value(draw, outside_value)
    draw.outside_source = outside.check_source(draw, outside_source)
    try:
        seed = seed_of(draw)
    except Unreadable:
        raise DrawNotReady("seed_unreadable") from None
    draw.seed, draw.outside_value, draw.outside_signature = seed.hex(), value, signature
    draw.state, draw.drawn_at = Draw.State.DRAWN, at
    step(draw, at=at)
    won = [row for row in _write(draw, picks(draw), actor=actor, at=at) if row.prize is not None]
    tell_winners(draw, won, at=at)
    record(draw, "draw_drawn", actor=actor, at=at)
    return draw


def picks(draw: Draw) -> list[Pick]:
    """Compute the winners of a drawn draw, and its reserves after them."""
    return pick(
        list(lines(draw.id)),
        seed=bytes.fromhex(draw.seed),
        list_digest=bytes.fromhex(draw.list_digest),
        outside=draw.outside_value,
        n=len(_places(draw)) + draw.reserves,
        is_once_a_member=draw.is_once_a_member,
    )


def tell_winners(draw: Draw, won: Iterable[Winner], *, at: dt.datetime) -> None:
    """Put into the outbox who has won what; of who is erased there is nobody to be told."""
    rows = list(won)
    people = Member.objects.filter(id__in={row.ticket.member_id for row in rows}, erased_at=None)
    found = {one.id: one.merged_into_id or one.id for one in people}
    names = [one.name for one in read_prizes(draw.prizes)]
    events.write(
        events=[
            events.NewEvent(
                "draw_won",
                at,
                found[row.ticket.member_id],
                {
                    "draw": str(draw.id),
                    "winner": str(row.id),
                    "ticket": row.number,
                    "prize": names[row.prize or 0],
                },
            )
            for row in rows
            if row.ticket.member_id in found
        ]
    )


def _places(draw: Draw) -> list[int]:
    """Give which prize each of the places has, in the order of drawing."""
    prizes = read_prizes(draw.prizes)
    return [place for place, prize in enumerate(prizes) for _ in range(prize.count)]


def _write(draw: Draw, picked: Sequence[Pick], *, actor: str, at: dt.datetime) -> list[Winner]:
    places = _places(draw)
    numbers = Ticket.objects.filter(draw_id=draw.id).order_by("first")
    ids = numbers.values_list("first", "id", "member_id")
    of_line = list(ids) if picked else []
    rows = []
    for place, one in enumerate(picked):
        is_prize = place < len(places)
        first, ticket_id, member_id = of_line[one.line]
        row = Winner(
            tenant_id=current_tenant(),
            id=new_id(),
            draw_id=draw.id,
            place=place + 1,
            number=one.number,
            prize=places[place] if is_prize else None,
            state=Winner.State.WON if is_prize else Winner.State.RESERVE,
            changed_at=at,
            actor=actor,
        )
        row.ticket = Ticket(
            tenant_id=current_tenant(), id=ticket_id, first=first, member_id=member_id
        )
        rows.append(row)
    Winner.objects.bulk_create(rows, batch_size=1000)
    return rows
