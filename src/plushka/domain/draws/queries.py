"""Draws as people look at them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Sum

from plushka.domain.draws.models import Chance, Draw, Ticket, Winner
from plushka.domain.draws.refusals import DrawUnknown
from plushka.domain.draws.terms import read_prizes
from plushka.domain.members.queries import of_one

MOST = 20_000
"""More winners than a draw can have."""


@dataclass(frozen=True, slots=True)
class Won:
    """A winner as everybody may see them, and who of us it is."""

    id: UUID
    place: int
    number: int
    #: What they won; nothing of one in reserve.
    prize: str
    state: str
    reason: str
    participant: str
    member_id: UUID


@dataclass(frozen=True, slots=True)
class Taken:
    """A draw in which a member has chances; before closing without tickets."""

    draw: Draw
    n_chances: int
    #: What stands for the member in public, and the range of their tickets.
    tickets: tuple[Ticket, ...]
    won: tuple[Won, ...]


def get_draw(*, draw_id: UUID) -> Draw:
    """Give a draw, or refuse as ``draw_unknown``."""
    found: Draw | None = Draw.objects.filter(id=draw_id).first()
    if found is None:
        raise DrawUnknown
    return found


def find_draws() -> list[Draw]:
    """Give all draws of the company, the newest first."""
    return list(Draw.objects.order_by("-opens_at", "-id"))


def names(*, draw_ids: Collection[str]) -> Mapping[str, str]:
    """Give what draws are called, by their ids as text."""
    found = Draw.objects.filter(id__in=draw_ids).values_list("id", "name")
    return {str(draw_id): name for draw_id, name in found}


def count_chances(*, draw_ids: Collection[UUID]) -> Mapping[UUID, int]:
    """Count the chances that were given in draws; one without any is left out."""
    found = Chance.objects.filter(draw_id__in=draw_ids).values_list("draw_id")
    return dict(found.annotate(n=Sum("n")).order_by())


def find_winners(*, draw: Draw, after: int = 0, most: int = MOST) -> list[Won]:
    """Give winners of a draw in the order of drawing, from the place ``after`` on.

    Those in reserve come after the prizes.
    """
    rows = Winner.objects.filter(draw_id=draw.id, place__gt=after).order_by("place")
    return [_won(row, draw) for row in rows.select_related("ticket")[:most]]


def find_taken(*, member_id: UUID) -> list[Taken]:
    """Give the draws in which a member has chances, the newest first.

    Chances of who was merged into them count as theirs (T33). As many
    statements for a hundred draws as for one.
    """
    own = of_one(member_id)
    counted = Chance.objects.filter(own).values_list("draw_id")
    chances: dict[UUID, int] = dict(counted.annotate(n=Sum("n")).order_by())
    if not chances:
        return []
    draws = list(Draw.objects.filter(id__in=chances).order_by("-closes_at", "-id"))
    tickets = list(Ticket.objects.filter(own).order_by("first"))
    rows = Winner.objects.filter(ticket_id__in=[one.id for one in tickets]).order_by("place")
    winners = list(rows.select_related("ticket"))
    return [
        Taken(
            draw,
            chances[draw.id],
            tuple(one for one in tickets if one.draw_id == draw.id),
            tuple(_won(row, draw) for row in winners if row.draw_id == draw.id),
        )
        for draw in draws
    ]


def _won(row: Winner, draw: Draw) -> Won:
    prizes = read_prizes(draw.prizes)
    return Won(
        id=row.id,
        place=row.place,
        number=row.number,
        prize="" if row.prize is None else prizes[row.prize].name,
        state=row.state,
        reason=row.reason,
        participant=row.ticket.participant,
        member_id=row.ticket.member_id,
    )
