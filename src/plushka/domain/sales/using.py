"""What is given on one receipt, as budgets count it (T32). Pure."""

from collections.abc import Sequence

from plushka.domain.campaigns.rooms import Use
from plushka.domain.programmes.deals.offer import Offer
from plushka.domain.sales.promising import Given, Situation

type Used = tuple[Offer, Use]
"""What a campaign with a budget gives on one receipt."""


def full(situation: Situation, uses: Sequence[Used]) -> str | None:
    """Name the first campaign whose budget has no room for what it would give."""
    for offer, use in uses:
        if not situation.rooms.has(offer, situation.whose, use):
            return offer.campaign
    return None


def take(situation: Situation, uses: Sequence[Used]) -> None:
    """Count what is given against the budgets."""
    for offer, use in uses:
        situation.rooms.take(offer, situation.whose, use)


def uses(given: Sequence[Given]) -> list[Used]:
    """Add up what each campaign with a budget gave on one receipt."""
    found: dict[str, list[Given]] = {}
    for one in given:
        if one.offer.budgets:
            found.setdefault(one.offer.campaign, []).append(one)
    return [
        (
            of_one[0].offer,
            Use(
                points=sum(one.points for one in of_one),
                money=sum(sum(one.off) for one in of_one),
            ),
        )
        for of_one in found.values()
    ]
