"""Facts that explain what is no rule of earning: points spent, taken back, given back; a new tier.

The facts of limits and discounts come with them; those of earning with each `Earning`.
"""

from typing import Literal

from plushka.domain.programmes.rates.rate import Facts


def redemption(*, points: int, redeemed: int, net: int, currency: str) -> Facts:
    """Points that paid `redeemed` of a receipt of `net`."""
    return _facts("paying", "redemption", base=net, points=points, currency=currency) | {
        "redeemed": redeemed
    }


def worth(*, points: int, redeemed: int, price: int, net: int, currency: str) -> Facts:
    """Points that are worth `price` each paid `redeemed` of a receipt of `net` (E19)."""
    facts = _facts("paying", "worth", base=net, points=points, currency=currency)
    return facts | {"of": points, "redeemed": redeemed, "price": price}


def kinds(*, purchase: int, gift: int, points: int, net: int, currency: str) -> Facts:
    """What points of each kind paid of a receipt of `net`, in kopecks (T45)."""
    facts = _facts("paying", "kinds", base=net, points=points, currency=currency)
    return facts | {"purchase": purchase, "gift": gift}


def consideration(*, redeemed: int, net: int, currency: str) -> Facts:
    """Points that stand beside money on the receipt and leave its prices alone (T34)."""
    facts = _facts("paying", "consideration", base=net, points=redeemed, currency=currency)
    return facts | {"redeemed": redeemed}


def claimed(*, points: int, currency: str) -> Facts:
    """A receipt that got its member after it was recorded (T42); the rules say how many points."""
    return _facts("claim", "claimed", base=0, points=points, currency=currency)


def most_for_friends(*, most: int, points: int, currency: str) -> Facts:
    """Points for friends of which the month takes only so many more (T22)."""
    facts = _facts("referral", "referral_most", base=0, points=points, currency=currency)
    return facts | {"most": most}


def reversal(*, earned: int, target: int, reversed_: int, currency: str) -> Facts:
    """Points taken back: `earned` stood so far, `target` is due for what remains (T11)."""
    return _facts("return", "reversal", base=0, points=reversed_, currency=currency) | {
        "earned": earned,
        "target": target,
    }


def unreceipted(*, returned: int, points: int, currency: str) -> Facts:
    """Points taken back for goods worth `returned` that came back without their receipt (T41)."""
    return _facts("return", "unreceipted", base=returned, points=points, currency=currency)


def returned(*, points: int, expired: int, currency: str) -> Facts:
    """Points that paid came back, some of them after their term (T12)."""
    method = "returned_expired" if expired else "returned"
    return _facts("return", method, base=0, points=points, currency=currency) | {
        "expired": expired
    }


def rewards(*, points: int, currency: str) -> Facts:
    """Points that paid for rewards of the gift shop (U11)."""
    return _facts("reward", "rewards", base=0, points=points, currency=currency)


def rewards_back(*, points: int, expired: int, currency: str) -> Facts:
    """Points that paid for rewards came back, some of them after their term (T12, T27)."""
    method = "rewards_back_expired" if expired else "rewards_back"
    return _facts("reward", method, base=0, points=points, currency=currency) | {
        "expired": expired
    }


def tier(*, code: str, paid_total: int, currency: str) -> Facts:
    """Purchases that were enough for a higher tier (E3)."""
    return _facts(f"tier:{code}", "tier", base=paid_total, points=0, currency=currency)


def tier_moved(
    *,
    method: Literal["tier", "tier_period_ended", "tier_returned", "tier_floor_ended"],
    code: str,
    paid_total: int,
    currency: str,
) -> Facts:
    """A look at the tier that moved it: purchases that count came to `paid_total` (T15)."""
    return _facts(f"tier:{code}", method, base=paid_total, points=0, currency=currency)


def _facts(rule: str, method: str, *, base: int, points: int, currency: str) -> Facts:
    return {"rule": rule, "method": method, "base": base, "points": points, "currency": currency}
