"""The list of a closed draw."""

from collections.abc import Iterator
from uuid import UUID

from plushka.domain.draws.models import Ticket
from plushka.domain.draws.picking import Line

AT_ONCE = 5000


def lines(draw_id: UUID) -> Iterator[Line]:
    """Give the lines of the list in their order, some thousand at a time."""
    found = Ticket.objects.filter(draw_id=draw_id).order_by("first")
    after = 0
    while True:
        rows = found.filter(first__gt=after).values_list("first", "last", "participant")
        some = list(rows[:AT_ONCE])
        yield from (Line(*row) for row in some)
        if len(some) < AT_ONCE:
            return
        after = some[-1][0]
