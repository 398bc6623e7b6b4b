"""Prizes that members won."""

from collections.abc import Iterator, Sequence

from plushka.domain.draws.queries import names
from plushka.domain.events.queries import Happened
from plushka.domain.messaging.saying import Saying
from plushka.domain.programmes.compiled import Compiled


def tell(news: Sequence[Happened], *, programme: Compiled) -> Iterator[Saying]:  # noqa: ARG001
    """Tell each winner of their prize, and which of their tickets has won."""
    won = [one for one in news if one.type == "draw_won"]
    if not won:
        return
    known = names(draw_ids={one.data["draw"] for one in won})
    for one in won:
        values = {
            "prize": one.data["prize"],
            "draw": known[one.data["draw"]],
            "ticket": one.data["ticket"],
        }
        yield Saying("draw_won", values, member_id=one.member_id, cause=str(one.id))
