"""Tiers that moved by themselves, or by a hand."""

from collections.abc import Iterator, Sequence

from plushka.domain.events.queries import Happened
from plushka.domain.messaging.saying import Saying
from plushka.domain.notices.tiers import tier_saying
from plushka.domain.programmes.compiled import Compiled


def tell(news: Sequence[Happened], *, programme: Compiled) -> Iterator[Saying]:
    """Tell of tiers that a period's end, a rule or somebody of the staff moved."""
    for one in news:
        if one.type == "tier_moved":
            before, tier = one.data["before"], one.data["tier"]
            yield from tier_saying(one, before=before, tier=tier, programme=programme)
