"""What people read of refusals of the gift shop."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from plushka.domain.rewards import refusals as rewards
from plushka.lib import money
from plushka.lib.refusal import Refusal


def _limit(refusal: rewards.RewardLimitReached) -> str:
    if not refusal.days:
        return _("A member may order %(most)d of the reward “%(reward)s”.") % refusal.facts
    text = ngettext(
        "A member may order %(most)d of the reward “%(reward)s” within %(days)d day.",
        "A member may order %(most)d of the reward “%(reward)s” within %(days)d days.",
        refusal.days,
    )
    return text % refusal.facts


def _not_offered(refusal: rewards.RewardNotOffered) -> str:
    match refusal.why:
        case "tier":
            text = _("The reward “%(reward)s” is for members of other tiers.")
        case "not_yet":
            text = _("The reward “%(reward)s” cannot be ordered yet.")
        case _:
            text = _("The time of the reward “%(reward)s” is over.")
    return text % refusal.facts


def _not_open(refusal: rewards.OrderNotOpen) -> str:
    match refusal.state:
        case "EXPIRED":
            return _("The order is over: nobody paid the money in time.")
        case "FULFILLED":
            return _("The order was handed over already.")
        case _:
            return _("The order was cancelled.")


def _not_paid(refusal: rewards.OrderNotPaid) -> str:
    told = money.localised(refusal.money, get_language() or "en")
    return _("%(money)s are to be paid for the order first.") % {"money": told}


SENTENCES: dict[type[Refusal], Callable[[Any], str]] = {
    rewards.RewardUnknown: lambda refusal: (
        _("There is no reward “%(reward)s”.") % refusal.facts
        if refusal.reward
        else _("There is no such reward.")
    ),
    rewards.RewardNotOffered: _not_offered,
    rewards.RewardLimitReached: _limit,
    rewards.SoldOut: lambda refusal: (
        _("Of the reward “%(reward)s” so many are left: %(left)d.") % refusal.facts
    ),
    rewards.OrderUnknown: lambda _refusal: _("There is no such order."),
    rewards.OrderNotOpen: _not_open,
    rewards.OrderNotPaid: _not_paid,
    rewards.OrderElsewhere: lambda refusal: _("The order waits at “%(outlet)s”.") % refusal.facts,
    rewards.PickUpCodeWrong: lambda _refusal: _("No order has this code."),
    rewards.PickUpCodeClosed: lambda _refusal: _(
        "Too many wrong codes were told for this order; find it by its member."
    ),
}
