"""What a language needs to tell a difference, and what fields are counted in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

type Counted = Literal["percent", "money", "points", "days", "rate", "list"]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language.

    ``fields`` are named by their path, without the tier they stand in and without places in lists;
    ``values`` are words of the document; ``days`` has the plural forms of "5 days".
    """

    fields: Mapping[str, str]
    sentences: Mapping[str, str]
    values: Mapping[str, str]
    days: Mapping[str, str]


COUNTED: Mapping[str, Counted] = {
    "earning": "rate",
    "earning.percent": "percent",
    "earning.bands": "list",
    "earning.per_full.each": "money",
    "earning.per_full.points": "points",
    "earning.days_since.bands": "list",
    "earning.days_since.otherwise": "percent",
    "discount": "rate",
    "discount.percent": "percent",
    "discount.bands": "list",
    "discount.days_since.otherwise": "percent",
    "when.lifetime_purchases.gt": "money",
    "when.lifetime_purchases.from": "money",
    "activation.days": "days",
    "activation.latest_days": "days",
    "paying.max_percent": "percent",
    "paying.multiple": "points",
    "paying.minimum": "points",
    "paying.min_line_price": "money",
    "expiry.purchase_days": "days",
    "expiry.gift_days": "days",
    "expiry.warn_days": "days",
    "expiry.warn_if_more_than": "points",
    "birthday.gift": "points",
    "birthday.valid_days": "days",
    "birthday.days_before": "days",
    "review.gift": "points",
    "referral.referrer.percent": "percent",
    "referral.referrer.period_days": "days",
    "referral.referrer.most_a_month": "points",
    "referral.newcomer.gift": "points",
    "reanimation.gift_valid_days": "days",
    "exclusions.accrual": "list",
    "exclusions.redemption": "list",
    "exclusions.tier_total": "list",
    "exclusions.discount": "list",
    "late_limit_days": "days",
    "claims.days": "days",
    "inviting.right_from": "points",
    "inviting.valid_days": "days",
    "inviting.sms_again_days": "days",
    "money.point_value": "money",
    "when.purchases.gt": "money",
    "when.purchases.from": "money",
    "when.purchases.days": "days",
    "paying.purchase.max_percent": "percent",
    "paying.gift.max_percent": "percent",
    "paying.purchase.exclusions": "list",
    "paying.gift.exclusions": "list",
    "expiry.purchase": "days",
    "expiry.gift": "days",
}
