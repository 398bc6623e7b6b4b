"""A programme in English."""

from plushka.domain.programmes.telling import friends
from plushka.domain.programmes.texts.counted import Counted, Sentence

SENTENCES: dict[str, Sentence] = {
    "tier first": "Everybody begins here.",
    "tier gt": "For those whose purchases come to more than {sum}.",
    "tier from": "For those whose purchases come to {sum} or more.",
    "tier gt days": Counted(
        by="count",
        in_ones=True,
        one="For those whose purchases of {count} day come to more than {sum}.",
        other="For those whose purchases of {count} days come to more than {sum}.",
    ),
    "tier from days": Counted(
        by="count",
        in_ones=True,
        one="For those whose purchases of {count} day come to {sum} or more.",
        other="For those whose purchases of {count} days come to {sum} or more.",
    ),
    "tier gt months": Counted(
        by="count",
        in_ones=True,
        one="For those whose purchases of {count} month come to more than {sum}.",
        other="For those whose purchases of {count} months come to more than {sum}.",
    ),
    "tier from months": Counted(
        by="count",
        in_ones=True,
        one="For those whose purchases of {count} month come to {sum} or more.",
        other="For those whose purchases of {count} months come to {sum} or more.",
    ),
    "tier held": "The tier is held for as long again; then it is to be earned anew.",
    "earning nothing": "Purchases earn no points.",
    "earning percent": "You earn {percent}% of what you pay with money.",
    "earning whole only": "You earn {percent}% of what you pay with money.",
    "earning whole upto": "For up to and including {upto} you earn {percent}%.",
    "earning whole between": (
        "For more than {above}, up to and including {upto}, you earn {percent}%."
    ),
    "earning whole above": "For more than {above} you earn {percent}%.",
    "earning marginal only": "You earn {percent}% of what you pay with money.",
    "earning marginal upto": "You earn {percent}% of the first {upto} of a receipt.",
    "earning marginal between": (
        "You earn {percent}% of the part of a receipt above {above}, up to {upto}."
    ),
    "earning marginal above": "You earn {percent}% of the part of a receipt above {above}.",
    "earning per_full": "You earn {points} for every full {each}.",
    "earning same day": "You earn {percent}% if you have bought on the same day already.",
    "earning days": Counted(
        by="count",
        in_ones=True,
        one="You earn {percent}% if your last purchase was {count} day ago or less.",
        other="You earn {percent}% if your last purchase was {count} days ago or less.",
    ),
    "earning otherwise": "You earn {percent}% on a first purchase and after a longer break.",
    "earning by receipt_net": (
        "The sum is what the whole receipt comes to after discounts, however it is paid."
    ),
    "earning proportional": (
        "After a return you keep the same share of the points as of the goods."
    ),
    "rounding down": "Points are rounded down to {to}.",
    "rounding half_even": "Points are rounded to the nearest {to}, a half to the even one.",
    "rounding up": "Points are rounded up to {to}.",
    "discount percent": "{percent}% off every purchase.",
    "discount whole only": "{percent}% off every purchase.",
    "discount whole upto": "{percent}% off receipts up to and including {upto}.",
    "discount whole between": (
        "{percent}% off receipts of more than {above}, up to and including {upto}."
    ),
    "discount whole above": "{percent}% off receipts of more than {above}.",
    "discount marginal only": "{percent}% off every purchase.",
    "discount marginal upto": "{percent}% off the first {upto} of a receipt.",
    "discount marginal between": (
        "{percent}% off the part of a receipt above {above}, up to {upto}."
    ),
    "discount marginal above": "{percent}% off the part of a receipt above {above}.",
    "discount same day": "{percent}% off if you have bought on the same day already.",
    "discount days": Counted(
        by="count",
        in_ones=True,
        one="{percent}% off if your last purchase was {count} day ago or less.",
        other="{percent}% off if your last purchase was {count} days ago or less.",
    ),
    "discount otherwise": "{percent}% off a first purchase and after a longer break.",
    "paying nothing": "Points cannot pay for purchases.",
    "paying all": "Points may pay for a whole receipt.",
    "paying percent": "Points may pay for up to {percent}% of a receipt.",
    "paying multiple": "Points are redeemed in steps of {points}.",
    "paying minimum": "The smallest redemption is {points}.",
    "paying line price": "At least {price} of every line is paid with money.",
    "paying purchase nothing": "Points of purchases cannot pay for purchases.",
    "paying purchase percent": "Points of purchases may pay for up to {percent}% of a receipt.",
    "paying purchase excluded": "Points of purchases cannot pay for: {categories}.",
    "paying purchase undiscounted": "Points of purchases cannot pay for goods with a discount.",
    "paying gift nothing": "Points you were given cannot pay for purchases.",
    "paying gift percent": "Points you were given may pay for up to {percent}% of a receipt.",
    "paying gift excluded": "Points you were given cannot pay for: {categories}.",
    "paying gift undiscounted": "Points you were given cannot pay for goods with a discount.",
    "point value": "{point} pays {value}.",
    "spending nearest_expiry": "The points that end soonest are spent first.",
    "spending gift_first": "Points you were given are spent before those of purchases.",
    "spending purchase_first": "Points of purchases are spent before those you were given.",
    "spending fifo": "The oldest points are spent first.",
    "negative debt": (
        "If goods come back whose points you have spent, they are taken from those you earn next."
    ),
    "activation immediate": "Points of a purchase can be used at once.",
    "activation next_day": "Points of a purchase can be used from the next day.",
    "activation event": "Points of a purchase can be used once it is confirmed ({type}).",
    "activation event latest": Counted(
        by="count",
        in_ones=True,
        one="Points of a purchase can be used once it is confirmed ({type}), after {count} day"
        " at the latest.",
        other="Points of a purchase can be used once it is confirmed ({type}), after {count} days"
        " at the latest.",
    ),
    "activation after_days": Counted(
        by="count",
        in_ones=True,
        one="Points of a purchase can be used {count} day after it.",
        other="Points of a purchase can be used {count} days after it.",
    ),
    "expiry purchase never": "Points of purchases never expire.",
    "expiry purchase days": Counted(
        by="count",
        in_ones=True,
        one="Points of a purchase live {count} day.",
        other="Points of a purchase live {count} days.",
    ),
    "expiry gift never": "Points you were given never expire, unless the gift says so.",
    "expiry gift days": Counted(
        by="count",
        in_ones=True,
        one="Points you were given live {count} day, unless the gift says otherwise.",
        other="Points you were given live {count} days, unless the gift says otherwise.",
    ),
    "expiry purchase end_of_month": "Points of a purchase expire at the end of the month.",
    "expiry purchase end_of_quarter": "Points of a purchase expire at the end of the quarter.",
    "expiry purchase end_of_year": "Points of a purchase expire at the end of the year.",
    "expiry purchase date": "Points of a purchase expire with {date}.",
    "expiry purchase end_of_month later": Counted(
        by="count",
        in_ones=True,
        one="Points of a purchase expire at the end of the month {count} month later.",
        other="Points of a purchase expire at the end of the month {count} months later.",
    ),
    "expiry purchase end_of_quarter later": Counted(
        by="count",
        in_ones=True,
        one="Points of a purchase expire at the end of the quarter {count} month later.",
        other="Points of a purchase expire at the end of the quarter {count} months later.",
    ),
    "expiry purchase end_of_year later": Counted(
        by="count",
        in_ones=True,
        one="Points of a purchase expire at the end of the year {count} month later.",
        other="Points of a purchase expire at the end of the year {count} months later.",
    ),
    "expiry gift end_of_month": (
        "Points you were given expire at the end of the month, unless the gift says otherwise."
    ),
    "expiry gift end_of_quarter": (
        "Points you were given expire at the end of the quarter, unless the gift says otherwise."
    ),
    "expiry gift end_of_year": (
        "Points you were given expire at the end of the year, unless the gift says otherwise."
    ),
    "expiry gift date": (
        "Points you were given expire with {date}, unless the gift says otherwise."
    ),
    "expiry gift end_of_month later": Counted(
        by="count",
        in_ones=True,
        one=(
            "Points you were given expire at the end of the month {count} month "
            "later, unless the gift says otherwise."
        ),
        other=(
            "Points you were given expire at the end of the month {count} months "
            "later, unless the gift says otherwise."
        ),
    ),
    "expiry gift end_of_quarter later": Counted(
        by="count",
        in_ones=True,
        one=(
            "Points you were given expire at the end of the quarter {count} month "
            "later, unless the gift says otherwise."
        ),
        other=(
            "Points you were given expire at the end of the quarter {count} months "
            "later, unless the gift says otherwise."
        ),
    ),
    "expiry gift end_of_year later": Counted(
        by="count",
        in_ones=True,
        one=(
            "Points you were given expire at the end of the year {count} month "
            "later, unless the gift says otherwise."
        ),
        other=(
            "Points you were given expire at the end of the year {count} months "
            "later, unless the gift says otherwise."
        ),
    ),
    "birthday": "You get {points} on your birthday.",
    "birthday before": Counted(
        by="count",
        in_ones=True,
        one="You get {points} {count} day before your birthday.",
        other="You get {points} {count} days before your birthday.",
    ),
    "birthday life": Counted(
        by="count",
        in_ones=True,
        one="The birthday gift lives {count} day.",
        other="The birthday gift lives {count} days.",
    ),
    **friends.EN,
    "excluded accrual": "No points are earned on: {categories}.",
    "excluded redemption": "Points cannot pay for: {categories}.",
    "excluded tier_total": "Does not count towards the next tier: {categories}.",
    "excluded discount": "No discount on: {categories}.",
    "confirm enrol": "When you join, you tell the cashier a code that comes to your phone.",
    "confirm redeem": (
        "When you pay with points, you tell the cashier a code that comes to your phone."
    ),
    "confirm code": Counted(
        by="count",
        in_ones=True,
        one="The code has {digits} digits and is good for {count} minute.",
        other="The code has {digits} digits and is good for {count} minutes.",
    ),
}
