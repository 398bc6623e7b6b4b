"""Explanations in English."""

from plushka.domain.programmes.texts.counted import Counted, Sentence

WHOLE = frozenset(
    {
        "adjustment",
        "limit_excluded",
        "limit_line_price",
        "limit_minimum",
        "limit_multiple",
        "limit_percent",
        "redemption",
        "returned",
        "returned_expired",
        "reversal",
        "tier",
    }
)
"""Methods that one sentence explains, the same in every language."""

SENTENCES: dict[str, Sentence] = {
    "percent": "{percent}% of {base}",
    "percent redeemed": "{percent}% of {base}: {redeemed} paid with points",
    "bands upto": "The percent for sums up to and including {upto}",
    "bands between": "The percent for sums above {above}, up to and including {upto}",
    "bands above": "The percent for sums above {above}",
    "days none": "No purchases before this day",
    "days same": "The last purchase was on the same day",
    "days": Counted(
        by="days",
        in_ones=True,
        one="{days} day since the last purchase",
        other="{days} days since the last purchase",
    ),
    "marginal": "Part by part of {base}",
    "marginal redeemed": "Part by part of {base}: {redeemed} paid with points",
    "marginal only": "{percent}% of the whole sum",
    "marginal upto": "{percent}% of the first {upto}",
    "marginal between": "{percent}% of what is above {above}, up to {upto}",
    "marginal above": "{percent}% of what is above {above}",
    "per_full": Counted(
        by="each_points",
        one="{each_points} point for every full {each} of {seen}",
        other="{each_points} points for every full {each} of {seen}",
    ),
    "per_full redeemed": Counted(
        by="each_points",
        one="{each_points} point for every full {each} of {seen}: {redeemed} paid with points",
        other="{each_points} points for every full {each} of {seen}: {redeemed} paid with points",
    ),
    "proportional": "{of} for {sold}: the share of {base} remains",
    "proportional redeemed": "{of} for {sold}: the share of {base} remains",
    "excluded": "Nothing earned on {excluded_sum}: {excluded}",
    "nothing excluded": "Nothing earned: these goods earn no points",
    "nothing redeemed": "Nothing earned: all of it was paid with points",
    "nothing rest": "Nothing earned: the rest was paid with points",
    "nothing unpaid": "Nothing earned: there was nothing to pay",
    "nothing step": "Nothing earned: {seen} is less than {each}",
    "nothing percent": "Nothing earned: {percent}% of {base}",
    "nothing small": "Nothing earned: it would be less than {least}",
    "discount percent": "Discount of {percent}% of {base}",
    "discount marginal": "Discount part by part of {base}",
    "discount excluded": "No discount on {excluded_sum}: {excluded}",
    "limit_excluded": "Points cannot pay for {excluded_sum}: {excluded}",
    "limit_percent": "Points can pay up to {percent}% of {base}",
    "limit_line_price": "At least {price} of every line is paid with money",
    "limit_multiple": "Points are redeemed in multiples of {multiple}",
    "limit_minimum": Counted(
        by="minimum",
        one="Less than {minimum} point cannot be redeemed",
        other="Fewer than {minimum} points cannot be redeemed",
    ),
    "redemption": "{redeemed} of {base} paid with points",
    "reversal": "Return: {earned} had been earned, {target} is due for what remains",
    "returned": "The points that paid for the purchase came back",
    "returned_expired": "The points that paid for the purchase came back; {expired} had expired",
    "tier": "Purchases of {base} are enough for the next tier",
    "adjustment": "Adjusted by hand",
    "expiry TERM_ENDED": "The term of these points has ended",
    "expiry RELEASED_AFTER_TERM": "The term of these points ended while they were held",
    "expiry GRANTED_AFTER_TERM": "The term of these points had ended before they were given",
    "expiry RETURNED_AFTER_TERM": "The term of these points had ended before they came back",
}
