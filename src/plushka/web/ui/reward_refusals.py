"""Refusals of the gift shop, in words that say what to do."""

from collections.abc import Callable

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from plushka.lib import money
from plushka.lib.refusal import Refusal


def fact(refusal: Refusal, name: str) -> str:
    """Give a sum among the facts, written as people write it."""
    told = money.parse(str(refusal.facts.get(name, "0")))
    return money.localised(told, get_language() or "en").removesuffix(",00").removesuffix(".00")


def _not_offered(refusal: Refusal) -> str:
    match refusal.facts.get("why"):
        case "tier":
            return _("This gift is for members of another tier. Choose another one.")
        case "not_yet":
            return _("This gift cannot be ordered yet. Choose another one.")
        case _:
            return _("The time of this gift is over. Choose another one.")


def _sold_out(refusal: Refusal) -> str:
    left = int(str(refusal.facts.get("left", 0)))
    if not left:
        return _("This gift is sold out. Choose another one.")
    text = ngettext(
        "Only %(left)d piece is left. Order fewer.",
        "Only %(left)d pieces are left. Order fewer.",
        left,
    )
    return text % {"left": left}


def _limit(refusal: Refusal) -> str:
    most, days = (int(str(refusal.facts.get(name, 0))) for name in ("most", "days"))
    if not days:
        text = ngettext(
            "A member may order %(most)d piece of this gift. Order fewer, or another one.",
            "A member may order %(most)d pieces of this gift. Order fewer, or another one.",
            most,
        )
        return text % {"most": most}
    text = ngettext(
        "So many of this gift may be ordered within %(days)d day: %(most)d. Order it later.",
        "So many of this gift may be ordered within %(days)d days: %(most)d. Order it later.",
        days,
    )
    return text % {"days": days, "most": most}


def _not_open(refusal: Refusal) -> str:
    match refusal.facts.get("state"):
        case "expired":
            return _("Nobody paid for this order in time. The points are free: order again.")
        case "fulfilled":
            return _("This order was handed over already. Look at it again.")
        case "cancelled":
            return _("This order was cancelled. Look at it again.")
        case _:
            return _("This order is not where this can be done. Look at it again.")


def _not_paid(refusal: Refusal) -> str:
    text = _("Take %(money)s first and say that it was paid.")
    return text % {"money": fact(refusal, "money")}


def _elsewhere(refusal: Refusal) -> str:
    text = _("This order waits at “%(outlet)s”. Send the customer there.")
    return text % {"outlet": refusal.facts.get("outlet", "")}


SENTENCES: dict[str, Callable[[Refusal], str]] = {
    "reward_unknown": lambda _refusal: _("There is no such gift any more. Choose another one."),
    "reward_not_offered": _not_offered,
    "reward_limit_reached": _limit,
    "sold_out": _sold_out,
    "order_unknown": lambda _refusal: _("There is no such order. Check its code."),
    "order_not_open": _not_open,
    "order_not_paid": _not_paid,
    "order_elsewhere": _elsewhere,
    "pick_up_code_wrong": lambda _refusal: _(
        "No order has this code. Check it, or find the order by the customer."
    ),
    "pick_up_code_closed": lambda _refusal: _(
        "Too many wrong codes were told for this order. Find it by the customer."
    ),
}
