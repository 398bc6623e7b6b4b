"""Say which member a supplier is."""

from plushka.config.clock import now
from plushka.config.companies import get_company
from plushka.domain.effects import operations as effects
from plushka.domain.members.locator import read
from plushka.domain.members.queries import identify
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.queries import place_of

ACTOR = "system:command"


def run(*, slug: str, name: str, card: str | None) -> None:
    """Let the member with a card stand for a name on receipts; None lets nobody."""
    place, at = place_of(get_company(slug)), now()
    with tenant_context(place.id):
        member = None
        if card is not None:
            locator = read("card", card, region=place.region, path="card")
            member = identify(locator=locator, at=at)
        effects.set_supplier(name=name, member=member, actor=ACTOR, at=at)
