"""The list of a closed draw."""

from collections.abc import Iterator
from uuid import UUID

from plushka.domain.draws.models import Ticket
from plushka.domain.draws.picking import Line

AT_ONCE = 5000


def lines(draw_id: UUID) -> Iterator[Line]:
    """Give the lines of the list in their order, some thousand at a time."""
    after = 0
    while some := page_of(draw_id, after=after):
        yield from some
        after = some[-1].first


def page_of(draw_id: UUID, *, after: int) -> list[Line]:
    """Give the next lines after that which begins with a ticket."""
    found = Ticket.objects.filter(draw_id=draw_id, first__gt=after).order_by("first")
    return [Line(*row) for row in found.values_list("first", "last", "participant")[:AT_ONCE]]
