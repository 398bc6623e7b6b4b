"""The facts that explain what a promise gave. Pure."""

from typing import Any

from plushka.domain.programmes.compiled import Compiled
from plushka.domain.programmes.deals.deal import Deal
from plushka.domain.programmes.deals.offer import Offer
from plushka.domain.rules.effects.effect import Effect


def discount_facts(effect: Effect, taken: int, base: int, programme: Compiled) -> dict[str, Any]:
    """Explain money off the price."""
    facts = {"base": base, "points": 0, "off": taken, "currency": programme.currency}
    percent = getattr(effect, "percent", None)
    if percent is None:
        return {"method": "deal_fixed", **facts}
    return {"method": "deal_discount", "percent": percent, **facts}


def told_of(offer: Offer, deal: Deal, facts: dict[str, Any]) -> dict[str, Any]:
    """Add whose promise it is: the campaign's in every language, a rule's as its owner does."""
    if offer.campaign:
        facts["rule"], facts["title"] = f"campaign:{offer.campaign}:{deal.rule}", offer.title
    else:
        facts["rule"], facts["title"] = f"rule:{deal.rule}", deal.name
    return facts
