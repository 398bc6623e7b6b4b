"""The fields of each effect, and which effects a trigger may yield."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plushka.domain.rules.effects.effect import sums_of
from plushka.domain.rules.triggers.trigger import Trigger
from plushka.web.manager.forms.inputs import Choices, Input
from plushka.web.manager.rules.offers import Offers

_OPENS = Input("opens_days", "whole", _("Open after, days"), _("0 is at once."), is_optional=True)
_LIVES = Input("valid_days", "whole", _("Live, days"), _("Empty is for ever."), is_optional=True)
_PERCENT = Input("percent", "percent", _("Percent"))
_OF = Input("of", "choice", _("Of what"))

INPUTS: dict[str, tuple[Input, ...]] = {
    "points": (Input("points", "amount", _("How many points")), _OPENS, _LIVES),
    "percent": (_PERCENT, _OF, _OPENS, _LIVES),
    "multiplier": (Input("factor", "percent", _("Times"), _("Such as 2 or 1.5.")),),
    "fixed": (Input("sum", "amount", _("Sum off the receipt")),),
    "discount": (_PERCENT,),
    "gift": (
        Input("reward", "text", _("Which gift"), _("Its code.")),
        Input("pieces", "whole", _("How many")),
    ),
    "tier": (
        Input("tier", "choice", _("Which tier")),
        Input("days", "whole", _("For how many days")),
    ),
    "badge": (
        Input("badge", "code", _("Which badge"), _("Its code: small Latin letters and digits.")),
    ),
    "tag": (
        Input("tag", "text", _("Which tag")),
        Input("is_removed", "flag", _("Take it off")),
    ),
    "message": (
        Input(
            "text",
            "choice",
            _("Which text"),
            _("Of the programme’s messages, without words in square brackets."),
        ),
        Input(
            "to",
            "choice",
            _("To whom"),
            "",
            [("member", _("the member")), ("referrer", _("who brought them"))],
        ),
    ),
    "upline": (
        Input(
            "percents",
            "list",
            _("Percents by level"),
            _("Each on a line; the first is the referrer’s."),
            is_optional=True,
        ),
        Input(
            "points", "list", _("Or points by level"), _("Fill in one of both."), is_optional=True
        ),
        _OF,
    ),
    "supplier": (_PERCENT,),
}
"""By the kind of an effect. A discount has the lines it is off besides."""

NAMES: dict[str, Promise] = {
    "points": _("Points"),
    "percent": _("Points: a percent of a sum"),
    "multiplier": _("More points for the purchase"),
    "fixed": _("A sum off the receipt"),
    "discount": _("A discount"),
    "gift": _("A gift"),
    "tier": _("A tier for a while"),
    "badge": _("A badge"),
    "tag": _("A tag"),
    "message": _("A message"),
    "upline": _("A reward to those who brought the member"),
    "supplier": _("A percent to the supplier"),
}

_AT_PURCHASE = frozenset({"multiplier", "fixed", "discount"})
_DEFAULTS = {"pieces": "1", "to": "member", "of": "receipt.to_pay", "opens_days": "0"}


def kinds_at(trigger: Trigger) -> list[str]:
    """Give the kinds of effects that a trigger may yield, those first that are chosen most."""
    return [kind for kind in NAMES if _fits(kind, trigger)]


def _fits(kind: str, trigger: Trigger) -> bool:
    if kind in _AT_PURCHASE:
        return trigger.code == "purchase"
    if kind == "supplier":
        return trigger.code == "supplier_sale"
    return kind != "percent" or bool(sums_of(trigger))


def choices_of(one: Input, trigger: Trigger, offers: Offers) -> Choices:
    """Give what may be chosen in a field."""
    match one.name:
        case "of":
            return [
                (field.name, field.words.said_in(offers.language)) for field in sums_of(trigger)
            ]
        case "tier":
            return offers.tiers
        case "text":
            return offers.texts
        case _:
            return one.choices


def default_of(one: Input) -> str:
    """Give the text a new effect begins with."""
    return _DEFAULTS.get(one.name, "")
