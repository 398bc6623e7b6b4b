"""A tier was reached, or lost."""

from collections.abc import Iterator

from plushka.domain.events.queries import Happened
from plushka.domain.messaging.saying import Saying
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place


def tier_saying(one: Happened, *, before: str, tier: str, programme: Compiled) -> Iterator[Saying]:
    """Tell a member of another tier; one the programme does not know any more has no name."""
    name = programme.tier_words(tier)
    if tier == before or name is None:
        return
    is_higher = programme.ladder.higher(before, tier) == tier
    values = {"tier": name.said_in(get_place(current_tenant()).language)}
    kind = "tier_raised" if is_higher else "tier_lowered"
    yield Saying(kind, values, member_id=one.member_id, cause=str(one.id))
