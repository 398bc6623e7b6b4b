"""The facts that explain the numbers of one sale."""

from collections.abc import Sequence
from typing import Any

from plushka.domain.programmes import reasons
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.programmes.deals.offer import Offer
from plushka.domain.programmes.earning import Earning
from plushka.domain.programmes.facts import Buyer, Line
from plushka.domain.programmes.paying import POINT, PayLimit
from plushka.domain.sales.offering import Offering
from plushka.domain.sales.promising import Given


def what_led(
    programme: Compiled,
    lines: Sequence[Line],
    buyer: Buyer,
    earnings: Sequence[Earning],
    limit: PayLimit,
    net: int,
) -> list[dict[str, Any]]:
    """Give what explains points earned, discounts, and a limit below the receipt."""
    told = [found.facts for found in earnings]
    if why := programme.why_discounted(lines, buyer):
        told.append({"rule": f"discount:{buyer.tier}", "base": 0, "points": 0, **why})
    if limit.worth(limit.total) < net:
        told += [{"rule": "limit", "base": net, "points": limit.total, **why} for why in limit.why]
    return told


def how_paid(
    programme: Compiled, redeem: int, net: int, *, gifts: int | None
) -> list[dict[str, Any]]:
    """Tell the cashier what is not plain of the points that pay (T34, T45).

    ``gifts`` is what gifts pay of it, in kopecks, where kinds have limits.
    """
    if not redeem:
        return []
    currency = programme.document.money.currency
    told = []
    if programme.point_value != POINT:
        told.append(
            reasons.worth(
                points=redeem,
                redeemed=programme.worth(redeem),
                price=programme.point_value,
                net=net,
                currency=currency,
            )
        )
    if gifts is not None:
        paid = programme.worth(redeem)
        told.append(
            reasons.kinds(
                purchase=paid - gifts, gift=gifts, points=redeem, net=net, currency=currency
            )
        )
    if programme.document.treatment == "consideration":
        told.append(
            reasons.consideration(redeemed=programme.worth(redeem), net=net, currency=currency)
        )
    return told


def what_was_given(
    given: Sequence[Given], offering: Offering, *, currency: str
) -> list[dict[str, Any]]:
    """Give what explains each promise, and which campaigns could give nothing any more."""
    told = [one.facts for one in given]
    if offering.situation is not None and offering.without:
        told += [
            _no_room(offer, currency)
            for offer in offering.situation.offers
            if offer.campaign in offering.without
        ]
    return told


def _no_room(offer: Offer, currency: str) -> dict[str, Any]:
    """Tell that a campaign gave nothing because its budget is used up (T32)."""
    return {
        "rule": f"campaign:{offer.campaign}",
        "method": "deal_no_room",
        "base": 0,
        "points": 0,
        "title": offer.title,
        "currency": currency,
    }
