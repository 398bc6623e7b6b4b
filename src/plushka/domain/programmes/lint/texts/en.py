"""Findings in English."""

from plushka.domain.programmes.texts.counted import Counted, Sentence

SENTENCES: dict[str, Sentence] = {
    "birthday_gift_over": Counted(
        by="days",
        in_ones=True,
        one=(
            "The gift lives {days} day and ends before the birthday: it comes {before_days} ahead"
        ),
        other=(
            "The gift lives {days} days and ends before the birthday: it comes {before_days} ahead"
        ),
    ),
    "step_never_reached": (
        "This step is never reached: it is after {days} days, the one before after {before_days}"
    ),
    "tier_gives_less": (
        "“{tier}” gives up to {percent}%, “{lower}” below up to {before}%: rising does not pay"
    ),
    "tier_changes_nothing": "“{tier}” promises what “{lower}” does: reaching it changes nothing",
    "gives_too_much": (
        "“{tier}” may give away {percent}% of a purchase: points, discount and the referrer's"
        " reward together. Usual is at most {sensible}%"
    ),
    "earns_nothing": "This rule never gives anything",
    "rounded_away": "{percent}% rounded down gives something only from a purchase of {sum} on",
    "band_falls": (
        "A larger sum gets a lower percent: {percent}%, not {before}%. Two receipts pay better"
    ),
    "band_changes_nothing": "On both sides of this border it is {percent}%: it changes nothing",
    "points_never_pay": "These points can pay for nothing",
    "limit_of_kind_unused": (
        "A limit of {percent}% changes nothing: all points together pay up to {before}%"
    ),
    "minimum_between_multiples": (
        "Points are redeemed in multiples of {multiple}, so in fact not fewer than {points}"
    ),
    "gift_below_minimum": (
        "The gift of {points} is below the least redemption of {minimum}: alone it cannot be spent"
    ),
    "warned_before_open": Counted(
        by="days",
        in_ones=True,
        one="Points are open for {days} day, and the warning comes {warn_days} days ahead",
        other="Points are open for {days} days, and the warning comes {warn_days} days ahead",
    ),
    "late_receipt_gives_nothing": Counted(
        by="days",
        in_ones=True,
        one="Points live {days} day, and receipts are taken for {late_days} days: too late",
        other="Points live {days} days, and receipts are taken for {late_days} days: too late",
    ),
    "category_twice": "The category “{category}” is named twice",
}
